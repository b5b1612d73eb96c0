# SPDX-License-Identifier: EUPL-1.2
"""Events made up to supply what an explanation says is missing."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from impegni.engine.tallies.deadlines import written_pair
from impegni.engine.tallies.moments import paired_conditions
from impegni.schema.explanation import Explanation, WaitingEvent
from impegni.schema.facts import Event
from impegni.schema.rule import Rule
from mending import NEW, matching
from strategies import RandomRun


def added_events(run: RandomRun, told: Explanation, rule: Rule) -> Iterator[list[Event]]:
    """Events that add up to what is missing, where the rule's conditions leave room for that."""
    assert told.turn is not None
    assert rule.where is not None
    for day in _days_to_do_it(run, told):
        for columns in _columns(run, told, rule, day):
            yield [
                _with(matching(rule.where, told.verdict.unit, day, f"{NEW}{n}"), each)
                for n, each in enumerate(columns)
            ]


def _columns(run: RandomRun, told: Explanation, rule: Rule, day: dt.date) -> Iterator[list[dict[str, Any]]]:
    """What the events hold besides, one mapping an event."""
    assert told.turn is not None
    assert rule.where is not None
    count, measure = told.turn.change, rule.measure
    if measure.count is not None:
        yield [{}] * count
        return
    if measure.units is not None:
        yield from _at_units(run, told, measure.units, day, count)
        return
    reached = measure.share.reached if measure.share else None
    figure = measure.sum or (reached.sum if reached is not None and not isinstance(reached, str) else None)
    column = figure or measure.distinct or reached
    assert isinstance(column, str)
    if column in rule.where.tests():
        return
    if figure is not None:
        yield [{column: count}]
        return
    values = [f"{NEW}{n}" for n in range(count)]
    if told.verdict.population is not None and told.verdict.population.date is None:
        values = list(told.unreached[:count])
    if len(values) == count:
        yield [{column: (value,) if column in ("topic", "target") else value} for value in values]


def _at_units(
    run: RandomRun, told: Explanation, kinds: Sequence[str], day: dt.date, count: int
) -> Iterator[list[dict[str, Any]]]:
    """Done at units of the kinds counted, each at or below the unit judged and new."""
    judged = told.verdict.unit
    parents = {unit.code: unit.parent for unit in run.units}
    counted = {value for event in told.counted for value in event.values}
    below = [
        unit.code
        for unit in run.units
        if unit.kind in kinds and judged in (unit.code, unit.parent) and unit.code not in counted
        and unit.valid_from <= day <= unit.valid_to
    ]  # fmt: skip
    # One above another would count with it.
    alone = [code for code in below if not {code, parents[code]} & (set(below) - {code})]
    ours = judged in below or any(unit.code == judged and unit.kind in kinds for unit in run.units)
    if not ours and len(alone) >= count:
        yield [{"unit": (code,)} for code in alone[:count]]


def answered_events(run: RandomRun, told: Explanation, rule: Rule) -> Iterator[list[Event]]:
    """A partner for each event that waits, on its own day and at its own unit."""
    written, helps = written_pair(rule), paired_conditions(rule)[1]
    assert written is not None
    waiting = [event for event in told.waiting if event.partner is None]
    places = [_place(run, event) for event in waiting]
    if told.waiting_more or "case" in helps.tests() or (written.one_to_one and _others_wait(run, told, rule)):
        return
    # Within cases an event without one pairs with nothing.
    if written.same != "case" or all(place["case"] for place in places):
        yield [
            _with(matching(helps, event.units[0], event.date, f"{NEW}{n}"), place)
            for n, (event, place) in enumerate(zip(waiting, places, strict=True))
        ]


def _others_wait(run: RandomRun, told: Explanation, rule: Rule) -> bool:
    """Whether something waits that the window does not tell of: one to one, it might take what is added."""
    types = paired_conditions(rule)[0].event.values or ()
    waiting = {event.event_id for event in told.waiting}
    return any(event.event in types and event.event_id not in waiting for event in run.facts.events)


def _place(run: RandomRun, event: WaitingEvent) -> dict[str, Any]:
    """The units of the event, and its case, which may be another."""
    case = next(
        each.case
        for each in run.facts.events
        if (each.event_id, each.submission) == (event.event_id, event.origin.submission)
    )
    return {"unit": event.units, "case": case}


def _with(event: Event, columns: dict[str, Any]) -> Event:
    return Event.model_validate(event.model_dump() | columns)


def _days_to_do_it(run: RandomRun, told: Explanation) -> list[dt.date]:
    """A day on which the judged unit itself could have done it: the last seen."""
    unit = next(unit for unit in run.units if unit.code == told.verdict.unit)
    window, term = told.verdict.window, run.convention.term
    last = min(window.end, term.end, run.as_of, unit.valid_to)
    return [last] if last >= max(window.start, term.start) else []
