# SPDX-License-Identifier: EUPL-1.2
"""Parts: what is missing of the members of a composition, and how many of them suffice."""

from collections.abc import Mapping, Sequence

from ...schema.agenda import Part
from ...schema.rule import Rule
from ..verdicts.verdict_rows import VerdictRow

LEFT_OUT = ("attainment", "not_applicable", "suspended")


def to_do_of(row: VerdictRow) -> int | None:
    """What is missing of a verdict; None while the size of the population is not known."""
    return None if row.required is None else max(0, row.required - (row.observed or 0))


def parts_of(rule: Rule, rows: Mapping[str, VerdictRow]) -> tuple[Part, ...]:
    """The parts that something can be done for, in the order they are written."""
    return tuple(
        Part(
            rule=member.id,
            title=member.title or rule.title,
            required=rows[member.id].required,
            observed=rows[member.id].observed,
            to_do=to_do_of(rows[member.id]),
        )
        for member in rule.members
        if _actionable(rows[member.id], member.comparator == "at_least")
    )


def _actionable(row: VerdictRow, at_least: bool) -> bool:
    return at_least and row.kind not in LEFT_OUT and to_do_of(row) != 0


def still_needed(row: VerdictRow, rule: Rule, rows: Sequence[VerdictRow]) -> int:
    """How many parts must still be attained by doing something, beyond those that only wait for their day."""
    waiting = [each for each in rows if each.kind == "pending" and _only_waits(each, rule)]
    return max(0, (row.required or 0) - (row.observed or 0) - len(waiting))


def _only_waits(row: VerdictRow, rule: Rule) -> bool:
    """Whether a part will be attained, or left out of all, without anything more being done."""
    member = next(each for each in rule.members if each.id == row.rule)
    if member.comparator == "at_most":
        return row.headroom is not None and row.headroom >= 0
    return to_do_of(row) == 0 and (row.required != 0 or rule.all_of is not None)
