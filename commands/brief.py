# SPDX-License-Identifier: EUPL-1.2
"""`impegni brief`: the dossier of a meeting."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import Command
from .options import (
    PATH,
    PATHS,
    facts_options,
    language_option,
    programme_option,
    public_option,
    reading_option,
    setting_options,
    together,
)
from .progress import reading, working
from .reader import reader
from .typed import DAY

if TYPE_CHECKING:
    from ..schema.base import Language

brief_options = together(
    facts_options,
    click.option("--meeting", type=DAY, required=True, metavar="DATE", help="The day of the meeting."),
    click.option("--since", type=DAY, metavar="DATE", help="Tell what changed since this day."),
    click.option("--out", type=PATH, required=True, metavar="DIR", help="Folder to write the dossier to."),
    setting_options,
    programme_option,
    reading_option,
    click.option("--one-page", is_flag=True, help="Only the first sheet, one A4 page, and the data."),
    click.option("--objective", "objectives", multiple=True, metavar="N", help="Only rules of this objective."),
    public_option,
    language_option,
)  # fmt: skip


@click.command(cls=Command)
@PATHS
@brief_options
def brief(
    paths: Sequence[Path],
    archive: Path | None,
    key_file: Path | None,
    meeting: dt.date,
    since: dt.date | None,
    out: Path,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    programme: Path | None,
    readings: dict[str, str],
    one_page: bool,
    objectives: Sequence[str],
    published: bool,
    language: "Language",
) -> None:
    """Write the dossier of a meeting from the files PATH: pages, a workbook and data.

    With --archive, what it holds is judged, together with the files.

    Of several conventions each has a folder of its own, and so has the programme; a page compares them.
    """
    from ..engine.archive.chain import head
    from ..engine.runs.dossiers import AskedDossier, write_dossiers
    from ..engine.runs.facts import load_facts
    from ..engine.runs.filters import Filters, checked_filters
    from ..engine.runs.setting import load_setting

    words = reader()
    with working() as say:
        say(reading(len(paths)))
        setting = load_setting(rulebook, conventions, units, programme, readings)
        filters = checked_filters(Filters(objectives=objectives, readings=readings), setting)
        intake = load_facts(paths, setting, language, archive, key_file)
        seen = None if archive is None else head(intake.facts)
        asked = AskedDossier(filters.options(meeting, None), since, published, language, one_page, seen)
        written = write_dossiers(setting, intake.facts, asked, out, say)
    if intake.records:
        notices = words.plural(
            "{count} notice about the files; impegni validate shows it",
            "{count} notices about the files; impegni validate shows them",
            len(intake.records),
        )
        click.echo(notices, err=True)
    for notice in written.notices:
        click.echo(notice, err=True)
    for folder in written.folders:
        click.echo(folder / "index.html")
