# SPDX-License-Identifier: EUPL-1.2
"""When a unit owes a duty: who continues whom, active days, the amount in force, missing input."""

import datetime as dt
from dataclasses import dataclass

from impegni.schema.amount import Amount, Sourced
from impegni.schema.convention import Convention, Suspension
from impegni.schema.rule import Duty, Objective, Rule
from impegni.schema.unit import Unit
from impegni.schema.verdict import Window

from .calendar import days, month_of, months
from .world import World, matches


@dataclass(frozen=True)
class Owed:
    """One duty of one rule at one unit in one window.

    Attributes:
        duty: The rule itself, or a member of its composition.
        first: First day of the window in term; `last` its last.
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
    group = (unit, *(each for each in judged(world, rule) if _final(world, rule, each, first, last) == unit))
    unsuspended = [day for day in days(first, last) if owing(world, rule, group, day)]
    active = [day for day in unsuspended if is_active(world, objective, rule, duty, group, day)]
    return Owed(
        world,
        objective,
        rule,
        duty,
        unit,
        window,
        first,
        last,
        group,
        _final(world, rule, unit, first, last),
        tuple(unsuspended),
        tuple(active),
    )


def owing(world: World, rule: Rule, group: tuple[Unit, ...], day: dt.date) -> list[Unit]:
    """The units of a group that exist on a day and meet the rule's condition."""
    return [each for each in group if each.valid_from <= day <= each.valid_to and met(world, rule, each, day)]


def is_active(
    world: World, objective: Objective, rule: Rule, duty: Duty, group: tuple[Unit, ...], day: dt.date
) -> bool:
    """Whether any of them owes the duty on a day, suspensions considered."""
    return any(
        not suspended(world, objective, rule, duty, each, day) for each in owing(world, rule, group, day)
    )


def _final(world: World, rule: Rule, unit: Unit, first: dt.date, last: dt.date) -> Unit | None:
    """Who continues the unit in a window, at the end of the chain."""
    heir = None
    while unit.successor is not None and first <= unit.valid_to < last:
        successor = world.units[unit.successor]
        if not of_kind(successor, rule) or successor.valid_from > last or successor.valid_to < first:
            break
        unit = heir = successor
    return heir


def met(world: World, rule: Rule, unit: Unit, day: dt.date) -> bool:
    """Whether the rule's condition holds at the unit on a day."""
    if rule.when is None:
        return True
    codes = {unit.code} | world.predecessors(unit.code)
    if rule.when.at == "region":
        codes = {world.convention.region}
    seen = [event for event in world.events if event.date <= world.as_of and world.owned(event, codes)]
    begun = [event.date for event in seen if matches(rule.when.event, event)]
    if not begun or day < min(begun):
        return False
    if rule.when.until is None:
        return True
    ended = [
        event.date for event in seen if matches(rule.when.until.event, event) and event.date >= min(begun)
    ]
    return not ended or day <= min(ended)


def suspended(world: World, objective: Objective, rule: Rule, duty: Duty, unit: Unit, day: dt.date) -> bool:
    return any(
        applies(world, act, objective, rule, duty, unit) and act.start <= day <= act.end
        for act in world.convention.suspensions
    )


def applies(world: World, act: Suspension, objective: Objective, rule: Rule, duty: Duty, unit: Unit) -> bool:
    """Whether an act known to the run suspends this duty at this unit."""
    if act.known_from is not None and world.known_at is not None and act.known_from > world.known_at:
        return False
    named = rule.id in act.rules or duty.id in act.rules or objective.objective in act.objectives
    return named and ("all" in act.units or unit.code in act.units)


def amount_on(amount: Amount, convention: Convention, day: dt.date) -> int | str:
    """The amount in force on a day; before its first date a dated amount has its first value."""
    if isinstance(amount, dict):
        past = [start for start in sorted(amount) if start <= day]
        return amount_on(amount[past[-1] if past else min(amount)], convention, day)
    if isinstance(amount, Sourced):
        return amount_on(amount.value, convention, day)
    if isinstance(amount, str) and amount.startswith("$"):
        return amount_on(convention.parameters[amount[1:]], convention, day)
    return amount


def missing_input(owed: Owed) -> list[str]:
    """`UNIT YYYY-MM` for every submission needed for the window and not received."""
    return missing_in(owed, list(owed.active))


def missing_until(owed: Owed, day: dt.date) -> list[str]:
    """The same for the months of the term up to that of a day."""
    term = owed.world.convention.term
    whole = [each for each in days(term.start, term.end) if month_of(each) <= month_of(day)]
    active = [
        each
        for each in whole
        if is_active(owed.world, owed.objective, owed.rule, owed.duty, owed.group, each)
    ]
    return missing_in(owed, active)


def missing_in(owed: Owed, active: list[dt.date]) -> list[str]:
    """The submissions not received of the months of some active days."""
    world = owed.world
    if world.complete or not active:
        return []
    received = {(unit, each.month) for each in world.submissions.values() for unit in each.units}
    missing = []
    for month in months(active):
        needed = {code for unit in owed.group for code in reporters(world, unit, month)}
        missing += [f"{code} {month}" for code in sorted(needed) if (code, month) not in received]
    return missing


def reporters(world: World, unit: Unit, month: str) -> set[str]:
    """Who reports for a unit in a month: those at or below it, else the nearest one above."""
    kinds, term = world.convention.reporting.kinds, world.convention.term
    in_month = [day for day in days(term.start, term.end) if month_of(day) == month]
    here = [code for code in (unit.code, *world.below(unit.code)) if world.units[code].kind in kinds]
    above: set[str] = set()
    for day in in_month:
        if not here and unit.valid_from <= day <= unit.valid_to:
            nearest = [code for code in world.chain(unit.code, day) if world.units[code].kind in kinds]
            above |= set(nearest[:1])
    return {
        code
        for code in {*here, *above}
        if any(world.units[code].valid_from <= day <= world.units[code].valid_to for day in in_month)
    }
