# SPDX-License-Identifier: EUPL-1.2
"""Runs of the agenda: one for each convention and one for the programme, and their text."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..engine.agenda.agenda import JudgeOn, agenda_of
from ..engine.definitions.programme import national_registry
from ..engine.definitions.registry import Registry
from ..engine.intake.fact_tables import FactTables
from ..engine.language.words import Words
from ..engine.reports.agenda import AgendaPage, agenda_report
from ..engine.reports.agenda_ics import agenda_ics
from ..engine.reports.agenda_public import public_agenda
from ..engine.reports.json import json_text
from ..engine.reports.layout import ASCII, UNICODE
from ..engine.reports.public import without_telling
from ..engine.verdicts.run import Options, Verdicts, judge, judge_programme
from ..schema.base import Language
from ..schema.errors import UsageError
from .output import no_text
from .progress import Work
from .reader import reader
from .setting import Setting


@dataclass(frozen=True)
class Asked:
    """What is asked of an agenda, beside the facts.

    Attributes:
        options: Their as_of is the first day of the agenda.
        end: Its last day.
        plain: Write nothing but ASCII.
        published: Withhold figures that count persons.
    """

    options: Options
    end: dt.date
    language: Language
    plain: bool = False
    published: bool = False


def check_agenda(start: dt.date, end: dt.date, format_: str, out: Path | None) -> None:
    """Refuse what makes no agenda, before anything is read.

    Raises:
        UsageError: The days are in the wrong order, or a format that is no text has no file to go to.
    """
    if end < start:
        words = reader()
        said = words.text(
            "got {end}, before {start} in --from; write a later date",
            end=words.day(end),
            start=words.day(start),
        )
        raise UsageError([f"--to: {said}"])
    if format_ == "xlsx" and out is None:
        raise UsageError([no_text("xlsx")])


def agendas(setting: Setting, facts: FactTables, asked: Asked, say: Work) -> tuple[AgendaPage, ...]:
    """The agenda of every convention of the setting, then that of the national rules if there is a programme.

    Args:
        say: Told what is being judged.
    """
    words, pages = Words(asked.language), []
    for number, (convention, registry) in enumerate(setting.agreements, 1):
        say(words.text("Judging {name}", name=convention.convention), number, len(setting.agreements))
        run = partial(judge, setting.rulebook, convention, registry)
        pages.append(_page(setting, registry, run, facts, asked))
    if setting.programme is not None:
        say(words.text("Judging {name}", name=setting.programme.programme))
        registry = national_registry(setting.programme, [each for _, each in setting.agreements])
        run = partial(judge_programme, setting.rulebook, setting.programme, setting.agreements)
        pages.append(_page(setting, registry, run, facts, asked))
    return tuple(pages)


def _page(setting: Setting, registry: Registry, run: JudgeOn, facts: FactTables, asked: Asked) -> AgendaPage:
    if asked.published:
        run = partial(_without_telling, run)
    now = run(facts, asked.options)
    found = agenda_of(run, facts, asked.options, asked.end, now)
    if asked.published:
        found = public_agenda(found, setting.rulebook)
    marks = ASCII if asked.plain else UNICODE
    return AgendaPage(found, now.convention, registry, setting.rulebook, Words(asked.language), marks)


def _without_telling(run: JudgeOn, facts: FactTables, options: Options) -> Verdicts:
    return without_telling(run(facts, options))


def rendered(pages: Sequence[AgendaPage], format_: str, plain: bool = False) -> str:
    """The agendas in one of the text formats; several make an array in JSON."""
    if format_ == "ics":
        return agenda_ics(pages).decode()
    if format_ == "json":
        found = [page.agenda.model_dump(mode="json") for page in pages]
        return json_text(found[0] if len(found) == 1 else found)
    return "\n".join(agenda_report(page, plain) for page in pages)
