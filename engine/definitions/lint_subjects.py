# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of rules side by side: do two say the same, or what cannot both be kept?"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import combinations

from ...schema.convention import Agreement
from ...schema.rule import Duty, Rule
from ..language.reader import words
from .amounts import Threshold, resolve
from .finding import LintFinding
from .lint_amounts import changes, parameter_names
from .rulebook import Rulebook

AgreementOf = Callable[[Rule], Agreement | None]


def subject_findings(book: Rulebook, agreement_of: AgreementOf) -> Iterator[LintFinding]:
    """Rules and members that double each other, and pairs of limits that leave nothing between them."""
    yield from _duplicates(book)
    for _, rule in book.rules():
        yield from _double_members(book, rule)
    yield from _contradictions(book, agreement_of)


def _duplicates(book: Rulebook) -> Iterator[LintFinding]:
    first: dict[str, str] = {}
    for _, rule in book.rules():
        if rule.form == "composition":
            continue
        meaning = repr(
            (_subject(rule), rule.comparator, rule.order, rule.response, sorted(rule.reading.items()))
        )
        if meaning in first:
            reason = words.text(
                "it judges the same units, events, measure and windows as {other}", other=first[meaning]
            )
            remedy = words.text("merge them into one rule that cites both clauses, or write what differs")
            place = book.places.get(rule.id, rule.id)
            yield LintFinding("duplicate_meaning", "warning", place, rule.id, reason, remedy)
        first.setdefault(meaning, rule.id)


def _subject(rule: Rule) -> str:
    return repr((rule.for_each, rule.where, rule.when, rule.measure, rule.per))


def _double_members(book: Rulebook, rule: Rule) -> Iterator[LintFinding]:
    first: dict[str, str] = {}
    for member in rule.members:
        written = (
            member.where,
            member.measure,
            member.at_least,
            member.at_most,
            member.order,
            member.response,
        )
        meaning = repr(written)
        if meaning in first:
            reason = words.text(
                "it asks for the same as {other}, so one event keeps both parts", other=first[meaning]
            )
            place, remedy = (
                book.places.get(member.id, rule.id),
                words.text("write what differs, or remove one"),
            )
            yield LintFinding("duplicate_member", "warning", place, member.id, reason, remedy)
        first.setdefault(meaning, member.id)


def _contradictions(book: Rulebook, agreement_of: AgreementOf) -> Iterator[LintFinding]:
    for one, other in _same_subject(book):
        lower, upper = (one, other) if one.comparator == "at_least" else (other, one)
        agreement = agreement_of(lower)
        if agreement is None or not _compatible(lower, upper):
            continue
        found = _nothing_between(lower, upper, agreement)
        if found is not None:
            day, least, most = found
            reason = words.text(
                "from {day} it allows at most {most}, and {other} asks for at least {least} of the same",
                day=day,
                most=most,
                other=lower.id,
                least=least,
            )
            remedy = words.text("correct one of the two amounts, or give each its own reading")
            yield LintFinding(
                "contradictory", "error", book.places.get(upper.id, upper.id), upper.id, reason, remedy
            )


def _same_subject(book: Rulebook) -> Iterator[tuple[Rule, Rule]]:
    """Pairs of rules on the same subject, one with a minimum and one with a maximum."""
    groups: dict[str, list[Rule]] = {}
    for _, rule in book.rules():
        if rule.form == "threshold":
            groups.setdefault(_subject(rule), []).append(rule)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if one.comparator != other.comparator:
                yield one, other


def _compatible(one: Rule, other: Rule) -> bool:
    """Whether a convention can select both: no reading sets them apart."""
    return all(other.reading.get(name, option) == option for name, option in one.reading.items())


def _nothing_between(lower: Duty, upper: Duty, agreement: Agreement) -> tuple[dt.date, int, int] | None:
    """The first day of the term on which the minimum exceeds the maximum, with both."""
    parameters, term = agreement.parameters, agreement.term
    amounts = (lower.amount, upper.amount)
    if any(parameter_names(amount) - set(parameters) for amount in amounts):
        return None
    turning = {day for amount in amounts for day in changes(amount, parameters)}
    for day in sorted({term.start} | {day for day in turning if term.start < day <= term.end}):
        least, most = (resolve(amount, parameters, day) for amount in amounts)
        if least.percent == most.percent and _with_tolerance(least, lower) > most.value:
            return day, least.value, most.value
    return None


def _with_tolerance(least: Threshold, duty: Duty) -> int:
    tolerance = int((duty.tolerance or "0%").rstrip("%"))
    return -(-least.value * (100 - tolerance) // 100)
