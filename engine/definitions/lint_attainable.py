# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of minimums and of who is judged: is there so much, and is there anybody?"""

from collections.abc import Iterator

from ...schema.convention import Agreement, Convention, Interval
from ...schema.rule import Duty, Rule
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from .finding import Finding
from .lint_amounts import figures, parameter_names
from .recorded_rows import let_through
from .registry import Registry
from .wording import listed


def attainable_findings(
    place: str, duty: Duty, agreement: Agreement, most: tuple[int, str] | None
) -> Iterator[Finding]:
    """A minimum that nobody can reach; the duty's parameters must be there.

    Args:
        most: The most that the duty can ever observe, and of what, where that is known.
    """
    largest = max(figures(duty.amount, agreement.parameters))
    if most is not None and duty.comparator == "at_least" and largest > most[0]:
        reason = f"it asks for at least {largest}, and there are {most[0]} {most[1]}"
        lower = ", ".join(sorted(parameter_names(duty.amount))) or "the minimum"
        remedy = f"lower {lower} or add what is missing"
        yield Finding("unattainable", "error", place, duty.id, reason, remedy)


def judged_findings(place: str, rule: Rule, agreement: Agreement, registry: Registry) -> Iterator[Finding]:
    """Attributes that leave nobody to judge, although there are units of the kind."""
    if not rule.for_each.where or not isinstance(agreement, Convention):
        return
    alive = [unit for unit in _alive(registry, agreement.term) if unit.kind in rule.for_each.kind]
    if alive and not any(_chosen(rule, unit) for unit in alive):
        kinds, attributes = listed(rule.for_each.kind), listed(rule.for_each.where)
        reason = f"for_each: none of the {len(alive)} units of kind {kinds} has that {attributes}"
        remedy = f"write the {attributes} in the registry, or correct for_each"
        yield Finding("nobody_judged", "warning", place, rule.id, reason, remedy)


def _alive(registry: Registry, term: Interval) -> list[Unit]:
    return [one for one in registry.units if one.valid_from <= term.end and one.valid_to >= term.start]


def _chosen(rule: Rule, unit: Unit) -> bool:
    return all(unit.attributes.get(name) in values for name, values in rule.for_each.where.items())


def most_observed(
    rule: Rule, duty: Duty, agreement: Agreement, registry: Registry, vocabulary: Vocabulary
) -> tuple[int, str] | None:
    """The most a duty can ever observe, and of what, where that is known."""
    if duty.measure.units is not None and isinstance(agreement, Convention):
        return _most_units(rule, duty.measure.units, registry, agreement.term)
    codes = {"phase": vocabulary.phases, "target": vocabulary.targets, "topic": vocabulary.topics}
    column = duty.measure.distinct
    if column not in codes or duty.where is None:
        return None
    test = duty.where.tests().get(column)
    if test is None:
        return len(codes[column]), f"{column}s in the vocabulary"
    left = let_through(test, tuple(codes[column]))
    named = "phases in where" if column == "phase" else f"{column}s that where lets through"
    return len(left), named


def _most_units(
    rule: Rule, kinds: tuple[str, ...], registry: Registry, term: Interval
) -> tuple[int, str] | None:
    """The units of some kinds below the judged unit that has most of them."""
    alive = _alive(registry, term)
    counted = {unit.code for unit in alive if unit.kind in kinds}
    what = f"units of kind {listed(kinds)}"
    if rule.for_each.kind == ("region",):
        return len(counted), f"{what} in the term"
    judged = [unit for unit in alive if unit.kind in rule.for_each.kind]
    if not judged:
        return None
    below = max(len(counted & {unit.code, *registry.descendants(unit.code)}) for unit in judged)
    return below, f"{what} at most in one unit judged"
