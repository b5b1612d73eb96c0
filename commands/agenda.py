# SPDX-License-Identifier: EUPL-1.2
"""`impegni agenda`: what each unit has still to do, and by when."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command
from .options import (
    PATHS,
    facts_options,
    language_option,
    out_option,
    programme_option,
    public_option,
    reading_option,
    setting_options,
    together,
)
from .output import check_out, no_text, say_some, shows_unicode, tell, write, write_whole
from .progress import reading, working
from .reader import reader
from .typed import DAY

if TYPE_CHECKING:
    from ..schema.base import Language

agenda_options = together(
    facts_options,
    click.option("--from", "start", type=DAY, required=True, metavar="DATE", help="The day to look from."),
    click.option("--to", "end", type=DAY, required=True, metavar="DATE",
                 help="The last day to look to; windows that begin until then are included."),
    click.option("--known-at", type=DAY, metavar="DATE", help="Leave out what was received after this day."),
    setting_options,
    programme_option,
    reading_option,
    click.option("--unit", "codes", multiple=True, metavar="CODE", help="Only what this unit has to do."),
    click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this rule."),
    click.option("--objective", "objectives", multiple=True, metavar="N", help="Only rules of this objective."),
    click.option("--format", "format_", type=click.Choice(["table", "json", "ics", "xlsx"]), default="table",
                 show_default=True, help="ics is a calendar other programs import; xlsx needs --out."),
    out_option,
    public_option,
    language_option,
)  # fmt: skip


@click.command(cls=Command)
@PATHS
@agenda_options
def agenda(
    paths: Sequence[Path],
    archive: Path | None,
    key_file: Path | None,
    start: dt.date,
    end: dt.date,
    known_at: dt.date | None,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    programme: Path | None,
    readings: dict[str, str],
    codes: Sequence[str],
    rules: Sequence[str],
    objectives: Sequence[str],
    format_: str,
    out: Path | None,
    published: bool,
    language: "Language",
) -> None:
    """What each unit has still to do, window by window, as known from the files PATH.

    With --archive, what it holds is judged, together with the files.
    """
    from ..engine.runs.agendas import AskedAgenda, agendas, rendered
    from ..engine.runs.facts import load_facts
    from ..engine.runs.filters import Filters, checked_filters
    from ..engine.runs.setting import load_setting

    _check_agenda(start, end, format_, out)
    check_out(out, paths if archive is None else [*paths, archive])
    plain = out is None and not shows_unicode()
    with working() as say:
        say(reading(len(paths)))
        setting = load_setting(rulebook, conventions, units, programme, readings)
        filters = checked_filters(Filters(rules, objectives, codes, readings), setting)
        asked = AskedAgenda(filters.options(start, known_at), end, language, plain, published)
        intake = load_facts(paths, setting, language, archive, key_file)
        pages = agendas(setting, intake.facts, asked, say)
        if out is not None and format_ == "xlsx":
            from ..engine.reports.agenda_xlsx import write_agenda_xlsx

            write_whole(out, lambda part: write_agenda_xlsx(pages, part))
    say_some(intake.records, language)
    if format_ == "table":
        tell([rendered(pages, format_, plain)], out)
    elif format_ != "xlsx":
        write([rendered(pages, format_, plain)], out)


def _check_agenda(start: dt.date, end: dt.date, format_: str, out: Path | None) -> None:
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
