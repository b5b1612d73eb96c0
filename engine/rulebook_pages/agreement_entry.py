# SPDX-License-Identifier: EUPL-1.2
"""A convention or programme as its page shows it: term, days, numbers with their source, assumptions."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from ...schema.amount import Plain, Sourced
from ...schema.convention import Agreement, Convention
from ..definitions.lint import is_national
from ..definitions.lint_amounts import parameter_names
from ..definitions.rule_codes import duties
from ..definitions.rulebook import Rulebook
from ..language.catalogue import mark
from ..language.words import Words
from ..words.agreements import stated_assumptions

YEARS = {
    "calendar": mark("a year is a calendar year"),
    "anniversary": mark("a year is counted from the start of the term"),
}


class Value(NamedTuple):
    """An amount of a parameter; `since` is empty for one that always holds, `source` where none is named."""

    value: str
    since: str
    source: str


class ParameterEntry(NamedTuple):
    """A parameter, its amounts and the rules that use it."""

    name: str
    values: tuple[Value, ...]
    rules: tuple[str, ...]


class SuspensionEntry(NamedTuple):
    """What an act suspends."""

    id: str
    when: str
    what: str
    units: str
    reason: str
    source: str


class AgreementEntry(NamedTuple):
    """Everything the page says of an agreement."""

    id: str
    title: str
    term: str
    days: tuple[str, ...]
    parameters: tuple[ParameterEntry, ...]
    suspensions: tuple[SuspensionEntry, ...]
    assumptions: tuple[tuple[str, str], ...]


def agreement_entry(book: Rulebook, agreement: Agreement, words: Words) -> AgreementEntry:
    """The entry of a convention or programme."""
    language = words.language
    return AgreementEntry(
        "convention" if isinstance(agreement, Convention) else "programme",
        agreement.title.in_language(language),
        _interval(agreement.term.start, agreement.term.end, words),
        tuple(_days(agreement, words)),
        tuple(_parameters(book, agreement, words)),
        tuple(_suspensions(agreement, words)),
        tuple((one.id, one.text.in_language(language)) for one in stated_assumptions(agreement)),
    )


def _interval(start: dt.date, end: dt.date, words: Words) -> str:
    return words.text("from {start} to {end}", start=words.day(start), end=words.day(end))


def _days(agreement: Agreement, words: Words) -> Iterator[str]:
    yield words.marked(YEARS[agreement.year_basis])
    yield words.text(
        "what is missing becomes a violation {days} days after the last day", days=agreement.grace_days
    )
    yield words.text("what is at risk is told {days} days before", days=agreement.warn_days)
    yield words.text(
        "what has not been reported {days} days after that counts as not done", days=agreement.final_days
    )
    yield words.text("a population figure older than {days} days is not used", days=agreement.stale_days)
    if isinstance(agreement, Convention):
        due = agreement.reporting.due_days
        yield words.text("monthly submissions are due {days} days after the month", days=due)


def _parameters(book: Rulebook, agreement: Agreement, words: Words) -> Iterator[ParameterEntry]:
    national = not isinstance(agreement, Convention)
    users: dict[str, list[str]] = {}
    for _, rule in book.rules():
        if is_national(rule) == national:
            for name in {name for _, duty in duties(rule) for name in parameter_names(duty.amount)}:
                users.setdefault(name, []).append(rule.id)
    for name, amount in agreement.parameters.items():
        dated = amount.items() if isinstance(amount, dict) else [(None, amount)]
        values = tuple(_value(since, value, words) for since, value in sorted(dated, key=str))
        yield ParameterEntry(name, values, tuple(users.get(name, ())))


def _value(since: dt.date | None, plain: Plain, words: Words) -> Value:
    value = plain.value if isinstance(plain, Sourced) else plain
    shown = words.number(value) if isinstance(value, int) else value
    source = plain.source if isinstance(plain, Sourced) else ""
    return Value(shown, words.day(since) if since is not None else "", source)


def _suspensions(agreement: Agreement, words: Words) -> Iterator[SuspensionEntry]:
    for one in agreement.suspensions if isinstance(agreement, Convention) else ():
        what = ", ".join((*one.rules, *one.objectives))
        when = _interval(one.start, one.end, words)
        reason = one.reason.in_language(words.language)
        yield SuspensionEntry(one.id, when, what, ", ".join(one.units), reason, one.source)
