# SPDX-License-Identifier: EUPL-1.2
"""What the rules ask of an event, whichever day it is of: its columns, and where it belongs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ...schema.base import Text
from ...schema.condition import Test, Where
from ...schema.convention import Agreement
from ...schema.rule import Objective, Rule
from ..definitions.lint import is_national, selected
from ..definitions.lint_recording import measured_column
from ..definitions.rulebook import Rulebook
from ..tallies.duties import TalliedDuty, members_of

FILLED = Test(present=True)


class PlaceAsked(NamedTuple):
    """Where an event must belong: to a unit of one of these kinds, with these attributes, and to a counted one."""

    kinds: tuple[str, ...]
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    counted: tuple[str, ...] = ()


class AskedCondition(NamedTuple):
    """One condition: the test of a column, or a place where the column is `unit`."""

    column: str
    test: Test | PlaceAsked

    @property
    def key(self) -> str:
        """What tells it from others; tests hold lists and mappings."""
        return repr(self)


@dataclass(frozen=True)
class Question:
    """What one rule asks of an event in one of its roles.

    Attributes:
        rule: The rule, or the composition whose member asks.
        proves: An event that meets it keeps the duty or helps to; others only begin or bound one.
    """

    rule: str
    title: Text
    asks: tuple[AskedCondition, ...]
    proves: bool


def questions(rules: Iterable[tuple[Objective, Rule]]) -> list[Question]:
    """What some rules ask, members of compositions included."""
    return [
        question
        for objective, rule in rules
        for duty in members_of(TalliedDuty(objective, rule))
        for question in _of_duty(duty)
    ]


def rules_in_force(book: Rulebook, agreements: Iterable[Agreement]) -> list[tuple[Objective, Rule]]:
    """The rules that some agreement selects, and the national ones, which events of every region may serve."""
    known = list(agreements)
    return [
        (objective, rule)
        for objective, rule in book.rules()
        if is_national(rule) or any(selected(rule, agreement) for agreement in known)
    ]


def _of_duty(duty: TalliedDuty) -> Iterator[Question]:
    rule = duty.rule
    for where, there, proves in _roles(rule):
        asks = [AskedCondition(column, test) for column, test in where.tests().items()]
        measured = measured_column(rule) if where is rule.where else None
        if measured is not None and measured not in where.tests():
            asks.append(AskedCondition(measured, FILLED))
        if there and not is_national(rule):
            asks.append(AskedCondition("unit", _place(rule, counted=where is rule.where)))
        yield Question((duty.composed or rule).id, rule.title, tuple(asks), proves)


def _roles(rule: Rule) -> Iterator[tuple[Where, bool, bool]]:
    """Each condition of a rule, whether its events must belong to the judged unit, and whether they prove anything."""
    if rule.where is not None:
        yield rule.where, True, True
    if rule.order is not None:
        yield rule.order.each, True, False
        yield rule.order.after, rule.order.same == "unit", False
    if rule.response is not None:
        yield rule.response.each, True, False
        yield rule.response.then, rule.response.same == "unit", True
    if rule.when is not None:
        yield rule.when.event, rule.when.at == "unit", False
        if rule.when.until is not None:
            yield rule.when.until.event, rule.when.at == "unit", False


def _place(rule: Rule, *, counted: bool) -> PlaceAsked:
    judged = rule.for_each
    attributes = tuple(sorted((name, tuple(values)) for name, values in judged.where.items()))
    return PlaceAsked(judged.kind, attributes, rule.measure.units or () if counted else ())
