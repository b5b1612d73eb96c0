# SPDX-License-Identifier: EUPL-1.2
"""What random facts are told about, and what is asked there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from impegni.schema.condition import Where
from impegni.schema.convention import Convention
from impegni.schema.facts import Event
from impegni.schema.measure import Share
from impegni.schema.rule import Duty, Objective, Order, Response, Rule
from impegni.schema.unit import Unit
from oracle.world import satisfies

from .bents import Bent
from .codes import ALL_UNITS, Near


@dataclass(frozen=True)
class World:
    """Definitions drawn before the facts."""

    objective: Objective
    convention: Convention
    units: tuple[Unit, ...]
    near: Near
    bent: Bent

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The units that facts name: mostly those registered."""
        registered = tuple(unit.code for unit in self.units)
        return (*registered, *registered, *ALL_UNITS[-3:])

    @cached_property
    def duties(self) -> list[tuple[Rule, Duty]]:
        """Every duty with its rule."""
        return [(rule, duty) for rule in self.objective.rules for duty in (rule.members or (rule,))]

    @cached_property
    def asked(self) -> list[tuple[Where, tuple[str, ...]]]:
        """Every condition of every rule, with the units it is asked of."""
        return [
            (where, self.judged(rule))
            for rule in self.objective.rules
            for where in _conditions(rule)
            if where.event.values != ("submission",)
        ]

    @cached_property
    def pairs(self) -> list[Order | Response]:
        forms = [duty.order or duty.response for _, duty in self.duties]
        return [form for form in forms if form is not None]

    @cached_property
    def shares(self) -> list[tuple[Where, Share]]:
        """The shares of identities."""
        return [
            (duty.where, duty.measure.share)
            for _, duty in self.duties
            if duty.where is not None and duty.measure.share and isinstance(duty.measure.share.reached, str)
        ]

    def judged(self, rule: Rule) -> tuple[str, ...]:
        """The units that a rule is asked of; the region where there are none."""
        return tuple(unit.code for unit in self.units if unit.kind in rule.for_each.kind) or ("R",)

    def answers(self, row: Event) -> bool:
        """Whether a row is what a response asks for."""
        responses = [form for form in self.pairs if isinstance(form, Response)]
        return any(_meets(row, form.then) for form in responses)

    def is_readable(self, row: Event) -> bool:
        """Whether every unit it names exists on its day, or closed shortly before and answers."""
        registry = {unit.code: unit for unit in self.units}
        for code in (*row.unit, row.case):
            unit = registry.get(code or "")
            while unit is not None and unit.valid_to < row.date and unit.successor is not None:
                unit = registry[unit.successor]
            if unit is None or unit.valid_from <= row.date <= unit.valid_to:
                continue
            closed_for = (row.date - unit.valid_to).days
            if not (self.answers(row) and 0 < closed_for <= self.convention.final_days):
                return False
        return True


def _meets(row: Event, where: Where) -> bool:
    found = {column: getattr(row, column) for column in where.tests()}
    values = {
        column: set(value) if isinstance(value, tuple) else {value} - {None}
        for column, value in found.items()
    }
    return all(satisfies(test, values[column]) for column, test in where.tests().items())


def _conditions(rule: Rule) -> Iterator[Where]:
    if rule.when is not None:
        yield rule.when.event
        if rule.when.until is not None:
            yield rule.when.until.event
    for duty in (rule, *rule.members):
        if duty.where is not None:
            yield duty.where
        if duty.order is not None:
            yield from (duty.order.each, duty.order.after)
        if duty.response is not None:
            yield from (duty.response.each, duty.response.then)
