# SPDX-License-Identifier: EUPL-1.2
"""Derivation: the steps from what a rule writes to the figure that was required."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...schema.amount import Amount, Sourced
from ...schema.explanation import Derivation, Limit, ReadingChosen
from ...schema.rule import Rule
from ...schema.verdict import Verdict
from ..definitions.amounts import in_force_from
from ..tallies.required import before_tolerance
from ..verdicts.run import Verdicts
from .subject import Subject


class _Written(NamedTuple):
    """The parameter, the date and the act that the amount in force comes from."""

    parameter: str | None = None
    since: dt.date | None = None
    source: str | None = None


def derivation_of(verdicts: Verdicts, verdict: Verdict, subject: Subject | None) -> Derivation:
    """How `required` came about.

    Args:
        subject: The tally; None for a composition, and for a rule without any unit.
    """
    rule = verdicts.duties[verdict.rule]
    counted = rule.form in ("threshold", "documentary")
    whole = _whole(rule, verdict) if counted else "pairs" if rule.form in ("order", "response") else None
    prorated = None
    if counted and subject is not None and whole is None:
        assert subject.tallies.thresholds is not None
        prorated = int(before_tolerance(rule, subject.frame, subject.tallies.thresholds)[subject.place])
    written = _written(rule, verdicts, _first_day(verdict, subject)) if counted else _Written()
    return Derivation(
        threshold=verdict.threshold,
        parameter=written.parameter,
        since=written.since,
        source=written.source,
        readings=_readings(rule, verdicts),
        active_days=verdict.active_days,
        window_days=verdict.window_days,
        limits=() if subject is None else tuple(_limits(verdicts, subject, verdict)),
        whole=whole,
        prorated=prorated,
        tolerance=rule.tolerance,
        population=verdict.population,
        required=verdict.required,
    )


def _whole(rule: Rule, verdict: Verdict) -> Literal["term", "at_most", "share", "full"] | None:
    if rule.measure.share is not None:
        return "share"
    if rule.comparator == "at_most":
        return "at_most"
    if rule.per == "term":
        return "term"
    return "full" if rule.partial == "full" and verdict.active_days < verdict.window_days else None


def _first_day(verdict: Verdict, subject: Subject | None) -> dt.date:
    if subject is None:
        return verdict.window.start
    first = int(subject.frame.activity.first[subject.place])
    return dt.date.fromordinal(first if verdict.active_days else int(subject.frame.starts[subject.column]))


def _written(rule: Rule, verdicts: Verdicts, day: dt.date) -> _Written:
    found = _Written()
    amount: Amount = rule.amount
    while not isinstance(amount, int):
        if isinstance(amount, dict):
            begun = [start for start in amount if start <= day]
            start = max(begun) if begun else min(amount)
            if len(amount) > 1:
                found = found._replace(since=start)
            amount = amount[start]
        elif isinstance(amount, Sourced):
            found = found._replace(source=amount.source)
            amount = amount.value
        elif amount.startswith("$"):
            found = found._replace(parameter=amount[1:])
            amount = verdicts.convention.parameters[amount[1:]]
        else:
            break
    return found


def _readings(rule: Rule, verdicts: Verdicts) -> tuple[ReadingChosen, ...]:
    return tuple(
        ReadingChosen(name=name, option=option, for_this_run=name in verdicts.options.readings)
        for name, option in rule.reading.items()
    )


def _limits(verdicts: Verdicts, subject: Subject, verdict: Verdict) -> Iterator[Limit]:
    """What keeps days of the window from being active, in the order they are told."""
    window, term = verdict.window, verdicts.convention.term
    unit, presence = subject.unit, subject.frame.presences[subject.row]
    if term.start > window.start or term.end < window.end:
        yield Limit(code="term", start=max(term.start, window.start), end=min(term.end, window.end))
    low, high = max(term.start, window.start), min(term.end, window.end)
    if unit.valid_from > low or unit.valid_to < high:
        yield Limit(code="unit", start=max(unit.valid_from, low), end=min(unit.valid_to, high))
    begun = in_force_from(subject.rule.amount, verdicts.convention.parameters)
    low, high = max(low, unit.valid_from), min(high, unit.valid_to)
    if begun > low:
        yield Limit(code="amount", start=begun, end=max(begun, high))
    if subject.rule.when is not None and not subject.continued:
        low = max(low, begun)
        start, end = presence.span
        if start > low.toordinal() or end < high.toordinal():
            yield _when(max(start, low.toordinal()), min(end, high.toordinal()))
    for suspension in verdicts.convention.suspensions:
        known_at = verdicts.options.known_at
        known = known_at is None or suspension.known_from is None or suspension.known_from <= known_at
        overlaps = suspension.start <= window.end and suspension.end >= window.start
        if known and overlaps and subject.tallies.duty.suspended_by(suspension, unit.code):
            yield Limit(code="suspension", start=suspension.start, end=suspension.end, object=suspension.id)


def _when(start: int, end: int) -> Limit:
    if start > end:
        return Limit(code="when")
    return Limit(code="when", start=dt.date.fromordinal(start), end=dt.date.fromordinal(end))
