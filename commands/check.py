# SPDX-License-Identifier: EUPL-1.2
"""`impegni check`: judge the facts as of a day."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import Command
from .options import PATHS, check_options
from .output import check_out, say_some, shows_unicode, tell, write, write_whole
from .progress import reading, working
from .reader import reader

if TYPE_CHECKING:
    from ..engine.reports.json import Facts
    from ..schema.base import Language


@click.command(cls=Command)
@PATHS
@check_options
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[Path],
    archive: Path | None,
    key_file: Path | None,
    as_of: dt.date,
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
    facts: "Facts",
    out: Path | None,
    published: bool,
    language: "Language",
) -> None:
    """Judge the events in the files PATH as of a day; with --archive, what it holds together with them.

    Files of events, populations and submissions are told apart by their names or headings.
    """
    from ..engine.runs.check import judged
    from ..engine.runs.facts import load_facts
    from ..engine.runs.filters import Filters, checked_filters
    from ..engine.runs.setting import load_setting
    from .formats import BINARY, check_format, encoding_of, rendered, write_binary

    check_format(format_, facts, out)
    check_out(out, paths if archive is None else [*paths, archive])
    plain = out is None and not shows_unicode()
    words = reader()
    with working() as say:
        say(reading(len(paths)))
        setting = load_setting(rulebook, conventions, units, programme, readings)
        filters = checked_filters(Filters(rules, objectives, codes, readings), setting)
        intake = load_facts(paths, setting, language, archive, key_file)
        checked = judged(
            setting, intake.facts, filters.options(as_of, known_at), language, plain, say, published
        )
        if out is not None and format_ in BINARY:
            say(words.text("Writing {file}", file=out))
            write_whole(out, lambda part: write_binary(checked.pages, format_, part))
        say(words.text("Writing the report"))
        report = list(rendered(checked, format_, plain, facts)) if format_ == "table" else []
    say_some(intake.records, language)
    if format_ == "table":
        tell(report, out)
    elif format_ not in BINARY:
        write(rendered(checked, format_, plain, facts), out, encoding_of(format_))
    ctx.exit(int(checked.breached))
