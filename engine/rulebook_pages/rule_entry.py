# SPDX-License-Identifier: EUPL-1.2
"""One rule as its page shows it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...schema.convention import Agreement
from ...schema.rule import Duty, Rule
from ..cases.expansion import Defaults
from ..cases.unfolding import LocatedCase
from ..definitions.lint import selected
from ..definitions.lint_amounts import parameter_names
from ..definitions.rulebook import Rulebook
from ..language.words import Words
from ..words.duties import DutyWords
from ..words.owners import parties_named
from ..words.states import MODALITIES
from .examples import RuleExample, examples_of


class MemberEntry(NamedTuple):
    """A member of a composition."""

    id: str
    title: str
    asked: str
    events: str


class ReadingNote(NamedTuple):
    """A reading a rule belongs to, and whether the agreement selects it."""

    name: str
    title: str
    option: str
    selected: bool


class RuleEntry(NamedTuple):
    """Everything the page says of a rule; texts that are empty are left out.

    Attributes:
        rows: Names of labels, and what is said under each.
        parameters: The parameters it takes its numbers from, with their amounts.
    """

    id: str
    title: str
    active: bool
    clauses: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    parameters: tuple[tuple[str, str], ...]
    readings: tuple[ReadingNote, ...]
    parts: tuple[MemberEntry, ...]
    examples: tuple[RuleExample, ...]


def rule_entry(
    book: Rulebook,
    rule: Rule,
    agreement: Agreement,
    cases: Sequence[LocatedCase],
    defaults: Defaults,
    words: Words,
) -> RuleEntry:
    """The entry of a rule under the agreement it is judged by."""
    said = DutyWords(agreement, book.vocabulary, words, agreement.term.start)
    rows = {
        "due": (said.full(rule),),
        "owed": (parties_named(rule.owed_by, book.vocabulary, words),),
        "who": (said.conditions.judged(rule.for_each),),
        "when": tuple(said.due(rule)),
        "events": (said.conditions.events(rule.where),) if rule.where is not None else (),
        "counted": (said.counted(rule),),
        "modality": (words.marked(MODALITIES[rule.modality]),),
        "escalation": (said.escalation(rule),),
    }
    return RuleEntry(
        rule.id,
        rule.title.in_language(words.language),
        selected(rule, agreement),
        rule.clauses,
        tuple((name, texts) for name, texts in rows.items() if any(texts)),
        tuple(_parameters(rule, said)),
        tuple(_readings(book, rule, agreement, words)),
        tuple(_parts(rule, said, words)),
        tuple(examples_of(rule, cases, defaults, book.vocabulary, words)),
    )


def _parameters(rule: Rule, said: DutyWords) -> Iterator[tuple[str, str]]:
    duties: list[Duty] = [rule, *rule.members]
    for duty in duties:
        for name in sorted(parameter_names(duty.amount)):
            yield name, said.amount(duty)


def _readings(book: Rulebook, rule: Rule, agreement: Agreement, words: Words) -> Iterator[ReadingNote]:
    for name, option in rule.reading.items():
        reading = book.vocabulary.readings[name]
        language = words.language
        chosen = agreement.readings.get(name) == option
        yield ReadingNote(
            name, reading.title.in_language(language), reading.options[option].in_language(language), chosen
        )


def _parts(rule: Rule, said: DutyWords, words: Words) -> Iterator[MemberEntry]:
    for member in rule.members:
        title = member.title.in_language(words.language) if member.title is not None else ""
        events = said.conditions.events(member.where) if member.where is not None else ""
        yield MemberEntry(member.id, title, said.full(rule, member), events)
