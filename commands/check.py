# SPDX-License-Identifier: EUPL-1.2
"""`impegni check`: judge the facts as of a day."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from .command import Command
from .given import (
    DefinitionFiles,
    FactFiles,
    Output,
    Wanted,
    fact_files,
    judged_files,
    output_options,
    wanted_options,
)
from .options import as_of_option, known_at_option, out_option, public_option, together
from .output import check_out, say_some, tell, write, write_whole
from .progress import reading, working
from .reader import reader

if TYPE_CHECKING:
    from ..engine.reports.json import Facts
    from ..engine.runs.check import Checked
    from ..engine.runs.work import Work

FORMATS = ["table", "json", "ndjson", "csv", "parquet", "junit", "xlsx", "html"]

format_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True,
    help="How to write the verdicts. parquet and xlsx need --out; csv written there starts with "
         "a byte order mark, so that Excel reads its accents.",
)  # fmt: skip
facts_option = click.option(
    "--facts", type=click.Choice(["verdicts", "all"]), default="verdicts", show_default=True,
    help="In json and ndjson, all adds escalations and roll-ups.",
)  # fmt: skip


cache_option = click.option(
    "--no-cache", is_flag=True,
    help="Count everything in the archive anew; neither use nor keep what was counted for an earlier check.",
)  # fmt: skip
engine_options = together(
    click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
                 help="Judge here, or the one folder PATH of many conventions' facts on Spark."),
    click.option("--master", default="local[*]", show_default=True, metavar="URL",
                 help="Where Spark is, with --engine spark."),
)  # fmt: skip


@click.command(cls=Command)
@fact_files
@as_of_option
@known_at_option
@judged_files
@wanted_options
@facts_option
@engine_options
@cache_option
@output_options(format_option, out_option, public_option)
@click.pass_context
def check(
    ctx: click.Context,
    given: FactFiles,
    as_of: dt.date,
    known_at: dt.date | None,
    definitions: DefinitionFiles,
    wanted: Wanted,
    facts: "Facts",
    engine: str,
    master: str,
    no_cache: bool,
    output: Output,
) -> None:
    """Judge the events in the files PATH as of a day; with --archive, what it holds together with them.

    Files of events, populations and submissions are told apart by their names or headings.
    """
    from ..engine.runs.check import judged

    _refuse_unfit(given, output, facts, engine)
    with working() as say:
        say(reading(len(given.paths)))
        setting = definitions.load()
        options = wanted.options(definitions, setting, as_of, known_at)
        if engine == "spark":
            from .cluster_check import checked_on_spark

            ctx.exit(int(checked_on_spark(master, given, setting, options, facts, output, say)))
        intake = given.load(setting, output.language)
        kept_at = None if no_cache or given.paths else given.archive
        checked = judged(
            setting, intake.facts, options, output.language, output.plain, say, output.published, kept_at
        )
        report = _prepared(checked, facts, output, say)
    say_some(intake.records, output.language)
    _write(checked, report, output, facts)
    ctx.exit(int(checked.breached))


def _refuse_unfit(given: FactFiles, output: Output, facts: "Facts", engine: str) -> None:
    """Refuse options that do not go together before anything is read."""
    from .formats import check_format

    check_format(output.format_, facts, output.out)
    if engine == "spark":
        from .cluster_check import check_order

        check_order(given, output)
    check_out(output.out, given.all)


def _prepared(checked: "Checked", facts: "Facts", output: Output, say: "Work") -> list[str]:
    """The report, if that is asked for; a file that is no text is written here: both may take a while."""
    from .formats import BINARY, rendered, write_binary

    if output.out is not None and output.format_ in BINARY:
        say(reader().text("Writing {file}", file=output.out))
        write_whole(output.out, lambda part: write_binary(checked.pages, output.format_, part))
    say(reader().text("Writing the report"))
    return list(rendered(checked, "table", output.plain, facts)) if output.format_ == "table" else []


def _write(checked: "Checked", report: list[str], output: Output, facts: "Facts") -> None:
    """The report, else the verdicts in the format asked for, unless they are in a file already."""
    from .formats import BINARY, encoding_of, rendered

    if output.format_ == "table":
        tell(report, output.out)
    elif output.format_ not in BINARY:
        pieces = rendered(checked, output.format_, output.plain, facts)
        write(pieces, output.out, encoding_of(output.format_))
