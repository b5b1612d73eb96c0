# SPDX-License-Identifier: EUPL-1.2
"""Moments: the events an order or a response is about, by the tally that answers for them and by their scope."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple, TypeVar

import numpy as np

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Duty, Order, Response
from ..definitions.registry import Registry
from .cube import BELONGING_EVENTS, Cube
from .deadlines import Deadlines, written_pair
from .frames import Frame
from .pairing import DatedEvent, nearest, paired
from .patterns import kept_types
from .selectors import quoted

Told = TypeVar("Told")


class Moment(NamedTuple):
    """An event at one of its units: it waits for another, helps another, or both."""

    dated: DatedEvent
    case: str
    unit: str
    waits: bool
    helps: bool


def paired_conditions(rule: Duty) -> tuple[Where, ...]:
    """The two conditions an order or a response joins: what waits, and what helps it."""
    if rule.order is not None:
        return rule.order.each, rule.order.after
    return () if rule.response is None else (rule.response.each, rule.response.then)


class PairingScope(NamedTuple):
    """Everything that decides which events of a rule are paired.

    Attributes:
        kept: For each row of the frame, the events preceded or answered: by id, that of the other.
        instead: For each row, of the others: by id, the day of what came nearest to that, if anything did.
    """

    deadlines: Deadlines
    moments: Sequence[Moment]
    kept: Callable[[int], Mapping[str, str]]
    instead: Callable[[int], Mapping[str, dt.date]]


def scope_of(
    cube: Cube, frame: Frame, convention: Convention, grace_days: int, as_of: dt.date
) -> PairingScope:
    """The events of an order or a response, paired over everything that belongs together."""
    written, region = written_pair(frame.rule), convention.region
    assert written is not None
    deadlines = Deadlines(written, convention.term.end, grace_days)
    moments = _moments(cube, frame, written, region, as_of)

    def partners(scope: Iterable[Moment]) -> Mapping[str, str]:
        return paired(*_sides(scope), deadlines.span, written.one_to_one)

    def near(scope: Iterable[Moment]) -> Mapping[str, dt.date]:
        inside = list(scope)
        return nearest(*_sides(inside), partners(inside), isinstance(written, Order), written.one_to_one)

    scopes = partial(_by_scope, moments, written.same, frame, cube.registry, region)
    return PairingScope(deadlines, moments, scopes(partners), scopes(near))


def create_paired(cube: Cube, rules: Iterable[Duty]) -> None:
    """Create `paired_event`: the events that orders and responses are about, once for each unit they belong to."""
    conditions = [where for rule in rules for where in paired_conditions(rule)]
    if conditions:
        cube.con.execute(
            "create or replace temp table paired_event as"
            " select o.date, o.event_id, coalesce(o.\"case\", '') as case_code, b.unit_ix, b.late, c.signature"
            f" {BELONGING_EVENTS} join pattern as c on {cube.patterns.alike}"
            f" where {kept_types(conditions)} and ({' or '.join(map(cube.condition, conditions))})"
        )


def sides_sql(cube: Cube, rule: Duty) -> tuple[str, str]:
    """Whether an event `c` of `paired_event` waits, and whether it helps, as SQL; what came late can only answer."""
    waits, helps = (f"({cube.condition(where)} and not c.late)" for where in paired_conditions(rule))
    return waits, helps if rule.order is not None else cube.condition(paired_conditions(rule)[1])


def _moments(
    cube: Cube, frame: Frame, written: Order | Response, region: str, as_of: dt.date
) -> list[Moment]:
    """Every event that waits or helps, once for each unit in question, whatever window or term."""
    if not cube.patterns.signatures[paired_conditions(frame.rule)[0]]:
        return []
    waits, helps = sides_sql(cube, frame.rule)
    units = _units_in_question(cube.registry, frame, written, region)
    rows = cube.con.execute(
        f"select c.date, c.event_id, c.case_code, c.unit_ix, {waits} as waits, {helps} as helps"
        f" from paired_event as c where c.date <= {quoted(as_of.isoformat())}::date and ({waits} or {helps})"
        f" and c.unit_ix in ({', '.join(map(str, units))})"
    ).fetchall()
    return [
        Moment(DatedEvent(date, event_id), case, cube.registry.units[unit].code, waits, helps)
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


def by_tally(moments: Iterable[Moment], frame: Frame) -> Mapping[tuple[int, int], set[DatedEvent]]:
    """The events that wait, by the tally that answers for them."""
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}

    @cache
    def columns_of(date: dt.date) -> list[int]:
        day = date.toordinal()
        columns: list[int] = np.flatnonzero((frame.starts <= day) & (frame.ends >= day)).tolist()
        return columns

    waiting: dict[tuple[int, int], set[DatedEvent]] = {}
    for moment in moments:
        row = row_of.get(moment.unit)
        if row is None or not moment.waits:
            continue
        for column in columns_of(moment.dated.date):
            place = (frame.takers.get((row, column), row), column)
            waiting.setdefault(place, set()).add(moment.dated)
    return waiting


def _sides(scope: Iterable[Moment]) -> tuple[list[DatedEvent], list[DatedEvent]]:
    inside = list(scope)
    return [one.dated for one in inside if one.waits], [one.dated for one in inside if one.helps]


def _by_scope(
    moments: Sequence[Moment],
    same: str,
    frame: Frame,
    registry: Registry,
    region: str,
    told: Callable[[Iterable[Moment]], Mapping[str, Told]],
) -> Callable[[int], Mapping[str, Told]]:
    """For each row of the frame, what is told of the events of its scope, by id; only when it is asked for."""
    if same == "unit":
        at: dict[str, list[Moment]] = {}
        for moment in moments:
            at.setdefault(moment.unit, []).append(moment)

        @cache
        def of_row(row: int) -> Mapping[str, Told]:
            code = frame.units[row].code
            lineage = {code, *registry.predecessors(code)}
            return told(moment for unit in lineage for moment in at.get(unit, ()))

        return of_row

    @cache
    def everywhere() -> Mapping[str, Told]:
        if same == "region":
            return told(moment for moment in moments if moment.unit == region)
        cases: dict[str, list[Moment]] = {}
        for moment in moments:
            if moment.case:
                cases.setdefault(moment.case, []).append(moment)
        return {event: said for scope in cases.values() for event, said in told(scope).items()}

    return lambda row: everywhere()
