# SPDX-License-Identifier: EUPL-1.2
"""The mutants of a rule: the rule changed in one place, as somebody might have written it by mistake."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from ...schema.amount import Amount
from ...schema.rule import Duty, Rule
from ...schema.vocabulary import Vocabulary
from ..definitions.rule_codes import conditions, duties
from .figures import days_changes, threshold_changes
from .filters import condition_changes
from .forms import (
    composition_changes,
    condition_form_changes,
    measure_changes,
    pairing_changes,
    period_changes,
    reading_changes,
    unit_changes,
)
from .written import Place, WrittenChange, changed, written


@dataclass(frozen=True)
class Mutant:
    """A rule that says something else.

    Attributes:
        id: What is different; a member of a composition is named first: `[6.6.x] where.topic dropped`.
        shifts: Numbers of the agreement to be moved by so much: parameters, as `$name`, and `grace_days`.
    """

    id: str
    rule: Rule
    shifts: Mapping[str, int] = field(default_factory=dict)


def mutants_of(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Amount]) -> Iterator[Mutant]:
    """Every mutant of the rule that the schema accepts and that says something else, each once.

    Args:
        parameters: Those of the agreement; one that has no neighbour, such as 100 %, is not moved there.
    """
    content = written(rule)
    seen = {repr(written(rule))}
    for change in changes(rule, vocabulary, parameters):
        try:
            other = Rule.model_validate(changed(content, change))
        except ValidationError:
            continue
        meaning = (
            repr((written(other), sorted(change.shifts.items()))) if change.shifts else repr(written(other))
        )
        if meaning not in seen:
            seen.add(meaning)
            yield Mutant(change.id, other, change.shifts)


def changes(rule: Rule, vocabulary: Vocabulary, parameters: Mapping[str, Amount]) -> Iterator[WrittenChange]:
    """Every change of the rule, those first that any case should notice."""
    yield from unit_changes(rule, vocabulary)
    yield from period_changes(rule)
    yield from reading_changes(rule, vocabulary)
    yield from condition_form_changes(rule)
    yield from composition_changes(rule)
    yield from days_changes(rule)
    for place, duty in duties(rule):
        for change in _duty_changes(duty, place, vocabulary, parameters):
            yield change if duty is rule else _of_member(change, place, duty.id)


def _duty_changes(
    duty: Duty, place: Place, vocabulary: Vocabulary, parameters: Mapping[str, Amount]
) -> Iterator[WrittenChange]:
    for inner, where in conditions(duty):
        yield from condition_changes(where, (*place, *inner), vocabulary)
    for name in ("order", "response"):
        pairing = getattr(duty, name)
        if pairing is not None:
            yield from pairing_changes(pairing, (*place, name))
    if duty.where is not None:
        yield from threshold_changes(duty, place, parameters)
        yield from measure_changes(duty.measure, place, vocabulary)


def _of_member(change: WrittenChange, place: Place, member_id: str) -> WrittenChange:
    prefix = ".".join(str(step) for step in place) + "."
    return WrittenChange(f"[{member_id}] {change.id.replace(prefix, '', 1)}", change.edits, change.shifts)
