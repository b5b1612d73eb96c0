# SPDX-License-Identifier: EUPL-1.2
"""How large a population is at a unit in a window, and who its members are."""

import datetime as dt
from dataclasses import dataclass

from impegni.schema.facts import Population
from impegni.schema.measure import Share

from .calendar import ONE
from .duty import Owed
from .world import World


@dataclass(frozen=True)
class Target:
    """Attributes:
    size: None where it is not known; then `problem` says why.
    members: None where only sizes are given.
    """

    size: int | None
    date: dt.date | None = None
    members: frozenset[str] | None = None
    problem: str | None = None


def target(owed: Owed, share: Share) -> Target:
    """The population a share of one tally is taken of."""
    world = owed.world
    rows = [row for row in world.populations if row.population == share.of]
    if _by_person(owed, share, rows):
        members = _members(owed, share, rows)
        return Target(len(members), members=members)
    own = _size(world, rows, owed.unit.code, min(owed.last, world.as_of))
    return own if own.size is not None else _sum(owed, share, rows, own)


def _by_person(owed: Owed, share: Share, rows: list[Population]) -> bool:
    """Members where any are listed at the unit or below; without any figure either, none where others list."""
    world, code = owed.world, owed.unit.code
    listed = {owner(world, row) for row in rows if row.person is not None} & set(world.units)
    if listed & {code, *world.below(code)}:
        return True
    kinds = world.vocabulary.populations[share.of].sum_over
    summed = {code, *(below for below in world.below(code) if world.units[below].kind in kinds)}
    sized = {owner(world, row) for row in rows if row.person is None and row.size is not None}
    return bool(listed) and not (sized & summed)


def owner(world: World, row: Population) -> str:
    return row.case if row.case in world.units else row.unit


def _members(owed: Owed, share: Share, rows: list[Population]) -> frozenset[str]:
    world = owed.world
    units = {code for unit in owed.group for code in (unit.code, *world.below(unit.code))}
    return frozenset(
        row.person
        for row in rows
        if row.person is not None
        and owner(world, row) in units
        and (row.member_from is None or row.member_from <= owed.last - ONE * share.lead_days)
        and (row.member_to is None or row.member_to >= owed.first)
    )


def _size(world: World, rows: list[Population], code: str, day: dt.date) -> Target:
    dated = [
        (row.date, row.size)
        for row in rows
        if owner(world, row) == code and row.person is None and row.date is not None and row.date <= day
    ]
    if not dated:
        return Target(None, problem="no_population")
    date, size = max(dated, key=lambda each: each[0])
    if (day - date).days > world.convention.stale_days:
        return Target(None, problem="stale_population")
    return Target(size, date)


def _sum(owed: Owed, share: Share, rows: list[Population], own: Target) -> Target:
    """What a unit without a usable figure adds up to from below."""
    world = owed.world
    day = min(owed.last, world.as_of)
    units = [world.units[code] for code in world.below(owed.unit.code)]
    kinds = world.vocabulary.populations[share.of].sum_over
    parts = [
        _size(world, rows, unit.code, day)
        for unit in units
        if unit.kind in kinds and unit.valid_from <= day <= unit.valid_to
    ]
    if parts and all(part.size is not None for part in parts):
        return Target(sum(part.size or 0 for part in parts), max(part.date for part in parts if part.date))
    problems = {own.problem} if own.problem == "stale_population" else {part.problem for part in parts}
    stale = "stale_population" in problems and "no_population" not in problems
    return Target(None, problem="stale_population" if stale else "no_population")
