# SPDX-License-Identifier: EUPL-1.2
"""When a unit owes a duty: who continues whom, on which days, up to which day, in which amount."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from impegni.schema.amount import Amount, Sourced
from impegni.schema.convention import Convention, Suspension
from impegni.schema.rule import Duty, Objective, Rule
from impegni.schema.unit import Unit
from impegni.schema.verdict import Window

from .calendar import days, last_of_month
from .world import World, matches


@dataclass(frozen=True)
class Owed:
    """One duty of one rule at one unit in one window.

    Attributes:
        duty: The rule itself, or a member of its composition.
        first: First day of the window in term; `last` its last, in term and in the lives of the group.
        group: The unit and everybody it continues in this window.
        heir: Who continues the unit in this window, if anybody.
        unsuspended: The days it would be owed if nothing were suspended.
        active: The days it is owed.
    """

    world: World
    objective: Objective
    rule: Rule
    duty: Duty
    unit: Unit
    window: Window
    first: dt.date
    last: dt.date
    group: tuple[Unit, ...]
    heir: Unit | None
    unsuspended: tuple[dt.date, ...]
    active: tuple[dt.date, ...]

    @property
    def codes(self) -> set[str]:
        return {unit.code for unit in self.group}

    @property
    def grace_days(self) -> int:
        return self.world.convention.grace_days if self.rule.grace_days is None else self.rule.grace_days

    @property
    def parts(self) -> tuple[Duty, ...]:
        """What is asked: the members of a composition, else the duty itself."""
        return self.rule.members if self.duty is self.rule and self.rule.members else (self.duty,)


def judged(world: World, rule: Rule) -> list[Unit]:
    """The units of the rule's kinds that live in the term, by code."""
    term = world.convention.term
    return [
        unit
        for _, unit in sorted(world.units.items())
        if of_kind(unit, rule) and unit.valid_from <= term.end and unit.valid_to >= term.start
    ]


def of_kind(unit: Unit, rule: Rule) -> bool:
    asked = rule.for_each.where
    return unit.kind in rule.for_each.kind and all(unit.attributes.get(name) in asked[name] for name in asked)


def owed(world: World, objective: Objective, rule: Rule, duty: Duty, unit: Unit, window: Window) -> Owed:
    term = world.convention.term
    first, last = max(window.start, term.start), min(window.end, term.end)
    heir = continued(world, rule, unit, first, last, world.as_of)
    group = (
        unit,
        *(
            each
            for each in judged(world, rule)
            if continued(world, rule, each, first, last, world.as_of) == unit
        ),
    )
    end = last_day(world, rule, group, first, last)
    tally = Owed(world, objective, rule, duty, unit, window, first, min(last, end), group, heir, (), ())
    unsuspended = [day for day in days(first, last) if any(owing(tally, day))]
    active = [day for day in unsuspended if any(not acts_on(tally, *each, day) for each in owing(tally, day))]
    return replace(tally, unsuspended=tuple(unsuspended), active=tuple(active))


def continued(
    world: World, rule: Rule, unit: Unit, first: dt.date, last: dt.date, seen_on: dt.date
) -> Unit | None:
    """Who continues the unit in a window, at the end of the chain: who has a tally there on the day it is seen."""
    heir = None
    while unit.successor is not None and first <= unit.valid_to < last:
        successor = world.units[unit.successor]
        begun = successor.valid_from <= min(last, seen_on, world.convention.term.end)
        lives = begun and successor.valid_to >= first
        if not (of_kind(successor, rule) and lives):
            break
        unit = heir = successor
    return heir


def last_day(world: World, rule: Rule, group: tuple[Unit, ...], first: dt.date, last: dt.date) -> dt.date:
    """The last day in term and in the lives of a group, unless somebody takes over sooner or later."""
    if continued(world, rule, group[0], first, last, dt.date.max) is not None:
        return world.convention.term.end
    return min(world.convention.term.end, max(each.valid_to for each in group))


