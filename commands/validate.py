# SPDX-License-Identifier: EUPL-1.2
"""`impegni validate`: check files and store nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command
from .given import DefinitionFiles, FactFiles, Output, definition_files, fact_files, output_options
from .options import out_option
from .output import check_out, no_text, tell, write, write_whole
from .progress import working
from .reader import reader

if TYPE_CHECKING:
    from ..engine.intake.findings import Findings

ERROR_FORMATS = ["table", "json", "csv", "xlsx"]


format_option = click.option(
    "--format", "format_", type=click.Choice(ERROR_FORMATS), default="table", show_default=True,
    help="A summary, every problem in full, or (xlsx, needs --out) a workbook that marks the very cells: of one "
         "workbook itself, to be corrected and sent again. csv written "
         "to a file starts with a byte order mark, so that Excel reads its accents.",
)  # fmt: skip


@click.command(cls=Command)
@fact_files
@definition_files
@output_options(format_option, out_option)
@click.pass_context
def validate(ctx: click.Context, given: FactFiles, definitions: DefinitionFiles, output: Output) -> None:
    """Check the files PATH and store nothing; every wrong cell is named.

    With --archive also against what is held there: what ingest would refuse, this says.
    """
    from ..engine.archive.secret import read_secret
    from ..engine.intake.findings import FilesRefused
    from ..engine.runs.facts import read_to_store

    if output.format_ == "xlsx" and output.out is None:
        raise UsageError([no_text("xlsx")])
    check_out(output.out, given.paths)
    words, language = reader(), output.language
    if not given.paths:
        said = words.text("got no file; name the events and populations, for example events.csv")
        raise UsageError([f"PATH: {said}"])
    setting, secret = definitions.load(), read_secret(given.key_file, language)
    with working() as say:
        say(words.plural("Reading {count} file", "Reading {count} files", len(given.paths)))
        try:
            code, findings = 0, read_to_store(given.paths, setting, language, given.archive, secret)
        except FilesRefused as refused:
            code, findings = refused.exit_code, refused.findings
        say(words.text("Writing what is wrong"))
        _report(findings, given.paths, output)
    ctx.exit(code)


def _report(findings: "Findings", paths: Sequence[Path], output: Output) -> None:
    """Write what was found in the format asked."""
    from ..engine.language.words import Words
    from ..engine.reports.errors_csv import error_lines
    from ..engine.reports.errors_marked import can_be_marked, write_marked
    from ..engine.reports.errors_table import error_table
    from ..engine.reports.errors_xlsx import write_errors
    from ..engine.reports.json import json_text

    words, format_, out = Words(output.language), output.format_, output.out
    if format_ == "xlsx" and out is not None and can_be_marked(findings, paths):
        write_whole(out, lambda part: write_marked(findings, words, paths[0], part))
    elif format_ == "xlsx" and out is not None:
        write_whole(out, lambda part: write_errors(findings, words, part))
    elif format_ == "json":
        write([json_text([record.model_dump(mode="json") for record in findings.records])], out)
    elif format_ == "csv":
        write(error_lines(findings.records), out, "utf-8-sig")
    else:
        tell([error_table(findings, words, output.plain)], out)
