# SPDX-License-Identifier: EUPL-1.2
"""Turning: what is missing or to spare, until when, and what the verdict would be with it or without."""

import datetime as dt

import numpy as np

from ...schema.explanation import Missing, Turn
from ...schema.verdict import Kind, Verdict
from ..tallies.receipts import is_derived
from ..tallies.setting import RunDates
from ..verdicts.decided import situations_of
from ..verdicts.decisions import OUTCOMES, PairedSituations, Situations, decide, decide_pairs
from ..verdicts.run import Verdicts
from .subject import Subject

_OPEN = ("attainment", "violation", "pending", "not_evaluable")


def observed_of(verdict: Verdict) -> int:
    """What was observed; only what is published may lack it, and explanations come before that."""
    assert verdict.observed is not None
    return verdict.observed


def counted_of(verdict: Verdict) -> int:
    """What the events add up to, whether it decides or a declared figure does."""
    return observed_of(verdict) if verdict.counted is None else verdict.counted


def surplus_of(verdict: Verdict) -> int | None:
    """How much more was observed than required, where a minimum is reached."""
    counted = verdict.measure not in ("order", "response", "composition")
    if not counted or verdict.shortfall != 0 or not verdict.required:
        return None
    return observed_of(verdict) - verdict.required


def missing_of(verdicts: Verdicts, verdict: Verdict) -> Missing | None:
    """What is missing: things to do, things to report, figures to give; None where nothing is."""
    reason = None if verdict.reason is None else verdict.reason.code
    unsized = verdict.population is not None and verdict.population.size is None and verdict.kind in _OPEN
    unknown = unsized or reason in ("no_population", "stale_population")
    count = verdict.shortfall or 0
    if not (count or verdict.incomplete or unknown or reason == "missing_conventions"):
        return None
    final = None
    if verdict.kind == "not_evaluable" and verdict.incomplete:
        final = verdict.due + dt.timedelta(days=verdicts.convention.final_days)
    return Missing(
        count=count,
        do_by=_do_by(verdicts, verdict),
        report_by=verdict.due,
        submissions=verdict.incomplete,
        final=final,
        conventions=tuple((verdict.reason.object or "").split(", "))
        if verdict.reason is not None and reason == "missing_conventions"
        else (),
        population=verdict.population.name if unknown and verdict.population is not None else None,
    )


def _do_by(verdicts: Verdicts, verdict: Verdict) -> dt.date | None:
    """The last day of the window in the term and in the unit's life, where that is still to come."""
    if is_derived(verdicts.duties[verdict.rule]):
        return None
    unit = verdicts.evidence.cube.registry.get(verdict.unit)
    ends = [verdict.window.end, verdicts.convention.term.end, *([unit.valid_to] if unit else [])]
    last = min(ends)
    return last if last >= verdict.as_of and verdict.kind == "pending" else None


def turn_of(verdicts: Verdicts, verdict: Verdict, subject: Subject) -> Turn | None:
    """The least change of what was observed that would change more than the figures."""
    if verdict.kind not in _OPEN or verdict.required is None:
        return None
    was = observed_of(verdict)
    lacking = verdict.required - was
    if subject.tallies.pairs is not None:
        change = lacking
    elif subject.rule.comparator == "at_most":
        change = lacking if lacking < 0 else lacking + 1
    else:
        change = lacking if lacking > 0 else lacking - 1
    observed = was + change
    if not change or observed < 0:
        return None
    return Turn(change=change, observed=observed, kind=_kind(verdicts, subject, observed))


def _kind(verdicts: Verdicts, subject: Subject, observed: int) -> Kind:
    """What would be decided for the same tally with another observed figure."""
    dates = RunDates(verdicts.options.as_of, verdicts.options.known_at)
    places = np.array([subject.row]), np.array([subject.column])
    given = situations_of(subject.tallies, places, dates) | {"observed": np.array([observed], np.int64)}
    if subject.tallies.pairs is None:
        decided = decide(Situations(**given))
    else:
        none = np.zeros(1, np.int64)
        decided = decide_pairs(PairedSituations(**given | {"breached": none, "breach_unproved": none}))
    return OUTCOMES[int(decided[0])].kind
