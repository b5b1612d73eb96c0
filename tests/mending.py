# SPDX-License-Identifier: EUPL-1.2
"""Facts changed as an explanation says: an event taken away, what is missing added, a near miss mended."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import assume
from impegni.schema.condition import Test, Where
from impegni.schema.explanation import Explanation, NearMiss
from impegni.schema.facts import Event
from impegni.schema.rule import Rule
from strategies import RandomRun

NEW = "new"
"""A firm, person or code that no random run holds."""


def with_facts(run: RandomRun, **changes: Any) -> RandomRun:
    """The same run on other facts."""
    return replace(run, facts=run.facts.model_copy(update=changes))


def without_events(run: RandomRun, ids: set[str]) -> RandomRun:
    """The same run without some events, in any version."""
    return with_facts(run, events=tuple(event for event in run.facts.events if event.event_id not in ids))


def with_events(run: RandomRun, *events: Event) -> RandomRun:
    """The same run with more events."""
    return with_facts(run, events=run.facts.events + events)


def accepted(test: Test) -> Any:
    """A value that satisfies a test; None where that is no value at all."""
    if test.present is not None:
        return NEW if test.present else None
    if test.values is not None:
        return test.values[0]
    bound = test.min if test.min is not None else test.max
    if bound is not None:
        return bound
    refused = test.not_ or ()
    return NEW if isinstance(refused[0], str) else max(map(int, refused)) + 1


def column_value(column: str, test: Test) -> Any:
    """What to write in a column so that the test holds."""
    found = accepted(test)
    if found == NEW and column in ("participants", "invited"):
        return 1
    return (found,) if found is not None and column in ("topic", "target") else found


def matching(where: Where, unit: str, day: dt.date, event_id: str) -> Event:
    """An event that meets every condition."""
    columns = {name: column_value(name, test) for name, test in where.tests().items()}
    return Event.model_validate({"event_id": event_id, "date": day, "unit": unit} | columns)


def mended(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    """The run with the one condition mended that a near miss failed."""
    return _MENDS[near.failed](run, told, rule, near)


def changed(run: RandomRun, near: NearMiss, **columns: Any) -> RandomRun:
    """The run with columns of that version of the event written anew."""
    this = (near.event_id, near.origin.submission)
    events = [
        Event.model_validate(event.model_dump() | columns)
        if (event.event_id, event.submission) == this
        else event
        for event in run.facts.events
    ]
    return with_facts(run, events=tuple(events))


def _valid(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    return changed(run, near, status="valid")


def _alone(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    kept = [
        event
        for event in run.facts.events
        if event.event_id != near.event_id or event.submission == near.origin.submission
    ]
    return with_facts(run, events=tuple(kept))


def _not_replaced(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    submissions = [
        each.model_copy(update={"replaces": None}) if each.replaces == near.origin.submission else each
        for each in run.facts.submissions or ()
    ]
    return with_facts(run, submissions=tuple(submissions))


def _known(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    return replace(run, known_at=None)


def _in_time(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    submissions = [
        each.model_copy(update={"received": near.nearest}) if each.id == near.event_id else each
        for each in run.facts.submissions or ()
    ]
    return with_facts(run, submissions=tuple(submissions))


def _field(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    assert near.column is not None
    assert near.accepted is not None
    return changed(run, near, **{near.column: column_value(near.column, near.accepted)})


def _value(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    """Something to count, where the rule asks nothing else of that column."""
    column = near.column or _identity(rule)
    assume(column is not None and rule.where is not None and column not in rule.where.tests())
    assert column is not None
    if column in ("participants", "invited"):
        return changed(run, near, **{column: 1})
    if told.verdict.population is not None and told.verdict.population.date is None:
        assume(told.unreached)
        return changed(run, near, **{column: told.unreached[0]})
    assume(column != "case")
    return changed(run, near, **{column: (NEW,) if column in ("topic", "target") else NEW})


def _identity(rule: Rule) -> str | None:
    reached = rule.measure.share.reached if rule.measure.share else rule.measure.distinct
    return reached if isinstance(reached, str) else None


def _moved(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    assert near.nearest is not None
    return changed(run, near, date=near.nearest)


def _recorded_there(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    return changed(run, near, unit=(told.verdict.unit,))


def _recorded_at_a_kind(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    kinds, judged = rule.measure.units or (), told.verdict.unit
    below = [
        unit.code
        for unit in run.units
        if unit.kind in kinds and judged in (unit.code, unit.parent) and unit.successor is None
    ]
    assume(below)
    return changed(run, near, unit=(below[0],))


def _of_that_case(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    return changed(run, near, case=near.object or None)


def _freed(run: RandomRun, told: Explanation, rule: Rule, near: NearMiss) -> RandomRun:
    """Without the event it serves; where that is not told, nothing can be done."""
    served = {event.event_id for event in told.waiting if event.partner == near.event_id}
    assume(served)
    return without_events(run, served)


_MENDS: dict[str, Callable[[RandomRun, Explanation, Rule, NearMiss], RandomRun]] = {
    "annulled": _valid, "superseded": _alone, "withdrawn": _not_replaced, "not_known": _known,
    "late": _in_time, "field": _field, "no_value": _value, "duplicate": _value, "not_member": _value,
    "as_of": _moved, "term": _moved, "window": _moved, "unit_not_valid": _moved,
    "unit_above": _recorded_there, "unit_kind": _recorded_at_a_kind, "case": _of_that_case, "taken": _freed,
}  # fmt: skip
