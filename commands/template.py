# SPDX-License-Identifier: EUPL-1.2
"""`impegni template`: a workbook to fill a monthly submission in."""

import datetime as dt
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command, setting_again
from .given import DefinitionFiles, definition_files
from .options import PATH, language_option
from .output import check_out, say, write_whole
from .reader import reader
from .text import program
from .typed import MONTH

if TYPE_CHECKING:
    from ..schema.base import Language


@click.command(cls=Command)
@click.option("--month", type=MONTH, required=True, metavar="MONTH", help="The month reported on.")
@click.option(
    "--unit", "senders", multiple=True, metavar="CODE",
    help="A unit the submission speaks for.  [default: every unit that reports]",
)  # fmt: skip
@definition_files
@click.option("--out", type=PATH, required=True, metavar="FILE.xlsx", help="The workbook to write.")
@language_option
@click.pass_context
def template(
    ctx: click.Context,
    month: dt.date,
    senders: Sequence[str],
    definitions: DefinitionFiles,
    out: Path,
    language: "Language",
) -> None:
    """Write a workbook to fill a monthly submission in, with drop-downs of this convention's codes."""
    from ..engine.runs.meant import read_units
    from ..engine.runs.setting import the_one
    from ..engine.template.request import make_request
    from ..engine.template.workbook import write_template

    if out.suffix.lower() != ".xlsx":
        words = reader()
        said = words.text("got '{got}'; write the name of a workbook, for example invio.xlsx", got=out)
        raise UsageError([f"--out: {said}"])
    the_one(definitions.conventions)
    check_out(out, [path for path in (*definitions.conventions, definitions.units) if path is not None])
    setting = definitions.load()
    ((agreement, registry),) = setting.agreements
    senders, wrong = read_units(senders, registry.units)
    if wrong:
        raise UsageError(wrong)
    vocabulary, rules = setting.rulebook.vocabulary, (rule for _, rule in setting.rulebook.rules())
    request = make_request(agreement, registry, vocabulary, month, senders, language, rules)
    write_whole(out, lambda part: write_template(request, part))
    filled_in = shlex.join([program(), "validate", str(out), *setting_again(ctx)])
    said = request.words.text(
        "the workbook of {month}; fill it in, then: {command}", month=request.month_name, command=filled_in
    )
    say(f"{out}: {said}")
