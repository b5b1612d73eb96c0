# SPDX-License-Identifier: EUPL-1.2
"""`impegni agenda`: what each unit has still to do, and by when."""

import datetime as dt
from pathlib import Path

import click

from ..schema.errors import UsageError
from .command import Command
from .given import (
    DefinitionFiles,
    FactFiles,
    Output,
    Wanted,
    fact_files,
    into,
    judged_files,
    output_options,
)
from .options import known_at_option, out_option, public_option, together
from .output import check_out, no_text, say_some, tell, write, write_whole
from .progress import reading, working
from .reader import reader
from .typed import DAY

wanted_options = together(
    click.option("--unit", "codes", multiple=True, metavar="CODE", help="Only what this unit has to do."),
    click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this rule."),
    click.option("--objective", "objectives", multiple=True, metavar="N", help="Only rules of this objective."),
)  # fmt: skip
format_option = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "ics", "xlsx"]), default="table", show_default=True,
    help="ics is a calendar other programs import; xlsx needs --out.",
)  # fmt: skip


@click.command(cls=Command)
@fact_files
@click.option("--from", "start", type=DAY, required=True, metavar="DATE", help="The day to look from.")
@click.option(
    "--to", "end", type=DAY, required=True, metavar="DATE",
    help="The last day to look to; windows that begin until then are included.",
)  # fmt: skip
@known_at_option
@judged_files
@into("wanted", Wanted, wanted_options)
@output_options(format_option, out_option, public_option)
def agenda(
    given: FactFiles,
    start: dt.date,
    end: dt.date,
    known_at: dt.date | None,
    definitions: DefinitionFiles,
    wanted: Wanted,
    output: Output,
) -> None:
    """What each unit has still to do, window by window, as known from the files PATH.

    With --archive, what it holds is judged, together with the files.
    """
    from ..engine.runs.agendas import AskedAgenda, agendas, rendered

    format_, out, language = output.format_, output.out, output.language
    _check_agenda(start, end, format_, out)
    check_out(out, given.all)
    with working() as say:
        say(reading(len(given.paths)))
        setting = definitions.load()
        options = wanted.options(definitions, setting, start, known_at)
        asked = AskedAgenda(options, end, language, output.plain, output.published)
        intake = given.load(setting, language)
        pages = agendas(setting, intake.facts, asked, say)
        if out is not None and format_ == "xlsx":
            from ..engine.reports.agenda_xlsx import write_agenda_xlsx

            write_whole(out, lambda part: write_agenda_xlsx(pages, part))
    say_some(intake.records, language)
    if format_ == "table":
        tell([rendered(pages, format_, output.plain)], out)
    elif format_ != "xlsx":
        write([rendered(pages, format_, output.plain)], out)


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
