# SPDX-License-Identifier: EUPL-1.2
"""`impegni template`: a workbook to fill a monthly submission in."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import click

from ..schema.errors import UsageError
from .options import PATH, language_option, units_option
from .output import check_out, write_whole

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def read_month(ctx: click.Context, param: click.Parameter, value: str) -> dt.date:
    """The first day of a month written YYYY-MM, or a usage error that shows the form."""
    try:
        if _MONTH.fullmatch(value) is None:
            raise ValueError
        return dt.date.fromisoformat(f"{value}-01")
    except ValueError:
        raise click.BadParameter(f"got '{value}'; write a month such as 2018-03", ctx, param) from None


@click.command()
@click.option("--convention", type=PATH, metavar="FILE", help="Convention file.  [default: Basilicata]")
@click.option("--month", callback=read_month, required=True, metavar="YYYY-MM", help="The month reported on.")
@click.option(
    "--unit", "senders", multiple=True, metavar="CODE",
    help="A unit the submission speaks for.  [default: every unit that reports]",
)  # fmt: skip
@units_option
@click.option("--out", type=PATH, required=True, metavar="FILE.xlsx", help="The workbook to write.")
@language_option
def template(
    convention: Path | None,
    month: dt.date,
    senders: Sequence[str],
    units: Path | None,
    out: Path,
    language: str,
) -> None:
    """Write a workbook to fill a monthly submission in, with drop-downs of this convention's codes."""
    from ..engine.template.request import make_request
    from ..engine.template.workbook import write_template
    from .setting import load_setting

    if out.suffix.lower() != ".xlsx":
        raise UsageError([f"--out: got '{out}'; write the name of a workbook, for example invio.xlsx"])
    check_out(out, [path for path in (convention, units) if path is not None])
    setting = load_setting(None, [] if convention is None else [convention], units)
    ((agreement, registry),) = setting.agreements
    request = make_request(agreement, registry, setting.rulebook.vocabulary, month, senders, language)
    write_whole(out, lambda part: write_template(request, part))
    click.echo(f"{out}: a template for {request.label}; fill it in, then: impegni validate {out}", err=True)
