# SPDX-License-Identifier: EUPL-1.2
"""`impegni explain`: one verdict told in plain words."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .command import Command
from .options import (
    PATHS,
    facts_options,
    format_option,
    language_option,
    out_option,
    programme_option,
    public_option,
    reading_option,
    setting_options,
)
from .output import check_out, say_some, shows_unicode, tell, write
from .progress import working
from .typed import DAY

if TYPE_CHECKING:
    from ..schema.base import Language


@click.command(cls=Command)
@click.argument("rule")
@PATHS
@facts_options
@click.option("--unit", "code", required=True, metavar="CODE", help="The unit judged.")
@click.option(
    "--window", required=True, metavar="LABEL", help="The window, such as 2018-03, 2018-Q1, 2018, term."
)
@click.option("--as-of", type=DAY, required=True, metavar="DATE", help="The day to judge from.")
@click.option("--known-at", type=DAY, metavar="DATE", help="Leave out what was received after this day.")
@setting_options
@programme_option
@reading_option
@public_option
@format_option
@out_option
@language_option
def explain(
    rule: str,
    paths: Sequence[Path],
    archive: Path | None,
    key_file: Path | None,
    code: str,
    window: str,
    as_of: dt.date,
    known_at: dt.date | None,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    programme: Path | None,
    readings: dict[str, str],
    published: bool,
    format_: str,
    out: Path | None,
    language: "Language",
) -> None:
    """Tell how the verdict of RULE for a unit and a window came about, from the files PATH.

    With --archive, what it holds is judged, together with the files.
    """
    from ..engine.reports.explanation import explanation_lines
    from ..engine.reports.json import json_text
    from ..engine.reports.layout import finished
    from ..engine.runs.check import judged
    from ..engine.runs.explanations import explained, judged_rule
    from ..engine.runs.facts import load_facts
    from ..engine.runs.filters import Filters, checked_filters
    from ..engine.runs.setting import load_setting

    check_out(out, paths if archive is None else [*paths, archive])
    plain = out is None and not shows_unicode()
    with working() as say:
        setting = load_setting(rulebook, conventions, units, programme, readings)
        filters = Filters(rules=[judged_rule(rule, setting)], readings=readings)
        (unit,) = checked_filters(Filters(units=[code], readings=readings), setting).units
        intake = load_facts(paths, setting, language, archive, key_file)
        checked = judged(setting, intake.facts, filters.options(as_of, known_at), language, plain, say)
        page, told = explained(checked.pages, rule, unit, window, intake.files, published)
    say_some(intake.records, language)
    if format_ == "json":
        write([json_text(told.model_dump(mode="json"))], out)
    else:
        tell([finished(explanation_lines(page, told), plain)], out)
