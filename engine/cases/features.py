# SPDX-License-Identifier: EUPL-1.2
"""What of the rule language and of the readings the rules use, and whether any case tries it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple, get_args

from ...schema.condition import Test
from ...schema.measure import Measure
from ...schema.rule import Duty, Form, Modality, Period, Rule
from ...schema.vocabulary import Vocabulary
from ..definitions.rule_codes import conditions, duties
from ..definitions.rulebook import Rulebook


class Feature(NamedTuple):
    """A choice the language offers, such as the operator `not`, or a reading such as `dual_bodies: target`."""

    group: str
    code: str


class TriedFeature(NamedTuple):
    """A feature, how many rules use it, and how many of these any case proves something of."""

    feature: Feature
    used: int
    tried: int

    @property
    def gap(self) -> bool:
        """Whether rules use it and no case tries one of them."""
        return self.used > 0 and self.tried == 0


OPERATORS = ("v", "list", "not", "min", "max", "present")


def language(vocabulary: Vocabulary) -> Iterator[Feature]:
    """Every feature a rule can have, group by group."""
    yield from (Feature("form", code) for code in get_args(Form))
    yield from (Feature("modality", code) for code in get_args(Modality))
    yield from (Feature("period", code) for code in get_args(Period))
    yield from (Feature("comparator", code) for code in ("at_least", "at_most"))
    yield from (Feature("measure", code) for code in Measure.model_fields)
    yield from (Feature("operator", code) for code in OPERATORS)
    for name, reading in vocabulary.readings.items():
        yield from (Feature("reading", f"{name}: {option}") for option in reading.options)


def features_of(rule: Rule) -> set[Feature]:
    """The features of a rule and its members."""
    found = {Feature("form", rule.form), Feature("modality", rule.modality), Feature("period", rule.per)}
    found |= {Feature("reading", f"{name}: {option}") for name, option in rule.reading.items()}
    for _, duty in duties(rule):
        found |= set(_counted(duty))
        for _, where in conditions(duty):
            found |= {Feature("operator", _operator(test)) for test in where.tests().values()}
    return found


def _counted(duty: Duty) -> Iterator[Feature]:
    if duty.where is not None:
        yield Feature("comparator", duty.comparator)
        yield Feature("measure", duty.measure.name)


def _operator(test: Test) -> str:
    if test.values is not None:
        return "v" if len(test.values) == 1 else "list"
    return next(
        name.rstrip("_") for name in ("not_", "min", "max", "present") if getattr(test, name) is not None
    )


def tried_features(book: Rulebook, proved: Collection[str]) -> list[TriedFeature]:
    """Every feature of the language, with the rules standing here that use it.

    Args:
        proved: The ids of the rules that some case proves a situation of.
    """
    by_rule = {rule.id: features_of(rule) for rule in book.own_rules()}
    return [
        TriedFeature(
            feature,
            sum(feature in found for found in by_rule.values()),
            sum(feature in found and rule in proved for rule, found in by_rule.items()),
        )
        for feature in language(book.vocabulary)
    ]
