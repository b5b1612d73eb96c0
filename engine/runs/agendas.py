# SPDX-License-Identifier: EUPL-1.2
"""Agendas: one for each convention and one for the programme, and their text."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ...schema.base import Language
from ..agenda.agenda import agenda_of
from ..intake.fact_tables import FactTables
from ..language.words import Words
from ..reports.agenda import AgendaPage, agenda_report
from ..reports.agenda_ics import agenda_ics
from ..reports.agenda_public import public_agenda
from ..reports.json import json_text
from ..reports.layout import ASCII, UNICODE
from ..reports.public import without_telling
from ..verdicts.run import JudgeOn, Options, Verdicts
from .judgements import Judgement, judgements
from .setting import Setting
from .work import Work


@dataclass(frozen=True)
class AskedAgenda:
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


def agendas(
    setting: Setting, facts: FactTables, asked: AskedAgenda, say: Work | None = None
) -> tuple[AgendaPage, ...]:
    """The agenda of every convention of the setting, then that of the national rules if there is a programme.

    Args:
        say: Told what is being judged.
    """
    return tuple(_page(setting, one, facts, asked) for one in judgements(setting, say))


def _page(setting: Setting, one: Judgement, facts: FactTables, asked: AskedAgenda) -> AgendaPage:
    run = partial(_without_telling, one.judge) if asked.published else one.judge
    now = run(facts, asked.options)
    found = agenda_of(run, facts, asked.options, asked.end, now)
    if asked.published:
        found = public_agenda(found, setting.rulebook)
    marks = ASCII if asked.plain else UNICODE
    return AgendaPage(found, now.convention, one.registry, setting.rulebook, Words(asked.language), marks)


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
