# SPDX-License-Identifier: EUPL-1.2
"""What a duty with an amount looks at, and what its measure makes of it."""

import datetime as dt

from impegni.schema.measure import Share, Summed

from .calendar import ONE
from .duty import Owed, month_last
from .facts import Occurrence
from .population import Target
from .world import matches


def looked_at(owed: Owed, population: Target | None) -> list[Occurrence]:
    """The events that count for a tally, by date and id."""
    if owed.heir is not None:
        return []
    if is_derived(owed):
        return receipts(owed, in_time=True)
    joined = since_joining(owed, population)
    return _matching(owed, owed.first, owed.codes) if joined is None else _reaching(owed, joined)


def is_derived(owed: Owed) -> bool:
    return owed.duty.where is not None and owed.duty.where.event.values == ("submission",)


def since_joining(owed: Owed, population: Target | None) -> dict[str, dt.date] | None:
    """When each member joined, where the share asks who was reached from that day on."""
    share = owed.duty.measure.share
    if share is None or share.since is None or isinstance(share.reached, Summed) or population is None:
        return None
    return population.members


def _matching(owed: Owed, first: dt.date, codes: set[str]) -> list[Occurrence]:
    assert owed.duty.where is not None
    return [
        event
        for event in owed.world.events
        if first <= event.date <= min(owed.last, owed.world.as_of)
        and matches(owed.duty.where, event)
        and owed.world.owned(event, codes)
    ]


def _reaching(owed: Owed, joined: dict[str, dt.date]) -> list[Occurrence]:
    """The events of the term that reached a member on or after the day of joining, also where units were continued."""
    world = owed.world
    continued = {code for unit in owed.codes for code in world.predecessors(unit)}
    codes = owed.codes | {code for code in continued if world.units[code].valid_to < owed.last}
    return [
        event
        for event in _matching(owed, world.convention.term.start, codes)
        if any(joined.get(who, dt.date.max) <= event.date for who in _reached(owed, event))
    ]


def _reached(owed: Owed, event: Occurrence) -> set[str]:
    share = owed.duty.measure.share
    assert share is not None
    return set() if isinstance(share.reached, Summed) else event.values[share.reached]


def receipts(owed: Owed, *, in_time: bool) -> list[Occurrence]:
    """Submissions by the units themselves, each dated the last day of its month on which it can be owed."""
    found = {}
    for each in owed.world.submissions.values():
        first = dt.date.fromisoformat(f"{each.month}-01")
        for unit in (unit for unit in owed.group if unit.code in each.units):
            day = month_last(owed, (unit,), first)
            kept = each.received <= day + ONE * owed.world.convention.reporting.due_days
            if owed.first <= day <= min(owed.last, owed.world.as_of) and kept == in_time:
                found[each.month, each.id] = Occurrence(each.id, day, each.units, {})
    return [found[key] for key in sorted(found)]


def observed(owed: Owed, events: list[Occurrence], population: Target | None) -> int:
    """What the measure makes of the events."""
    measure = owed.duty.measure
    if measure.count:
        return len(events)
    if measure.sum:
        return sum(event.amount(measure.sum) for event in events)
    if measure.units:
        return len(_units(owed, measure.units, events))
    if measure.distinct:
        return len(_distinct(owed, measure.distinct, events))
    assert measure.share is not None
    assert population is not None
    return _share(owed, measure.share, events, population)


def _distinct(owed: Owed, column: str, events: list[Occurrence]) -> set[str]:
    """The values of a column; only those named, or all but those named, where the conditions name some."""
    assert owed.duty.where is not None
    found = {value for event in events for value in event.values[column]}
    test = owed.duty.where.tests().get(column)
    if test is None or test.present is not None:
        return found
    return found.difference(test.not_) if test.values is None else found.intersection(test.values)


def _share(owed: Owed, share: Share, events: list[Occurrence], population: Target) -> int:
    if isinstance(share.reached, Summed):
        return sum(event.amount(share.reached.sum) for event in events)
    found = {who for event in events for who in _reached(owed, event)}
    if population.members is None:
        return len(found)
    joined = since_joining(owed, population)
    if joined is None:
        return len(found & set(population.members))
    return len(
        {
            who
            for event in events
            for who in _reached(owed, event)
            if joined.get(who, dt.date.max) <= event.date
        }
    )


def reached_unlisted(owed: Owed, population: Target) -> bool:
    """Whether somebody was reached in the window at a unit that lists nobody."""
    assert owed.duty.measure.share is not None
    reached = owed.duty.measure.share.reached
    events = [] if owed.heir is not None else _matching(owed, owed.first, owed.codes)
    if isinstance(reached, Summed):
        return not population.sent and any(event.amount(reached.sum) for event in events)
    return not population.sent and any(event.values[reached] for event in events)


def _units(owed: Owed, kinds: tuple[str, ...], events: list[Occurrence]) -> list[str]:
    """The units with an event, but for those that only carry on what a predecessor had begun."""
    world = owed.world
    dates: dict[str, list[dt.date]] = {}
    for event in events:
        for chain in world.chains(event):
            for code in _up_to(owed, chain) if world.exists(chain[0], event.date) else ():
                if world.units[code].kind in kinds and world.exists(code, event.date):
                    dates.setdefault(code, []).append(event.date)
    return [
        code
        for code in dates
        if not any(
            earlier in dates and min(dates[code]) > world.units[earlier].valid_to
            for earlier in world.predecessors(code)
        )
    ]


def _up_to(owed: Owed, chain: list[str]) -> list[str]:
    """The part of a chain up to the judged unit; nothing if it does not reach it."""
    places = [place for place, code in enumerate(chain) if code in owed.codes]
    return chain[: places[0] + 1] if places else []
