# SPDX-License-Identifier: EUPL-1.2
"""`impegni rules`: show, lint and test the rules."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Commands
from .given import DefinitionFiles, Output, definition_files, output_options
from .options import (
    PATH,
    convention_option,
    format_option,
    out_option,
    own_option,
    refuse_packaged,
    rulebook_option,
    rules_as_of_option,
    trace_options,
)
from .output import say, tell, write
from .progress import working
from .reader import reader
from .rules_mutate import mutate_rules
from .text import joined, near

if TYPE_CHECKING:
    from ..schema.base import Language
    from ..schema.rule import Form


@click.group(cls=Commands)
def rules() -> None:
    """Show, lint and test the rules."""


@rules.command("list")
@definition_files
@rules_as_of_option
@output_options(format_option, out_option)
def list_rules(definitions: DefinitionFiles, as_of: dt.date | None, output: Output) -> None:
    """Every rule, with the amounts in force."""
    from ..engine.language.words import Words
    from ..engine.reports.json import json_text
    from ..engine.reports.layout import ASCII, UNICODE, finished
    from ..engine.reports.rules import rule_lines
    from .rule_runs import shown_rules

    shown = shown_rules(definitions.load(), as_of)
    if output.format_ == "json":
        write([json_text(shown.records())], output.out)
        return
    lines = rule_lines(shown, Words(output.language), ASCII if output.plain else UNICODE)
    tell([finished(lines, output.plain)], output.out)


@rules.command()
@click.argument("rule_id", metavar="ID")
@definition_files
@rules_as_of_option
def show(rule_id: str, definitions: DefinitionFiles, as_of: dt.date | None) -> None:
    """One rule in full, and where it is written."""
    from ..engine.reports.rules import rule_text
    from .rule_runs import shown_rules

    tell([rule_text(shown_rules(definitions.load(), as_of), rule_id)])


@rules.command("lint")
@definition_files
@own_option
@click.pass_context
def lint_rules(ctx: click.Context, definitions: DefinitionFiles, own: bool) -> None:
    """Look for rules that are well-formed and still doubtful; errors exit with 1."""
    from .lint_runs import finding_lines, findings

    refuse_packaged(own, definitions.rulebook)
    found = findings(definitions)
    tell([joined(finding_lines(found))])
    ctx.exit(int(any(finding.level == "error" for finding in found)))


@rules.command("test")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--objective", "objectives", multiple=True, metavar="N", help="Only cases of this objective.")
@click.option("--name", metavar="TEXT", help="Only cases whose sentence contains this.")
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write JUnit XML to FILE too.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Say what the cases prove as well, as rules coverage does, of the same run.",
)
@rulebook_option
@own_option
@click.pass_context
def test_rules(
    ctx: click.Context,
    ids: Sequence[str],
    objectives: Sequence[str],
    name: str | None,
    junit: Path | None,
    coverage: bool,
    rulebook: Path | None,
    own: bool,
) -> None:
    """Run the cases of the rules; a failure shows what was expected and what came, and exits with 1."""
    from ..engine.cases.coverage_report import coverage_lines
    from ..engine.cases.junit import case_junit_lines
    from .case_runs import CaseRun

    refuse_packaged(own, rulebook)
    if coverage and (ids or objectives or name is not None):
        words = reader()
        said = words.text("is about the cases of all rules; leave the selection out")
        raise UsageError([f"--coverage: {said}"])
    run = CaseRun(rulebook, ids, objectives, name)
    with working() as say:
        for line in run.lines(say):
            say.line(line)
    if junit is not None:
        write(case_junit_lines(run.results), junit)
    found = run.coverage() if coverage else None
    if found is not None:
        tell([joined(coverage_lines(found))])
    ctx.exit(int(run.failed or (found is not None and found.gaps > 0)))


@rules.command("coverage")
@rulebook_option
@click.pass_context
def cover_rules(ctx: click.Context, rulebook: Path | None) -> None:
    """Which situations the cases of each rule prove; one that is missing exits with 1."""
    from ..engine.cases.coverage_report import coverage_lines
    from .case_runs import covered

    found = covered(rulebook)
    tell([joined(coverage_lines(found))])
    ctx.exit(int(bool(found.gaps)))


@rules.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--form", type=click.Choice(["threshold", "documentary", "order", "response", "composition"]),
    default="threshold", show_default=True, help="The form of the rule.",
)  # fmt: skip
@click.option("--clause", metavar="ID", help="The clause of the signed text it comes from.")
@click.option("--event", metavar="CODE", help="The type of event that counts.  [default: the first known]")
@rulebook_option
def new_rule(
    rule_id: str, form: "Form", clause: str | None, event: str | None, rulebook: Path | None
) -> None:
    """Write a rule ID and its cases to start from, at the end of its objective's files."""
    from .rule_runs import written_rule

    tell([joined(written_rule(rulebook, rule_id, form, clause, event))])


@rules.command("docs")
@click.option("--out", type=PATH, required=True, metavar="DIR", help="The folder to write; it is made.")
@click.option(
    "--lang", "only", type=click.Choice(["it", "en"]), help="Only in this language.  [default: both]"
)
@convention_option
@rulebook_option
def docs(out: Path, only: "Language | None", conventions: Sequence[Path], rulebook: Path | None) -> None:
    """Write the rulebook as pages to read, with an example kept and one broken for each rule."""
    from .rule_runs import written_pages

    tell([joined(written_pages(rulebook, conventions, out, only))])


@rules.command("trace")
@trace_options
@click.pass_context
def trace_rules(
    ctx: click.Context,
    text: Path,
    conventions: Sequence[Path],
    rulebook: Path | None,
    format_: str,
    record: bool,
    out: Path | None,
) -> None:
    """Follow each clause of a signed text to its rules and back; any gap exits with 1.

    What differs from the clauses recorded before is shown also when --write records them anew.
    """
    from .rule_runs import TraceRun

    run = TraceRun(text, rulebook, conventions)
    if record:
        run.write()
        say(reader().text("recorded in {file}", file=near(run.list_path)))
    if format_ != "table":
        for gap in run.trace.gaps:
            say(f"{gap.kind}: {gap.clause}: {gap.detail}")
    write([run.text(format_)], out)
    ctx.exit(int(bool(run.trace.gaps)))


@rules.command()
@click.argument("name", required=False)
@click.option("--out", type=PATH, metavar="DIR", help="Write each as a file there; the folder is made.")
def schema(name: str | None, out: Path | None) -> None:
    """The published JSON Schemas, or the one called NAME; editors complete and check files with them."""
    from .rule_runs import schemas_text, written_schemas

    if out is None:
        write([schemas_text(name)], None)
    else:
        tell([joined(written_schemas(name, out))])


rules.add_command(mutate_rules)
