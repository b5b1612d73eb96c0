# SPDX-License-Identifier: EUPL-1.2
"""The rulebook shown: every rule in a line, one rule in full, all rules for other programs."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ...schema.condition import Test, Where
from ...schema.convention import Agreement
from ...schema.errors import DefinitionError
from ...schema.rule import Duty, Objective, Rule
from ..definitions.amounts import resolve
from ..definitions.lint import is_national, selected
from ..definitions.rulebook import Rulebook
from ..language.words import Words
from ..words.duties import DutyWords
from ..words.owners import owed_by
from ..words.states import MODALITIES
from .layout import Marks, heading, wrapped


class Shown:
    """The rules of a rulebook under a convention, as of a day.

    Args:
        programme: What national rules take their numbers and readings from; none leaves them unresolved.
    """

    def __init__(
        self, rulebook: Rulebook, convention: Agreement, programme: Agreement | None, as_of: dt.date | None
    ) -> None:
        self.rulebook, self._convention, self._programme, self._as_of = rulebook, convention, programme, as_of

    def records(self) -> list[dict[str, Any]]:
        """Every rule with its fields, amounts resolved, and whether it is active."""
        return [self.record(objective, rule) for objective, rule in self.rulebook.rules()]

    def record(self, objective: Objective, rule: Rule) -> dict[str, Any]:
        """One rule; only the fields that say something."""
        agreement = self._agreement(rule)
        fields = rule.model_dump(mode="json", exclude_none=True)
        record = {
            "id": rule.id,
            "objective": objective.objective,
            "active": self.active(rule),
            "form": rule.form,
        }
        record |= {name: value for name, value in fields.items() if value not in ({}, [], None)}
        record |= self._spelled(rule, agreement)
        for name in ("any_of", "all_of"):
            if name in fields:
                record[name] = [self._member(member, agreement) for member in rule.members]
        if rule.at_least_of is not None:
            members = [self._member(member, agreement) for member in rule.members]
            record["at_least_of"] = {"n": rule.at_least_of.n, "members": members}
        if rule.when is not None:
            record["when"] = _when(fields["when"], rule)
        record["for_each"] = _for_each(rule)
        return record

    def active(self, rule: Rule) -> bool:
        """Whether the agreement the rule belongs to selects every reading of it."""
        return selected(rule, self._agreement(rule))

    def _agreement(self, rule: Rule) -> Agreement:
        return self._programme if is_national(rule) and self._programme is not None else self._convention

    def _member(self, member: Duty, agreement: Agreement) -> dict[str, Any]:
        fields = member.model_dump(mode="json", exclude_none=True)
        return {name: value for name, value in fields.items() if value not in ({}, [])} | self._spelled(
            member, agreement
        )

    def _spelled(self, duty: Duty, agreement: Agreement) -> dict[str, Any]:
        """Conditions as a rule file writes them, and the amount in force."""
        spelled: dict[str, Any] = {}
        if duty.where is not None:
            spelled["where"] = written_where(duty.where)
            spelled["measure"] = _measure(duty)
            spelled[duty.comparator] = self.amount(duty, agreement)
        for name, one in (("order", duty.order), ("response", duty.response)):
            if one is not None:
                pair = one.model_dump(mode="json", exclude_none=True)
                conditions = {
                    key: written_where(getattr(one, key)) for key in ("each", "after", "then") if key in pair
                }
                spelled[name] = pair | conditions
        if duty.numbers:
            spelled["numbers"] = {clause: _single(found) for clause, found in duty.numbers.items()}
        return spelled

    def duty_words(self, rule: Rule, words: Words) -> DutyWords:
        """Puts a rule into words, with the amounts in force."""
        agreement = self._agreement(rule)
        return DutyWords(agreement, self.rulebook.vocabulary, words, self._day(agreement))

    def _day(self, agreement: Agreement) -> dt.date:
        return agreement.term.start if self._as_of is None else self._as_of

    def amount(self, duty: Duty, agreement: Agreement) -> int | str:
        """The amount in force; the parameter itself where the agreement has none of that name."""
        try:
            return resolve(duty.amount, agreement.parameters, self._day(agreement)).written()
        except DefinitionError:
            return str(duty.amount)


def written_where(where: Where) -> dict[str, Any]:
    """A condition as rules write it: `{event: info_session, topic: [adr, crisis]}`."""
    return {column: _test(test) for column, test in where.tests().items()}


def _test(test: Test) -> Any:
    if test.values is not None:
        return _single(test.values)
    if test.not_ is not None:
        return {"not": _single(test.not_)}
    return test.model_dump(exclude_none=True)


def _single(values: tuple[Any, ...]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _measure(duty: Duty) -> dict[str, Any]:
    fields = duty.measure.model_dump(mode="json", exclude_none=True)
    return {"units": _single(duty.measure.units)} if duty.measure.units is not None else fields


def _when(fields: Mapping[str, Any], rule: Rule) -> dict[str, Any]:
    assert rule.when is not None
    spelled = {**fields, "event": written_where(rule.when.event)}
    if rule.when.until is not None:
        spelled["until"] = {**fields["until"], "event": written_where(rule.when.until.event)}
    return spelled


def _for_each(rule: Rule) -> Any:
    kinds = _single(rule.for_each.kind)
    if not rule.for_each.where:
        return kinds
    return {"kind": kinds, "where": {name: _single(found) for name, found in rule.for_each.where.items()}}


def rule_lines(shown: Shown, words: Words, marks: Marks) -> Iterator[str]:
    """Every rule, by objective: its id, its title, what it asks, of whom."""
    for objective in shown.rulebook.objectives:
        yield heading(f"{objective.objective}  {objective.title.in_language(words.language)}", marks)
        for rule in objective.rules:
            note = "" if shown.active(rule) else " · " + words.text("not selected by the convention")
            yield from wrapped(f"{rule.title.in_language(words.language)}{note}", f"  {rule.id}  ", "      ")
            yield from wrapped(" · ".join(_parts(shown, rule, words)), "      ")
        yield ""


def _parts(shown: Shown, rule: Rule, words: Words) -> Iterator[str]:
    duty_words = shown.duty_words(rule, words)
    yield words.marked(MODALITIES[rule.modality])
    yield duty_words.short(rule)
    yield duty_words.conditions.judged(rule.for_each)
    yield words.plural(
        "clause {clauses}", "clauses {clauses}", len(rule.clauses), clauses=", ".join(rule.clauses)
    )
    yield owed_by(rule.owed_by, shown.rulebook.vocabulary, words)


def rule_text(shown: Shown, rule_id: str) -> str:
    """One rule in full, as a rule file would write it, and where it is written.

    Raises:
        UsageError: There is no such rule.
    """
    rule = shown.rulebook.rule(rule_id)
    objective = next(one for one, each in shown.rulebook.rules() if each.id == rule.id)
    place = shown.rulebook.places.get(rule.id, "")
    record = shown.record(objective, rule)
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100)
    return f"# {place}\n{text}"
