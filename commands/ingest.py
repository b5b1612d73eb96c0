# SPDX-License-Identifier: EUPL-1.2
"""`impegni ingest`: put submissions into an archive."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command
from .given import DefinitionFiles, definition_files
from .options import PATHS, actor_option, archive_option, key_option, language_option
from .output import say_some, tell
from .progress import working
from .reader import reader
from .text import joined
from .typed import DAY

if TYPE_CHECKING:
    from ..schema.base import Language


@click.command(cls=Command)
@PATHS
@archive_option(required=True)
@click.option(
    "--received",
    type=DAY,
    metavar="DATE",
    help="When it came.  [default: its manifest, else the day sent]",
)
@click.option(
    "--accept-valid-rows", is_flag=True, help="Leave faulty rows out instead of refusing everything."
)
@actor_option
@key_option
@definition_files
@language_option
def ingest(
    paths: Sequence[Path],
    archive: Path,
    received: dt.date | None,
    accept_valid_rows: bool,
    actor: str | None,
    key_file: Path | None,
    definitions: DefinitionFiles,
    language: "Language",
) -> None:
    """Put the submissions in PATH into the archive: all or none, each once."""
    from ..engine.archive.file import brought_up_to_date
    from ..engine.archive.ingest import ingest as stored
    from ..engine.archive.secret import read_secret
    from ..engine.language.words import Words
    from ..engine.reports.archive_lines import ingest_lines
    from ..engine.runs.facts import read_given

    words = reader()
    if not paths:
        said = words.text("got no file; name the submissions, for example invio-2018-03.xlsx")
        raise UsageError([f"PATH: {said}"])
    setting, secret = definitions.load(), read_secret(key_file, language)
    with working() as say:
        say(words.plural("Reading {count} file", "Reading {count} files", len(paths)))
        known = archive if archive.exists() else None
        if known is not None:
            brought_up_to_date(known, language)
        intake = read_given(
            paths, setting, language, known, secret, received, accept_valid_rows, unserving=True
        )
        say(words.text("Storing in {archive}", archive=archive))
        done = stored(
            archive, intake, language,
            received=received, secret=secret, agreements=setting.registries, actor=actor,
        )  # fmt: skip
    say_some(intake.records, language)
    tell([joined(ingest_lines(done, Words(language)))])
