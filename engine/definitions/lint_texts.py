# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of texts: is each there, in both languages?"""

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ...schema.base import Language, Text
from ..language.catalogue import Message, mark
from ..language.reader import words
from .agreement_places import AgreementPlaces
from .finding import LintFinding
from .rulebook import Rulebook

LOAN_WORDS = 2
"""A name of so many words, such as `Career day`, may well be the same in both languages."""

LANGUAGES: Mapping[Language, Message] = {"it": mark("Italian"), "en": mark("English")}


def text_findings(book: Rulebook) -> Iterator[LintFinding]:
    """Texts of the rulebook that nobody has written or translated."""
    for objective in book.objectives:
        head = objective.model_copy(update={"rules": ()})
        yield from _within(head, f"objective {objective.objective}", objective.objective)
        for rule in objective.rules:
            yield from _within(rule, book.places.get(rule.id, rule.id), rule.id)
    yield from _within(book.vocabulary, "vocabulary.yaml", "vocabulary")
    for entry in book.not_judged:
        yield from _within(entry, "not_judged.yaml", ", ".join(entry.clauses))


def agreement_text_findings(places: AgreementPlaces) -> Iterator[LintFinding]:
    """The same for the texts of a convention or programme."""
    yield from _within(places.agreement, places.of(), places.name)


def _within(model: BaseModel, place: str, subject: str) -> Iterator[LintFinding]:
    for path, text in _texts(model, ()):
        field = ".".join(path)
        for language, name in LANGUAGES.items():
            if not re.search(r"\w", text.in_language(language)):
                reason = words.text(
                    "{field}: the {language} text is still to be written",
                    field=field,
                    language=words.marked(name),
                )
                remedy = words.text("write it as {language}:, in your own words", language=language)
                yield LintFinding("missing_text", "error", place, subject, reason, remedy)
        if text.it == text.en and len(text.it.split()) > LOAN_WORDS:
            reason = words.text(
                "{field}: the Italian and the English text are the same, '{text}'", field=field, text=text.it
            )
            remedy = words.text("translate one of them")
            yield LintFinding("missing_translation", "warning", place, subject, reason, remedy)


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Every bilingual text in a definition, with the fields that lead to it."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)))
    elif isinstance(value, tuple):
        for position, inner in enumerate(value, start=1):
            yield from _texts(inner, (*path, str(getattr(inner, "id", position))))
