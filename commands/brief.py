# SPDX-License-Identifier: EUPL-1.2
"""`impegni brief`: the dossier of a meeting."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from .command import Command
from .given import DefinitionFiles, FactFiles, Output, Wanted, fact_files, judged_files, output_options
from .options import PATH, public_option
from .output import say, tell
from .progress import reading, working
from .reader import reader
from .typed import DAY


@click.command(cls=Command)
@fact_files
@click.option("--meeting", type=DAY, required=True, metavar="DATE", help="The day of the meeting.")
@click.option("--since", type=DAY, metavar="DATE", help="Tell what changed since this day.")
@click.option(
    "--out", "folder", type=PATH, required=True, metavar="DIR", help="Folder to write the dossier to."
)
@judged_files
@click.option("--one-page", is_flag=True, help="Only the first sheet, one A4 page, and the data.")
@click.option("--objective", "objectives", multiple=True, metavar="N", help="Only rules of this objective.")
@output_options(public_option)
def brief(
    given: FactFiles,
    meeting: dt.date,
    since: dt.date | None,
    folder: Path,
    definitions: DefinitionFiles,
    one_page: bool,
    objectives: Sequence[str],
    output: Output,
) -> None:
    """Write the dossier of a meeting from the files PATH: pages, a workbook and data.

    With --archive, what it holds is judged, together with the files.

    Of several conventions each has a folder of its own, and so has the programme; a page compares them.
    """
    from ..engine.archive.chain import head
    from ..engine.runs.dossiers import AskedDossier, write_dossiers

    words = reader()
    with working() as work:
        work(reading(len(given.paths)))
        setting = definitions.load()
        options = Wanted((), objectives, ()).options(definitions, setting, meeting)
        intake = given.load(setting, output.language)
        seen = None if given.archive is None else head(intake.facts)
        asked = AskedDossier(options, since, output.published, output.language, one_page, seen)
        written = write_dossiers(setting, intake.facts, asked, folder, work)
    if intake.records:
        notices = words.plural(
            "{count} notice about the files; impegni validate shows it",
            "{count} notices about the files; impegni validate shows them",
            len(intake.records),
        )
        say(notices)
    for notice in written.notices:
        say(notice)
    for one in written.folders:
        tell([f"{one / 'index.html'}\n"])
