# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of minimums and of who is judged: is there so much, and is there anybody?"""

from collections.abc import Iterator

from ...schema.convention import Agreement, Convention, Interval
from ...schema.rule import Duty, Rule
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .finding import LintFinding
from .lint_amounts import figures, parameter_names
from .recorded_rows import let_through
from .registry import Registry
from .wording import some


def attainable_findings(
    place: str, duty: Duty, agreement: Agreement, most: tuple[int, str] | None
) -> Iterator[LintFinding]:
    """A minimum that nobody can reach; the duty's parameters must be there.

    Args:
        most: The most that the duty can ever observe, and of what, where that is known.
    """
    largest = max(figures(duty.amount, agreement.parameters))
    if most is not None and duty.comparator == "at_least" and largest > most[0]:
        reason = words.text(
            "it asks for at least {asked}, and there are {count} {what}",
            asked=largest,
            count=most[0],
            what=most[1],
        )
        lower = ", ".join(sorted(parameter_names(duty.amount))) or words.text("the minimum")
        remedy = words.text("lower {what} or add what is missing", what=lower)
        yield LintFinding("unattainable", "error", place, duty.id, reason, remedy)


def judged_findings(
    place: str, rule: Rule, agreement: Agreement, registry: Registry
) -> Iterator[LintFinding]:
    """Attributes that leave nobody to judge, although there are units of the kind."""
    if not rule.for_each.where or not isinstance(agreement, Convention):
        return
    alive = [unit for unit in _alive(registry, agreement.term) if unit.kind in rule.for_each.kind]
    if alive and not any(_chosen(rule, unit) for unit in alive):
        attributes = some(rule.for_each.where)
        reason = words.text(
            "for_each: none of the {count} units of kind {kinds} has that {attributes}",
            count=len(alive),
            kinds=some(rule.for_each.kind),
            attributes=attributes,
        )
        remedy = words.text(
            "write the {attributes} in the registry, or correct for_each", attributes=attributes
        )
        yield LintFinding("nobody_judged", "warning", place, rule.id, reason, remedy)


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
        return len(codes[column]), words.text("{column}s in the vocabulary", column=column)
    left = let_through(test, tuple(codes[column]))
    if column == "phase":
        return len(left), words.text("phases in where")
    return len(left), words.text("{column}s that where lets through", column=column)


def _most_units(
    rule: Rule, kinds: tuple[str, ...], registry: Registry, term: Interval
) -> tuple[int, str] | None:
    """The units of some kinds below the judged unit that has most of them."""
    alive = _alive(registry, term)
    counted = {unit.code for unit in alive if unit.kind in kinds}
    named = some(kinds)
    if rule.for_each.kind == ("region",):
        return len(counted), words.text("units of kind {kinds} in the term", kinds=named)
    judged = [unit for unit in alive if unit.kind in rule.for_each.kind]
    if not judged:
        return None
    below = max(len(counted & {unit.code, *registry.descendants(unit.code)}) for unit in judged)
    return below, words.text("units of kind {kinds} at most in one unit judged", kinds=named)
