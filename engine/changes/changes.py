# SPDX-License-Identifier: EUPL-1.2
"""Changes: which verdicts are not the same in two runs, of what kind each change is, and its cause."""

import datetime as dt
from collections.abc import Callable

from ...schema.change import Change, ChangeKind, Standing
from ...schema.verdict import Window
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import VerdictRow
from .causes import Causes
from .differences import Difference, Key, alike, differences, rows_at

JudgeAt = Callable[[dt.date, dt.date | None], Verdicts]
"""Judges the same rules and facts from a day (`as_of`), on what was received by another (`known_at`)."""

BREACHES = ("violation", "not_evaluable")
DECIDED = ("attainment", "violation", "not_applicable", "suspended")


def changes(before: Verdicts, after: Verdicts, between: Verdicts | None = None) -> tuple[Change, ...]:
    """What differs between two runs of one convention, in the order of the second.

    Args:
        between: A run that looks from the day of the first on what the second knows: where it differs
            from the first, what was received later changed the past. Not needed where both runs look
            from one day; where they do not and it is not given, nothing is told to be restated.
    """
    same_day = before.options.as_of == after.options.as_of
    changed = differences(before.frame, after.frame)
    if between is not None or same_day:
        middle = rows_at((between or after).frame, changed)
    else:
        middle = {key: row for key, (row, _) in changed.items()}
    causes = Causes(before, after, changed)
    return tuple(_change(after, key, difference, middle[key], causes) for key, difference in changed.items())


def changes_since(
    judge_at: JudgeAt, since: dt.date, now: dt.date, after: Verdicts | None = None
) -> tuple[Change, ...]:
    """What differs between what was said on a day and what is said now, corrections told apart from time.

    Three runs: as said then, as it would have been said then on what is known now, and as said now.

    Args:
        after: The run of now, where there is one already; its known_at is what is known now.
    """
    after = judge_at(now, now) if after is None else after
    before = judge_at(since, since)
    return changes(before, after, judge_at(since, after.options.known_at))


def _change(
    run: Verdicts, key: Key, difference: Difference, middle: VerdictRow | None, causes: Causes
) -> Change:
    before, after = difference
    row = after or before
    assert row is not None
    restated = before is not None and before.kind in DECIDED and not alike(before, middle)
    return Change(
        convention=run.convention.convention,
        rule=key[0],
        unit=key[1],
        unit_kind=row.unit_kind,
        window=Window(label=key[2], start=row.start, end=row.end),
        role=row.role,
        modality=row.modality,
        change=kind_of_change(before, after, restated),
        restated=restated,
        before=_standing(before),
        after=_standing(after),
        cause=causes.of(key, difference, not alike(middle, after)),
    )


def kind_of_change(before: VerdictRow | None, after: VerdictRow | None, restated: bool) -> ChangeKind:
    """What kind of change leads from one verdict to the other.

    Args:
        restated: What was decided already is now said otherwise.
    """
    old, new = (None if row is None else row.kind for row in (before, after))
    if new in BREACHES and new != old:
        return "new"
    if old is None:
        return "opened"
    if new is None:
        return "other"
    if old in BREACHES and new not in BREACHES:
        return "cured"
    if restated:
        return "restated"
    return "decided" if old == "pending" != new else "other"


def _standing(row: VerdictRow | None) -> Standing | None:
    if row is None:
        return None
    return Standing(
        kind=row.kind,
        required=row.required,
        observed=row.observed,
        due=row.due,
        at_risk=row.at_risk,
        reason=row.why,
    )
