# SPDX-License-Identifier: EUPL-1.2
"""`impegni explain`: one verdict told in plain words."""

import datetime as dt

import click

from .command import Command
from .given import DefinitionFiles, FactFiles, Output, fact_files, judged_files, output_options
from .options import as_of_option, format_option, known_at_option, out_option, public_option
from .output import check_out, say_some, tell, write
from .progress import working


@click.command(cls=Command)
@click.argument("rule")
@fact_files
@click.option("--unit", "code", required=True, metavar="CODE", help="The unit judged.")
@click.option(
    "--window", required=True, metavar="LABEL", help="The window, such as 2018-03, 2018-Q1, 2018, term."
)
@as_of_option
@known_at_option
@judged_files
@output_options(public_option, format_option, out_option)
def explain(
    rule: str,
    given: FactFiles,
    code: str,
    window: str,
    as_of: dt.date,
    known_at: dt.date | None,
    definitions: DefinitionFiles,
    output: Output,
) -> None:
    """Tell how the verdict of RULE for a unit and a window came about, from the files PATH.

    With --archive, what it holds is judged, together with the files.
    """
    from ..engine.reports.explanation import explanation_lines
    from ..engine.reports.json import json_text
    from ..engine.reports.layout import finished
    from ..engine.runs.check import judged
    from ..engine.runs.explanations import explained, judged_rule
    from ..engine.runs.filters import Filters, checked_filters

    check_out(output.out, given.all)
    readings, language = definitions.readings, output.language
    with working() as say:
        setting = definitions.load()
        filters = Filters(rules=[judged_rule(rule, setting)], readings=readings)
        (unit,) = checked_filters(Filters(units=[code], readings=readings), setting).units
        intake = given.load(setting, language)
        options = filters.options(as_of, known_at)
        checked = judged(setting, intake.facts, options, language, output.plain, say)
        page, told = explained(checked.pages, rule, unit, window, intake.files, output.published)
    say_some(intake.records, language)
    if output.format_ == "json":
        write([json_text(told.model_dump(mode="json"))], output.out)
    else:
        tell([finished(explanation_lines(page, told), output.plain)], output.out)
