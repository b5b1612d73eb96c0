# SPDX-License-Identifier: EUPL-1.2
"""What has not been received yet and might still change a verdict."""

import datetime as dt

from impegni.schema.unit import Unit
from impegni.schema.verdict import Reason

from .calendar import days, month_of, months
from .duty import Owed
from .world import World


def is_final(owed: Owed, due: dt.date) -> bool:
    """Whether what was not received by now counts as not done; never while members of the programme are absent."""
    world = owed.world
    return not world.absent and (world.as_of - due).days > world.convention.final_days


def missing_input(owed: Owed) -> list[str]:
    """`UNIT YYYY-MM` for every submission of a month with active days that was not received."""
    return _missing(owed, months(list(owed.active)))


def missing_until(owed: Owed, day: dt.date) -> list[str]:
    """The same for the months from the term's start to that of a day in which any of the group exists."""
    term = owed.world.convention.term
    lived = [
        each
        for each in days(term.start, term.end)
        if any(owed.world.exists(unit.code, each) for unit in owed.group)
    ]
    return _missing(owed, [each for each in months(lived) if each <= month_of(day)])


def awaited(owed: Owed, missing: list[str]) -> Reason:
    """Why a verdict waits: absent members of the programme before missing submissions."""
    if owed.world.absent:
        return Reason(code="missing_conventions", object=", ".join(owed.world.absent))
    return Reason(code="missing_submissions", object=", ".join(missing))


def by_month(missing: set[str]) -> list[str]:
    """`UNIT YYYY-MM` by month, then unit."""
    return sorted(missing, key=lambda line: line.split(" ")[::-1])


def _missing(owed: Owed, some: list[str]) -> list[str]:
    world = owed.world
    if world.complete:
        return []
    received = {(unit, each.month) for each in world.submissions.values() for unit in each.units}
    needed = {
        (code, month) for month in some for unit in owed.group for code in reporters(world, unit, month)
    }
    return by_month({f"{code} {month}" for code, month in needed - received})


def reporters(world: World, unit: Unit, month: str) -> set[str]:
    """Who reports for a unit in a month: those at or below it, else the nearest one above that exists."""
    term = world.convention.term
    in_month = [day for day in days(term.start, term.end) if month_of(day) == month]
    here = {code for code in (unit.code, *world.below(unit.code)) if reports(world, code)}
    if here:
        return {code for code in here for day in in_month if on_duty(world, code, day)}
    return {
        next(iter(above))
        for day in in_month
        if world.exists(unit.code, day)
        and (above := [code for code in world.chain(unit.code, day) if on_duty(world, code, day)])
    }


def reports(world: World, code: str) -> bool:
    """Whether the unit's agreement says that its kind sends submissions."""
    home = world.home.get(code)
    return home is not None and world.units[code].kind in home.reporting.kinds


def on_duty(world: World, code: str, day: dt.date) -> bool:
    """Whether a unit reports on a day: it exists, under an agreement in force."""
    return (
        reports(world, code)
        and world.exists(code, day)
        and world.home[code].term.start <= day <= world.home[code].term.end
    )
