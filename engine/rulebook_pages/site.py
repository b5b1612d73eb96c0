# SPDX-License-Identifier: EUPL-1.2
"""The pages of a rulebook: one index, a page an objective, readings, agreements, clauses not judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...schema.base import Language
from ...schema.convention import Agreement
from ...schema.rule import Objective, Rule
from ..cases.expansion import Defaults
from ..cases.unfolding import LocatedCase
from ..definitions.lint import is_national
from ..definitions.rulebook import Rulebook, natural
from ..language.words import Words
from ..words.objectives import SUBGROUPS
from .agreement_entry import agreement_entry
from .labels import labels
from .reading_entry import reading_entries
from .rule_entry import RuleEntry, rule_entry

LANGUAGES: Mapping[Language, str] = {"it": "Italiano", "en": "English"}
"""Each language by its own name, as its readers look for it."""

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Sources:
    """What the pages are made of.

    Attributes:
        programme: What national rules take their numbers and readings from, where there is one.
    """

    book: Rulebook
    convention: Agreement
    programme: Agreement | None
    cases: Sequence[LocatedCase]
    defaults: Defaults

    def agreement(self, rule: Rule) -> Agreement:
        """The agreement a rule is judged under."""
        return self.programme if is_national(rule) and self.programme is not None else self.convention

    @cached_property
    def cases_of(self) -> dict[str, list[LocatedCase]]:
        """The cases of each rule."""
        found: dict[str, list[LocatedCase]] = {}
        for one in self.cases:
            found.setdefault(one.case.rule, []).append(one)
        return found


class Unjudged(NamedTuple):
    """Clauses that no rule judges, and why."""

    clauses: tuple[str, ...]
    reason: str


class Chapter(NamedTuple):
    """The page of an objective."""

    file: str
    number: str
    title: str
    line: int | None
    subgroup: str
    rules: tuple[RuleEntry, ...]
    unjudged: tuple[Unjudged, ...]


def site(
    sources: Sources, languages: Iterable[Language] = tuple(LANGUAGES), stylesheet: str | None = None
) -> Iterator[tuple[str, str]]:
    """Every page as its path and its HTML; the first is the way in.

    Args:
        stylesheet: The link to their style from the way in, where it is a file of its own.
    """
    environment, languages = _environment(), tuple(languages)
    template = environment.get_template("languages.html.j2")
    names = {language: LANGUAGES[language] for language in languages}
    titles = {language: labels(Words(language))["rulebook"] for language in languages}
    yield (
        "index.html",
        template.render(languages=names, titles=titles, language=languages[0], stylesheet=stylesheet),
    )
    for language in languages:
        others = {code: name for code, name in names.items() if code != language}
        below = stylesheet and f"../{stylesheet}"
        for file, text in _Site(sources, language, others, environment, below).pages():
            yield f"{language}/{file}", text


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Site:
    """The pages in one language."""

    def __init__(
        self,
        sources: Sources,
        language: Language,
        others: Mapping[Language, str],
        environment: Environment,
        stylesheet: str | None,
    ) -> None:
        self._sources, self._words, self._environment = sources, Words(language), environment
        self._common: dict[str, Any] = {
            "label": labels(self._words),
            "language": language,
            "others": others,
            "stylesheet": stylesheet,
            "digest": sources.book.digest[:12],
        }

    def pages(self) -> Iterator[tuple[str, str]]:
        chapters = [self._chapter(objective) for objective in self._sources.book.objectives]
        where = {rule.id: f"{chapter.file}#{rule.id}" for chapter in chapters for rule in chapter.rules}
        self._common |= {"where": where}
        yield self._page("index.html", "index.html.j2", parts=list(self._parts(chapters)))
        for before, chapter, after in zip([None, *chapters], chapters, [*chapters[1:], None], strict=False):
            yield self._page(chapter.file, "objective.html.j2", chapter=chapter, before=before, after=after)
        words, book = self._words, self._sources.book
        agreements = [one for one in (self._sources.convention, self._sources.programme) if one is not None]
        readings = list(reading_entries(book, agreements, words))
        yield self._page("readings.html", "readings.html.j2", readings=readings)
        entries = [agreement_entry(book, one, words) for one in agreements]
        yield self._page("agreements.html", "agreements.html.j2", agreements=entries)
        yield self._page("not_judged.html", "not_judged.html.j2", unjudged=self._unjudged(None))

    def _page(self, file: str, template: str, **content: Any) -> tuple[str, str]:
        return file, self._environment.get_template(template).render(file=file, **self._common, **content)

    def _parts(self, chapters: Sequence[Chapter]) -> Iterator[tuple[str, list[Chapter]]]:
        """The chapters by line, those without one last."""
        for line in sorted({one.line for one in chapters}, key=lambda line: (line is None, line)):
            name = (
                self._words.text("Line {number}", number=line)
                if line is not None
                else self._common["label"]["governance"]
            )
            yield name, [one for one in chapters if one.line == line]

    def _chapter(self, objective: Objective) -> Chapter:
        sources, words = self._sources, self._words
        entries = [
            rule_entry(
                sources.book,
                rule,
                sources.agreement(rule),
                sources.cases_of.get(rule.id, ()),
                sources.defaults,
                words,
            )
            for rule in objective.rules
        ]
        return Chapter(
            f"{objective.objective}.html",
            objective.objective,
            objective.title.in_language(words.language),
            objective.line,
            words.marked(SUBGROUPS[objective.subgroup]) if objective.subgroup is not None else "",
            tuple(entries),
            self._unjudged(objective.objective),
        )

    def _unjudged(self, objective: str | None) -> tuple[Unjudged, ...]:
        """The clauses not judged, of one objective or all of them; governance has those without a number."""
        found = []
        for entry in self._sources.book.not_judged:
            clauses = [
                one for one in entry.clauses if objective is None or _owner(one, self._numbers) == objective
            ]
            if clauses:
                ordered = tuple(sorted(clauses, key=natural))
                found.append(Unjudged(ordered, entry.reason.in_language(self._words.language)))
        return tuple(found)

    @cached_property
    def _numbers(self) -> list[str]:
        return [one.objective for one in self._sources.book.objectives]


def _owner(clause: str, objectives: Sequence[str]) -> str | None:
    """The objective a clause stands under: the one its number begins with, or the one without a number."""
    numbered = [one for one in objectives if clause == one or clause.startswith((f"{one}.", f"{one}/"))]
    return (
        max(numbered, key=len)
        if numbered
        else next((one for one in objectives if not one[0].isdigit()), None)
    )
