# SPDX-License-Identifier: EUPL-1.2
"""`impegni template`: a workbook to fill a monthly submission in."""

import datetime as dt
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command, setting_again
from .options import PATH, language_option, setting_options
from .output import check_out, write_whole
from .text import program

if TYPE_CHECKING:
    from ..schema.base import Language

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def read_month(ctx: click.Context, param: click.Parameter, value: str) -> dt.date:
    """The first day of a month written YYYY-MM, or a usage error that shows the form."""
    try:
        if _MONTH.fullmatch(value) is None:
            raise ValueError
        return dt.date.fromisoformat(f"{value}-01")
    except ValueError:
        raise click.BadParameter(f"got '{value}'; write a month such as 2018-03", ctx, param) from None


@click.command(cls=Command)
@click.option("--month", callback=read_month, required=True, metavar="YYYY-MM", help="The month reported on.")
@click.option(
    "--unit", "senders", multiple=True, metavar="CODE",
    help="A unit the submission speaks for.  [default: every unit that reports]",
)  # fmt: skip
@setting_options
@click.option("--out", type=PATH, required=True, metavar="FILE.xlsx", help="The workbook to write.")
@language_option
@click.pass_context
def template(
    ctx: click.Context,
    month: dt.date,
    senders: Sequence[str],
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    out: Path,
    language: "Language",
) -> None:
    """Write a workbook to fill a monthly submission in, with drop-downs of this convention's codes."""
    from ..engine.template.request import make_request
    from ..engine.template.workbook import write_template
    from .setting import load_setting, the_one

    if out.suffix.lower() != ".xlsx":
        raise UsageError([f"--out: got '{out}'; write the name of a workbook, for example invio.xlsx"])
    the_one(conventions)
    check_out(out, [path for path in (*conventions, units) if path is not None])
    setting = load_setting(rulebook, conventions, units)
    ((agreement, registry),) = setting.agreements
    request = make_request(agreement, registry, setting.rulebook.vocabulary, month, senders, language)
    write_whole(out, lambda part: write_template(request, part))
    filled_in = shlex.join([program(), "validate", str(out), *setting_again(ctx)])
    click.echo(f"{out}: a template for {request.label}; fill it in, then: {filled_in}", err=True)
