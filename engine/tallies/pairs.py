# SPDX-License-Identifier: EUPL-1.2
"""Order and response: of the events that had to be preceded or answered, how many were."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Duty, Order, Response
from ..definitions.calendar import month_end
from ..definitions.registry import Registry
from .activity import Days
from .cube import OWNED_EVENTS, Cube
from .frames import Frame
from .needed_input import lacking_between
from .pairing import Dated, answered, preceded
from .reporting import Reporting
from .selectors import quoted, where_sql


@dataclass(frozen=True)
class Pairs:
    """What was counted for an order or a response, by row and column of the frame.

    Attributes:
        required: Followers, or triggers, of the window.
        observed: Those preceded, or answered in time.
        breached: The others whose own grace is over.
        due: Ordinal of the last day on which a breach may still be mended.
        unproved: The first breach may yet be mended by submissions that are missing.
        lacking: The submissions missing up to the first breach.
    """

    required: Days
    observed: Days
    breached: Days
    due: Days
    unproved: NDArray[np.bool_]
    lacking: dict[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True)
class Deadlines:
    """When an event that waits becomes a breach, and when that can no longer be mended."""

    written: Order | Response
    term_end: dt.date
    grace_days: int

    def of(self, day: dt.date) -> dt.date:
        """The last day for what an event of `day` waits for: its own, or the last for an answer."""
        if isinstance(self.written, Order):
            return day
        within = self.written.within_days
        return self.term_end if within == "term" else day + dt.timedelta(days=within)

    def closing(self, day: dt.date) -> int:
        """The ordinal at which the grace of the deadline's month ends."""
        deadline = self.of(day)
        last = month_end(deadline)
        return (min(last, self.term_end) if deadline <= self.term_end else last).toordinal() + self.grace_days


class Wait(NamedTuple):
    """An event that waits for another, and the id of the one that preceded or answered it."""

    dated: Dated
    partner: str | None
    until: dt.date
    closing: dt.date


class _Moment(NamedTuple):
    """An event at one of its units: it waits for another, helps another, or both."""

    dated: Dated
    case: str
    unit: str
    waits: bool
    helps: bool


def written_pair(rule: Duty) -> Order | Response | None:
    """The order or the response of a rule, if it is one."""
    return rule.order or rule.response


def paired_conditions(rule: Duty) -> tuple[Where, ...]:
    """The two conditions an order or a response joins: what waits, and what helps it."""
    if rule.order is not None:
        return rule.order.each, rule.order.after
    return () if rule.response is None else (rule.response.each, rule.response.then)


def count_pairs(
    cube: Cube,
    frame: Frame,
    convention: Convention,
    window_closing: Days,
    grace_days: int,
    as_of: dt.date,
    reporting: Reporting,
) -> Pairs:
    """Pair the events of the rule and count them, for every unit and window of the frame.

    Args:
        window_closing: Ordinal of each window's own last day with grace.
    """
    written = written_pair(frame.rule)
    assert written is not None
    deadlines = Deadlines(written, convention.term.end, grace_days)
    closing = cache(deadlines.closing)
    moments = _moments(cube, frame, written, convention.region, as_of)
    kept = _kept(moments, written, deadlines, frame, cube.registry, convention.region)
    pairs = _nothing_yet(frame, window_closing)
    for (row, column), waiting in _by_tally(moments, frame).items():
        broken = sorted(event for event in waiting if event.event_id not in kept(row))
        closed = [event for event in broken if closing(event.date) < as_of.toordinal()]
        due = max(int(pairs.due[row, column]), *map(closing, {event.date for event in waiting}))
        pairs.required[row, column] = len(waiting)
        pairs.observed[row, column] = len(waiting) - len(broken)
        pairs.breached[row, column] = len(closed)
        pairs.due[row, column] = due
        if closed and reporting.missing:
            until = min(month_end(deadlines.of(closed[0].date)), convention.term.end).toordinal()
            start = convention.term.start.toordinal()
            missing = lacking_between(frame, row, column, start, until, reporting)
            pairs.unproved[row, column] = bool(missing) and as_of.toordinal() <= due + convention.final_days
            if missing:
                pairs.lacking[row, column] = missing
    return pairs


def waits_of(
    cube: Cube,
    frame: Frame,
    convention: Convention,
    grace_days: int,
    as_of: dt.date,
    place: tuple[int, int],
) -> tuple[list[Wait], frozenset[str]]:
    """The events one tally requires to be preceded or answered, by date, each with what became of it.

    Args:
        place: Row and column of the tally.

    Returns:
        These events, and the ids of all that precede or answer any event of the same scope.
    """
    deadlines, moments, kept = _scope(cube, frame, convention, grace_days, as_of)
    partners = kept(place[0])
    waits = _waits(_by_tally(moments, frame).get(place, ()), partners, deadlines)
    return waits, frozenset(partners.values())


def all_waits(
    cube: Cube, frame: Frame, convention: Convention, grace_days: int, as_of: dt.date
) -> dict[tuple[int, int], list[Wait]]:
    """The events that every tally of the frame requires to be preceded or answered, by row and column."""
    deadlines, moments, kept = _scope(cube, frame, convention, grace_days, as_of)
    waiting = _by_tally(moments, frame)
    return {place: _waits(events, kept(place[0]), deadlines) for place, events in sorted(waiting.items())}


