# SPDX-License-Identifier: EUPL-1.2
"""`impegni validate`: check files and store nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import InputError
from .options import PATHS, format_option, language_option, setting_options
from .output import tell, working, write
from .text import joined

if TYPE_CHECKING:
    from ..engine.intake.reader import Intake
    from ..engine.reports.catalogue import Language

KINDS_IN_ITALIAN = {"events": "eventi", "populations": "platee", "submissions": "invii"}


@click.command()
@PATHS
@setting_options
@format_option
@language_option
@click.pass_context
def validate(
    ctx: click.Context,
    paths: Sequence[Path],
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    format_: str,
    language: "Language",
) -> None:
    """Check the files PATH and store nothing; every wrong cell is named."""
    from ..engine.reports.json import json_text
    from .facts import load_facts
    from .setting import load_setting

    setting = load_setting(rulebook, conventions, units)
    try:
        with working() as say:
            say(f"Reading files: {len(paths)}")
            intake = load_facts(paths, setting, language)
        code, records, lines = 0, intake.records, list(_valid_lines(intake, language))
    except InputError as error:
        code, records, lines = error.exit_code, error.records, list(error.problems)
    if format_ == "json":
        write([json_text([record.model_dump(mode="json") for record in records])], None)
    else:
        tell([joined(lines)])
    ctx.exit(code)


def _valid_lines(intake: "Intake", language: "Language") -> Iterator[str]:
    """What each file holds, and the notices about it."""
    for file in intake.files:
        sheet = f" [{file.sheet}]" if file.sheet else ""
        kind = KINDS_IN_ITALIAN[file.kind] if language == "it" else file.kind
        yield f"{file.file}{sheet}: {kind}, {file.rows}"
    for record in intake.records:
        yield record.located()
