# SPDX-License-Identifier: EUPL-1.2
"""Runs: what is asked of the engine, and the pages that come of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..engine.definitions.conventions import reading_problem
from ..engine.definitions.programme import national_registry
from ..engine.intake.reader import Intake
from ..engine.language.words import Words
from ..engine.reports.layout import ASCII, UNICODE, Marks
from ..engine.reports.page import Page
from ..engine.reports.public import public
from ..engine.reports.rollups import breached
from ..engine.verdicts.run import Options, Verdicts, judge, judge_programme
from ..schema.base import Language
from ..schema.convention import Programme
from ..schema.errors import UsageError
from .meant import not_among, read_units
from .progress import Work
from .setting import Setting


@dataclass(frozen=True)
class Filters:
    """What of a run is asked for; empty means all."""

    rules: Sequence[str] = ()
    objectives: Sequence[str] = ()
    units: Sequence[str] = ()
    readings: Mapping[str, str] | None = None

    def options(self, as_of: dt.date, known_at: dt.date | None) -> Options:
        """The same as the engine takes it."""
        return Options(
            as_of,
            known_at,
            rules=frozenset(self.rules) or None,
            objectives=frozenset(self.objectives) or None,
            units=frozenset(self.units) or None,
            readings=self.readings or {},
        )


def checked_filters(filters: Filters, setting: Setting) -> Filters:
    """The filters with the codes of the units that are meant.

    Raises:
        UsageError: Lists all filters and readings that name nothing.
    """
    book = setting.rulebook
    units, problems = read_units(filters.units, setting.units)
    known = {
        "--rule": (filters.rules, [rule.id for _, rule in book.rules()]),
        "--objective": (filters.objectives, [objective.objective for objective in book.objectives]),
    }
    problems += [
        f"{option}: {not_among(word, options)}"
        for option, (words, options) in known.items()
        for word in words
        if word not in options
    ]
    for name, option in (filters.readings or {}).items():
        if message := reading_problem(name, option, book.vocabulary):
            problems.append(f"--reading: {message}")
    if problems:
        raise UsageError(problems)
    return replace(filters, units=units)


@dataclass(frozen=True)
class Checked:
    """The pages of a run, one a convention and one of the programme, and whether any shows a breach."""

    pages: tuple[Page, ...]
    breached: bool


def judged(
    setting: Setting,
    intake: Intake,
    options: Options,
    language: Language,
    plain: bool,
    say: Work,
    published: bool = False,
) -> Checked:
    """Judge every convention of the setting, then the national rules if there is a programme.

    Args:
        say: Told what is being judged.
        published: Withhold numbers of persons.
    """
    marks, words = ASCII if plain else UNICODE, Words(language)
    pages = []
    for number, (convention, registry) in enumerate(setting.agreements, 1):
        say(words.text("Judging {name}", name=convention.convention), number, len(setting.agreements))
        verdicts = judge(setting.rulebook, convention, registry, intake.facts, options)
        if setting.programme is not None:
            verdicts = without_national(verdicts)
        pages.append(Page(verdicts, registry, words, marks))
    if setting.programme is not None:
        say(words.text("Judging {name}", name=setting.programme.programme))
        pages.append(_national_page(setting, setting.programme, intake, options, words, marks))
    wrong = any(breached(page.verdicts.frame) for page in pages)
    if published:
        pages = [replace(page, verdicts=public(page.verdicts)) for page in pages]
    return Checked(tuple(pages), wrong)


def without_national(verdicts: Verdicts) -> Verdicts:
    """The same, national rules left to the page of the programme."""
    national = {rule.id for _, rule in verdicts.rulebook.rules() if "nation" in rule.for_each.kind}
    kept = tuple(each for each in verdicts.out_of_scope if each[0] not in national)
    return replace(verdicts, out_of_scope=kept)


def _national_page(
    setting: Setting, programme: Programme, intake: Intake, options: Options, words: Words, marks: Marks
) -> Page:
    members = setting.agreements
    return Page(
        judge_programme(setting.rulebook, programme, members, intake.facts, options),
        national_registry(programme, [registry for _, registry in members]),
        words,
        marks,
        programme,
        tuple(convention.convention for convention, _ in members),
    )
