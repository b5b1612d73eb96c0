# SPDX-License-Identifier: EUPL-1.2
"""The figures of the rules beside those of their clauses.

Two ways to be wrong: a figure that does not stand in its clause, and an amount in force that is not the
figure of its clause, with no dated act that says why.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...schema.amount import Amount, Sourced
from ...schema.convention import Agreement
from ...schema.rule import Duty, Rule
from ..definitions.lint import is_national
from ..definitions.rulebook import Rulebook
from ..language.reader import words
from .fingerprints import Print
from .gap import Gap


class InForce(NamedTuple):
    """A value an amount takes, and whether a dated act is the source of it."""

    value: int
    sourced: bool


def figure_gaps(
    book: Rulebook,
    convention: Agreement,
    programme: Agreement | None,
    known: Mapping[str, Print],
    bound: Mapping[str, Sequence[Print]],
) -> Iterator[Gap]:
    """Every gap of both sorts.

    Args:
        known: The clauses by the number that rules know them by.
        bound: The clauses a rule is bound to, where the convention says so.
    """
    for _, rule in book.rules():
        agreement = programme if is_national(rule) else convention
        for duty in (rule, *rule.members):
            yield from _missing(duty, known, bound.get(rule.id, ()))
            if agreement is not None:
                yield from _disagreeing(rule, duty, agreement)


def _missing(duty: Duty, known: Mapping[str, Print], bound: Sequence[Print]) -> Iterator[Gap]:
    for clause, figures in duty.numbers.items():
        texts = bound or [known[clause]] if bound or clause in known else []
        standing = {number for text in texts for number in text.numbers}
        for figure in figures:
            if texts and figure not in standing:
                detail = words.text(
                    "{figure} does not stand in it; it has {figures}",
                    figure=figure,
                    figures=_listed(standing),
                )
                remedy = words.text("correct numbers, or read the clause again")
                yield Gap("figure_missing", clause, duty.id, detail, remedy)


def _disagreeing(rule: Rule, duty: Duty, agreement: Agreement) -> Iterator[Gap]:
    if not duty.numbers or (duty.at_least is None and duty.at_most is None):
        return
    stated = _stated(duty)
    for value, sourced in in_force(duty.amount, agreement):
        if value not in stated and not sourced:
            detail = words.text(
                "the amount is {value}, the text says {figures}", value=value, figures=_listed(stated)
            )
            remedy = words.text(
                "correct {what}, or date it and name the act: {written}",
                what=_origin(duty.amount),
                written=f"{{value: {value}, source: ...}}",
            )
            yield Gap("figure_disagrees", next(iter(duty.numbers)), duty.id, detail, remedy)


def _stated(duty: Duty) -> set[int]:
    """The figures the text gives; a duty over several topics owes what the clause of each asks, in all."""
    stated = {figure for figures in duty.numbers.values() for figure in figures}
    topics = duty.where.tests().get("topic") if duty.where is not None else None
    if topics is not None and topics.values is not None and len(topics.values) >= len(duty.numbers) > 1:
        stated.add(sum(figures[0] for figures in duty.numbers.values()))
    return stated


def in_force(amount: Amount, agreement: Agreement, dated: bool = False) -> Iterator[InForce]:
    """Every value the amount ever takes; none of a parameter the agreement does not have."""
    if isinstance(amount, dict):
        for each in amount.values():
            yield from in_force(each, agreement, dated=True)
    elif isinstance(amount, Sourced):
        yield from (InForce(one.value, dated) for one in in_force(amount.value, agreement, dated))
    elif isinstance(amount, int):
        yield InForce(amount, sourced=False)
    elif not amount.startswith("$"):
        yield InForce(int(amount.removesuffix("%")), sourced=False)
    elif amount[1:] in agreement.parameters:
        yield from in_force(agreement.parameters[amount[1:]], agreement, dated)


def _origin(amount: Amount) -> str:
    if isinstance(amount, str) and amount.startswith("$"):
        return words.text("parameter {name}", name=amount[1:])
    return words.text("the amount")


def _listed(figures: set[int]) -> str:
    return ", ".join(map(str, sorted(figures))) or words.text("none")