def month_last(owed: Owed, group: tuple[Unit, ...], day: dt.date) -> dt.date:
    """The last day of the month of a day: in the term, and in the lives of a group unless a successor takes over."""
    world, month = owed.world, last_of_month(day)
    ends = [month, *(end for end in [world.convention.term.end] if day <= end)]
    if continued(world, owed.rule, group[0], day.replace(day=1), min(ends), dt.date.max) is None:
        ends += [end for end in [max(each.valid_to for each in group)] if day <= end]
    return min(ends)


def owing(owed: Owed, day: dt.date) -> Iterator[tuple[Unit, Duty]]:
    """Who of the group owes what on a day, suspensions apart: in life, condition met, an amount in force."""
    for unit in owed.group:
        if owed.world.exists(unit.code, day) and met(owed.world, owed.rule, unit, day):
            for part in owed.parts:
                if amount_on(part.amount, owed.world.convention, day) is not None:
                    yield unit, part


def acts_on(owed: Owed, unit: Unit, part: Duty, day: dt.date) -> list[Suspension]:
    """The acts that suspend this duty at this unit on a day."""
    world = owed.world
    return [
        act
        for act in world.convention.suspensions
        if act.start <= day <= act.end
        and (act.known_from is None or world.known_at is None or act.known_from <= world.known_at)
        and ({owed.rule.id, part.id} & set(act.rules) or owed.objective.objective in act.objectives)
        and {"all", unit.code} & set(act.units)
    ]


def first_act(owed: Owed) -> str:
    """The first act of the convention that takes away a day otherwise owed."""
    suspending = {
        act.id for day in owed.unsuspended for each in owing(owed, day) for act in acts_on(owed, *each, day)
    }
    return next(act.id for act in owed.world.convention.suspensions if act.id in suspending)


def met(world: World, rule: Rule, unit: Unit, day: dt.date) -> bool:
    """Whether the rule's condition holds at the unit on a day."""
    if rule.when is None:
        return True
    begun, ended = begun_and_ended(world, rule, unit)
    return begun is not None and begun <= day and (ended is None or day <= ended)


def begun_and_ended(world: World, rule: Rule, unit: Unit) -> tuple[dt.date | None, dt.date | None]:
    """The day a condition was first met at a unit, and the day that ended it."""
    assert rule.when is not None
    codes = {unit.code} | world.predecessors(unit.code)
    if rule.when.at == "region":
        codes = {world.convention.region}
    seen = [event for event in world.events if event.date <= world.as_of and world.owned(event, codes)]
    begun = min((event.date for event in seen if matches(rule.when.event, event)), default=None)
    if begun is None or rule.when.until is None:
        return begun, None
    until = rule.when.until.event
    return begun, min(
        (event.date for event in seen if matches(until, event) and event.date >= begun), default=None
    )


def lapsed(owed: Owed) -> bool:
    """Whether what it depends on ended inside the window, before the last day, where the rest lapses with it."""
    when = owed.rule.when
    if (
        when is None
        or when.until is None
        or not when.until.lapses
        or not owed.active
        or owed.heir is not None
    ):
        return False
    _, ended = begun_and_ended(owed.world, owed.rule, owed.unit)
    return ended is not None and owed.first <= ended < owed.last


def amount_on(amount: Amount, convention: Convention, day: dt.date) -> int | str | None:
    """The amount in force on a day; none before the first date of a dated one."""
    if isinstance(amount, dict):
        past = [start for start in amount if start <= day]
        return amount_on(amount[max(past)], convention, day) if past else None
    if isinstance(amount, Sourced):
        return amount_on(amount.value, convention, day)
    if isinstance(amount, str) and amount.startswith("$"):
        return amount_on(convention.parameters[amount[1:]], convention, day)
    return amount


def amount_told(amount: Amount, convention: Convention, day: dt.date) -> int | str | None:
    """The amount in force on a day; before its first date that one, of which nothing is due yet."""
    if isinstance(amount, str) and amount.startswith("$"):
        return amount_told(convention.parameters[amount[1:]], convention, day)
    return amount_on(amount, convention, max(day, min(amount)) if isinstance(amount, dict) else day)
