# SPDX-License-Identifier: EUPL-1.2
"""Rules of one id in one rulebook: each under a name of its own, their verdicts told apart again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...schema.rule import Objective, Rule
from ..cases.bench import ComparedVerdict, JudgedCases
from ..cases.expansion import Expanded
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables


@dataclass(frozen=True)
class SideBySide:
    """Several forms of a rule as the rules of a rulebook.

    Attributes:
        names: What the rule and its members are called in each form, by the names they have in truth.
    """

    book: Rulebook
    names: tuple[Mapping[str, str], ...]

    def suspending(self, expanded: Expanded) -> Expanded:
        """The case under an agreement that suspends each form wherever it suspends the rule."""
        convention = expanded.convention
        if not convention.suspensions:
            return expanded
        suspensions = tuple(
            one.model_copy(update={"rules": tuple(self._called(one.rules))}) for one in convention.suspensions
        )
        return expanded._replace(convention=convention.model_copy(update={"suspensions": suspensions}))

    def _called(self, rules: Sequence[str]) -> Iterator[str]:
        for rule in rules:
            yield rule
            yield from (names[rule] for names in self.names if rule in names)

    def declare(self, facts: FactTables) -> None:
        """Have every figure that is declared for the rule declared for each form."""
        for rule, name in (pair for names in self.names for pair in names.items()):
            facts.con.execute(
                "insert into figure_row select $name, unit, date, value, source, document from figure_row"
                " where rule = $rule and not exists (select 1 from figure_row where rule = $name)",
                {"rule": rule, "name": name},
            )

    def apart(self, judged: JudgedCases) -> list[JudgedCases]:
        """The verdicts of each form, under the names the rule and its members have in truth."""
        return [self._of(judged, {name: rule for rule, name in names.items()}) for names in self.names]

    def _of(self, judged: JudgedCases, true: Mapping[str, str]) -> JudgedCases:
        verdicts: Sequence[ComparedVerdict] = [one for one in judged.verdicts if one.rule in true]
        return JudgedCases(
            tuple(one._replace(rule=true[one.rule]) for one in verdicts),
            tuple((true[rule], reason) for rule, reason in judged.out_of_scope if rule in true),
        )


def side_by_side(book: Rulebook, objective: Objective, rules: Sequence[Rule]) -> SideBySide:
    """A rulebook of several forms of a rule."""
    named = [_named(rule, number) for number, rule in enumerate(rules)]
    return SideBySide(_only(book, objective, [rule for rule, _ in named]), tuple(names for _, names in named))


def _named(rule: Rule, number: int) -> tuple[Rule, Mapping[str, str]]:
    """A rule and its members under names that no other form has."""
    names = {one.id: f"{one.id}-form{number}" for one in (rule, *rule.members)}
    return _renamed(rule, names), names


def _renamed(rule: Rule, names: Mapping[str, str]) -> Rule:
    """A rule, and its members, under other names."""
    changes: dict[str, object] = {"id": names[rule.id]}
    members = tuple(one.model_copy(update={"id": names[one.id]}) for one in rule.members)
    if rule.at_least_of is not None:
        changes["at_least_of"] = rule.at_least_of.model_copy(update={"members": members})
    elif members:
        changes["any_of" if rule.any_of is not None else "all_of"] = members
    return rule.model_copy(update=changes)


def alone(book: Rulebook, objective: Objective, rule: Rule) -> Rulebook:
    """The rulebook with one rule only, quick to go through."""
    return _only(book, objective, [rule])


def _only(book: Rulebook, objective: Objective, rules: Sequence[Rule]) -> Rulebook:
    return replace(book, objectives=(objective.model_copy(update={"rules": tuple(rules)}),))