def _scope(
    cube: Cube, frame: Frame, convention: Convention, grace_days: int, as_of: dt.date
) -> tuple[Deadlines, list[_Moment], Callable[[int], Mapping[str, str]]]:
    written = written_pair(frame.rule)
    assert written is not None
    deadlines = Deadlines(written, convention.term.end, grace_days)
    moments = _moments(cube, frame, written, convention.region, as_of)
    return deadlines, moments, _kept(moments, written, deadlines, frame, cube.registry, convention.region)


def _waits(events: Iterable[Dated], partners: Mapping[str, str], deadlines: Deadlines) -> list[Wait]:
    return [
        Wait(
            event,
            partners.get(event.event_id),
            deadlines.of(event.date),
            dt.date.fromordinal(deadlines.closing(event.date)),
        )
        for event in sorted(events)
    ]


def without_proof(pairs: Pairs) -> Pairs:
    """The same where whole conventions were not given: any breach may yet be mended, however late it is."""
    return replace(pairs, unproved=pairs.breached > 0)


def _nothing_yet(frame: Frame, window_closing: Days) -> Pairs:
    shape = frame.exists.shape
    return Pairs(
        required=np.zeros(shape, np.int64),
        observed=np.zeros(shape, np.int64),
        breached=np.zeros(shape, np.int64),
        due=np.broadcast_to(window_closing, shape).copy(),
        unproved=np.zeros(shape, bool),
        lacking={},
    )


def _moments(
    cube: Cube, frame: Frame, written: Order | Response, region: str, as_of: dt.date
) -> list[_Moment]:
    """Every event that waits or helps, once for each unit in question, whatever window or term."""
    conditions = paired_conditions(frame.rule)
    if not cube.signatures[conditions[0]]:
        return []
    waits, helps = (where_sql(where) for where in conditions)
    units = _units_in_question(cube.registry, frame, written, region)
    rows = cube.con.execute(
        "select distinct o.date, o.event_id, coalesce(o.\"case\", ''), b.unit_ix,"
        f" ({waits}) as waits, ({helps}) as helps {OWNED_EVENTS}"
        f" where o.date <= {quoted(as_of.isoformat())}::date and (({waits}) or ({helps}))"
        f" and b.unit_ix in ({', '.join(map(str, units))})"
    ).fetchall()
    return [
        _Moment(Dated(date, event_id), case, cube.registry.units[unit].code, waits, helps)
        for date, event_id, case, unit, waits, helps in rows
    ]


def _units_in_question(
    registry: Registry, frame: Frame, written: Order | Response, region: str
) -> Iterable[int]:
    """The places in the registry of the units whose events may be paired or counted."""
    if written.same == "case":
        return range(len(registry.units))
    codes = {region} if written.same == "region" else set[str]()
    for unit in frame.units:
        codes |= {unit.code, *registry.predecessors(unit.code)}
    return sorted(registry.index[code] for code in codes if code in registry.index)


def _by_tally(moments: Iterable[_Moment], frame: Frame) -> Mapping[tuple[int, int], set[Dated]]:
    """The events that wait, by the tally that answers for them."""
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}

    @cache
    def columns_of(date: dt.date) -> list[int]:
        day = date.toordinal()
        columns: list[int] = np.flatnonzero((frame.starts <= day) & (frame.ends >= day)).tolist()
        return columns

    waiting: dict[tuple[int, int], set[Dated]] = {}
    for moment in moments:
        row = row_of.get(moment.unit)
        if row is None or not moment.waits:
            continue
        for column in columns_of(moment.dated.date):
            place = (frame.takers.get((row, column), row), column)
            waiting.setdefault(place, set()).add(moment.dated)
    return waiting


def _kept(
    moments: Sequence[_Moment],
    written: Order | Response,
    deadlines: Deadlines,
    frame: Frame,
    registry: Registry,
    region: str,
) -> Callable[[int], Mapping[str, str]]:
    """For each row of the frame, the events preceded or answered in their scope: by id, that of the other."""

    def paired(scope: Iterable[_Moment]) -> Mapping[str, str]:
        inside = list(scope)
        waiting = [moment.dated for moment in inside if moment.waits]
        helping = [moment.dated for moment in inside if moment.helps]
        if isinstance(written, Order):
            return preceded(waiting, helping, written.within_days, written.one_to_one)
        return answered(waiting, helping, deadlines.of, written.one_to_one)

    if written.same == "unit":
        at: dict[str, list[_Moment]] = {}
        for moment in moments:
            at.setdefault(moment.unit, []).append(moment)

        @cache
        def of_row(row: int) -> Mapping[str, str]:
            code = frame.units[row].code
            lineage = {code, *registry.predecessors(code)}
            return paired(moment for unit in lineage for moment in at.get(unit, ()))

        return of_row
    if written.same == "region":
        everywhere = paired(moment for moment in moments if moment.unit == region)
        return lambda row: everywhere
    cases: dict[str, list[_Moment]] = {}
    for moment in moments:
        if moment.case:
            cases.setdefault(moment.case, []).append(moment)
    within = {event: other for scope in cases.values() for event, other in paired(scope).items()}
    return lambda row: within
