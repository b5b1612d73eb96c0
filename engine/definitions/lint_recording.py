# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of rules and vocabulary together: does whoever records a fact learn what a rule will look at?

A column that a rule looks at and no form asks for, a code on offer that no rule takes up, a paper that any
unit may file: each loses or proves a duty without a word to the person who filled in the row.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...schema.condition import Where
from ...schema.rule import Duty
from ...schema.vocabulary import Term, Vocabulary
from ..language.reader import words
from .finding import LintFinding
from .recorded_rows import NATION, RecordedRow, recorded_rows
from .rule_codes import conditions, duties
from .rulebook import Rulebook
from .unused_terms import used_terms
from .wording import some

_KNOWN_ANYWAY = ("event", "unit")
"""Columns that every row has."""


class _Use(NamedTuple):
    """A column that a duty looks at in the rows of a condition, and the field that says so."""

    field: str
    column: str
    where: Where


def recording_findings(book: Rulebook) -> Iterator[LintFinding]:
    """Every such finding in a rulebook."""
    for _, rule in book.rules():
        place = book.places.get(rule.id, rule.id)
        for _, duty in duties(rule):
            yield from _not_required(place, duty, book.vocabulary)
            yield from _paper_of_anyone(place, duty, book.vocabulary)
    yield from _code_findings(book)
    yield from _title_findings(book.vocabulary)


def _not_required(place: str, duty: Duty, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    for use in dict.fromkeys(_uses(duty)):
        lacking = [row for row in recorded_rows(use.where, vocabulary) if _may_lack(row, use.column)]
        for row in lacking:
            reason = words.text(
                "{field}: it looks at {column}, and {named} does not require it",
                field=use.field,
                column=use.column,
                named=row.named,
            )
            remedy = words.text(
                "write requires: [{column}] at {named} in the vocabulary, or drop it from the rule",
                column=use.column,
                named=row.named,
            )
            yield LintFinding("column_not_required", "error", place, duty.id, reason, remedy)


def _may_lack(row: RecordedRow, column: str) -> bool:
    return column not in row.requires and not row.derived


def _uses(duty: Duty) -> Iterator[_Use]:
    for steps, where in conditions(duty):
        for column, test in where.tests().items():
            if column not in _KNOWN_ANYWAY and test.present is not False:
                yield _Use(".".join(steps), column, where)
    measured = measured_column(duty)
    if duty.where is not None and measured is not None and measured not in duty.where.tests():
        yield _Use("measure", measured, duty.where)
    pair = duty.order or duty.response
    if pair is not None and pair.same == "case":
        paired = (where for steps, where in conditions(duty) if steps[0] in ("order", "response"))
        yield from (_Use("same", "case", where) for where in paired)


def measured_column(duty: Duty) -> str | None:
    """The column that a duty counts, sums or reaches people by; none where it counts events or units."""
    share = duty.measure.share
    if share is not None:
        return share.reached if isinstance(share.reached, str) else share.reached.sum
    return duty.measure.distinct or duty.measure.sum


def _paper_of_anyone(place: str, duty: Duty, vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """A duty kept by a document, alone or in answer to something, that may be recorded at a unit of any kind."""
    for field, where in _proofs(duty):
        for row in recorded_rows(where, vocabulary):
            if row.derived or not _at_any_unit(row, vocabulary):
                continue
            reason = words.text(
                "{field}: {named} may be recorded at any unit, so a paper of anybody keeps the duty",
                field=field,
                named=row.named,
            )
            remedy = words.text(
                "write at {named} in the vocabulary whose paper it is, for example units: [region]",
                named=row.named,
            )
            yield LintFinding("paper_of_anyone", "error", place, duty.id, reason, remedy)


def _proofs(duty: Duty) -> Iterator[tuple[str, Where]]:
    if duty.where is not None and not duty.quantified:
        yield "where", duty.where
    if duty.response is not None and duty.response.then.deliverable is not None:
        yield "response.then", duty.response.then


def _at_any_unit(row: RecordedRow, vocabulary: Vocabulary) -> bool:
    """Whether no unit is left out; a session may well be held with any, a document is somebody's."""
    if row.units is None:
        return True
    return row.deliverable is not None and row.units >= vocabulary.unit_kinds.keys() - {NATION}


def _code_findings(book: Rulebook) -> Iterator[LintFinding]:
    """Codes on offer that no rule names, and codes said to be free that one does."""
    named: dict[tuple[str, str], dict[str, None]] = {}
    for term, rule in used_terms(book):
        named.setdefault(term, {})[rule] = None
    for group, codes in offered(book.vocabulary).items():
        place = f"vocabulary.yaml: {group}"
        for code, offer in codes.items():
            names = named.get((group, code), {})
            if not names and not offer.free:
                reason = words.text("it is on offer and no rule names it, so that choosing it keeps no duty")
                remedy = words.text(
                    "name it in a rule, take it out, or write free: true with reason: {{it: ..., en: ...}}"
                )
                yield LintFinding("unused_code", "error", place, code, reason, remedy)
            elif names and offer.free:
                reason = words.text("it is said to be free, and {rules} names it", rules=some(names, 3))
                yield LintFinding(
                    "free_and_used", "error", place, code, reason, words.text("remove free and reason")
                )


def _title_findings(vocabulary: Vocabulary) -> Iterator[LintFinding]:
    """Titles that two codes of a list share, so that nobody can write either by it."""
    for group, codes in offered(vocabulary).items():
        first: dict[str, str] = {}
        for code, offer in codes.items():
            for title in dict.fromkeys((offer.title.it, offer.title.en)):
                other = first.setdefault(title.casefold(), code)
                if other != code:
                    reason = words.text(
                        "its title '{title}' is that of {other} too, so that files must write the codes",
                        title=title,
                        other=other,
                    )
                    place, remedy = f"vocabulary.yaml: {group}", words.text("give each a title of its own")
                    yield LintFinding("title_twice", "warning", place, code, reason, remedy)


def offered(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, Term]]:
    """The lists of codes that files and rules may use; what the program derives is not on offer."""
    return {
        "events": {code: event for code, event in vocabulary.events.items() if not event.derived},
        "deliverables": vocabulary.deliverables,
        "topics": vocabulary.topics,
        "targets": vocabulary.targets,
        "phases": vocabulary.phases,
        "populations": vocabulary.populations,
        "parties": vocabulary.parties,
    }
