# SPDX-License-Identifier: EUPL-1.2
"""How large a population is at a unit in a window, and who its members are."""

import datetime as dt
from dataclasses import dataclass, replace

from impegni.schema.facts import Population
from impegni.schema.measure import Share

from .calendar import ONE
from .duty import Owed
from .world import World


@dataclass(frozen=True)
class Target:
    """Attributes:
    size: None where it is not known; then `problem` says why.
    members: When each member joined; None where only sizes are given.
    sent: Whether anything was told of this population at the unit or below it.
    """

    size: int | None
    date: dt.date | None = None
    members: dict[str, dt.date] | None = None
    problem: str | None = None
    sent: bool = True


def target(owed: Owed, share: Share) -> Target:
    """The population a share of one tally is taken of."""
    rows = [row for row in owed.world.populations if row.population == share.of]
    listed, sized = _listed(owed, rows), _sized(owed, share, rows)
    if listed or (_anybody(owed, rows) and not sized):
        members = _members(owed, share, rows)
        return Target(len(members), members=members, sent=listed)
    own = _size(owed.world, rows, owed.unit.code, min(owed.last, owed.world.as_of))
    found = own if own.size is not None else _sum(owed, share, rows, own)
    return replace(found, sent=sized)


def _anybody(owed: Owed, rows: list[Population]) -> bool:
    """Whether anybody lists members: then a unit that says nothing has none."""
    return any(row.person is not None and owner(owed.world, row) in owed.world.units for row in rows)


def _listed(owed: Owed, rows: list[Population]) -> bool:
    """Whether members are listed at the unit or below it, on whatever days."""
    codes = {owed.unit.code, *owed.world.below(owed.unit.code)}
    return any(row.person is not None and owner(owed.world, row) in codes for row in rows)


def _sized(owed: Owed, share: Share, rows: list[Population]) -> bool:
    """Whether a size is given of the unit, or of one below it that is summed up, on whatever day."""
    world = owed.world
    kinds = world.vocabulary.populations[share.of].sum_over
    summed = {
        owed.unit.code,
        *(code for code in world.below(owed.unit.code) if world.units[code].kind in kinds),
    }
    return any(row.size is not None and row.person is None and owner(world, row) in summed for row in rows)


def owner(world: World, row: Population) -> str:
    return row.case if row.case in world.units else row.unit


def _within(owed: Owed) -> set[str]:
    """The units of a tally and all below them."""
    return {code for unit in owed.group for code in (unit.code, *owed.world.below(unit.code))}


def _members(owed: Owed, share: Share, rows: list[Population]) -> dict[str, dt.date]:
    """Everyone who was a member on a day of the window and not too late in it, with the day of joining."""
    joined: dict[str, dt.date] = {}
    for row in rows:
        since, until = row.member_from or dt.date.min, row.member_to or dt.date.max
        inside = since <= owed.last - ONE * share.lead_days and until >= owed.first
        if row.person is not None and inside and owner(owed.world, row) in _within(owed):
            joined[row.person] = min(since, joined.get(row.person, since))
    return joined


def _size(world: World, rows: list[Population], code: str, day: dt.date) -> Target:
    dated = [
        (row.date, row.size, row.population)
        for row in rows
        if owner(world, row) == code and row.person is None and row.date is not None and row.date <= day
    ]
    if not dated:
        return Target(None, problem="no_population")
    date, size, name = max(dated, key=lambda each: each[0])
    own = world.vocabulary.populations[name].stale_days
    if (day - date).days > (world.convention.stale_days if own is None else own):
        return Target(None, problem="stale_population")
    return Target(size, date)


def _sum(owed: Owed, share: Share, rows: list[Population], own: Target) -> Target:
    """What a unit without a usable figure adds up to from below."""
    world = owed.world
    day = min(owed.last, world.as_of)
    kinds = world.vocabulary.populations[share.of].sum_over
    parts = [
        _size(world, rows, code, day)
        for code in world.below(owed.unit.code)
        if world.units[code].kind in kinds and world.exists(code, day)
    ]
    if parts and all(part.size is not None for part in parts):
        return Target(sum(part.size or 0 for part in parts), max(part.date for part in parts if part.date))
    problems = {own.problem} if own.problem == "stale_population" else {part.problem for part in parts}
    stale = "stale_population" in problems and "no_population" not in problems
    return Target(None, problem="stale_population" if stale else "no_population")
