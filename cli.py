# SPDX-License-Identifier: EUPL-1.2
"""The command line: the only place that prints and exits.

Exit codes: 0 every due duty kept, 1 a breach or a failed proof, 2 something given was refused, 3 the
program failed. A closed pipe ends with 0, an interrupt with 130.

The engine is imported inside the commands: `--help` stays quick, and an interrupt while it loads is
handled like any other.
"""

import contextlib
import datetime as dt
import os
import shlex
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .cli_options import (
    check_options,
    format_option,
    language_option,
    out_option,
    rulebook_option,
    rules_as_of_option,
    setting_options,
    trace_options,
)
from .cli_text import coloured, joined, near, program
from .schema.errors import ImpegniError, InputError, Refused

if TYPE_CHECKING:
    from .engine.reports.catalogue import Language
    from .engine.reports.json import Facts

INTERRUPTED = 130
FAILED = 3
NOTICES = 20

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")


class Program(click.Group):
    """Turns every way a command can end into its exit code, and never shows a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except ImpegniError as error:
            _say_error(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _forget_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except Exception as error:
            _say_failure(error)
            ctx.exit(FAILED)
        return result


def _say_error(error: ImpegniError) -> None:
    if isinstance(error, Refused):
        for problem in error.problems:
            click.echo(problem, err=True)
        return
    click.echo(f"impegni: the engine failed: {error}", err=True)


def _say_failure(error: Exception) -> None:
    if os.environ.get("IMPEGNI_DEBUG"):
        traceback.print_exc()
    said = " ".join(str(error).split()) or "no message"
    click.echo(
        f"impegni: failed unexpectedly ({type(error).__name__}: {said}); set IMPEGNI_DEBUG=1 to see where",
        err=True,
    )


def _forget_output() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, so that ending raises nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="impegni", message="%(prog)s %(version)s")
def main() -> None:
    """Decide whether the commitments of a public convention are kept.

    Exit codes: 0 every due duty is kept, 1 one is violated or cannot be evaluated, 2 something given
    was refused, 3 the program failed.
    """


@main.command()
@PATHS
@check_options
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[Path],
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
    language: "Language",
) -> None:
    """Judge the events in the files PATH as of a day.

    Files of events, populations and submissions are told apart by their names or headings.
    """
    from .cli_formats import BINARY, check_format, check_out, encoding_of, rendered, write_whole
    from .cli_runs import Filters, check_filters, load_facts, load_setting
    from .cli_runs import check as judged

    check_format(format_, facts, out)
    check_out(out, paths)
    plain = out is None and not _shows_unicode()
    filters = Filters(rules, objectives, codes, readings)
    with _working() as say:
        say(f"Reading files: {len(paths)}")
        setting = load_setting(rulebook, conventions, units, programme)
        check_filters(filters, setting)
        intake = load_facts(paths, setting, language)
        checked = judged(setting, intake, filters.options(as_of, known_at), language, plain, say)
        if out is not None and format_ in BINARY:
            say(f"Writing pages: {len(checked.pages)}")
            write_whole(out, lambda part: BINARY[format_](checked.pages, part))
    _say_some([record.located() for record in intake.records])
    if format_ not in BINARY:
        pieces = rendered(checked, format_, plain, facts)
        _write(pieces, out, styled=format_ == "table", encoding=encoding_of(format_))
    ctx.exit(int(checked.breached))


@main.command()
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
    from .cli_runs import load_facts, load_setting, valid_lines
    from .engine.reports.json import json_text

    setting = load_setting(rulebook, conventions, units)
    try:
        with _working() as say:
            say(f"Reading files: {len(paths)}")
            intake = load_facts(paths, setting, language)
        code, records, lines = 0, intake.records, list(valid_lines(intake, language))
    except InputError as error:
        code, records, lines = error.exit_code, error.records, list(error.problems)
    text = (
        json_text([record.model_dump(mode="json") for record in records])
        if format_ == "json"
        else joined(lines)
    )
    _write([text], None)
    ctx.exit(code)


@main.command()
@language_option
def demo(language: "Language") -> None:
    """Judge the packaged sample, end to end."""
    from .cli_formats import rendered
    from .cli_runs import SAMPLE, Filters, load_facts, load_sample, load_setting
    from .cli_runs import check as judged

    plain = not _shows_unicode()
    with _working() as say:
        sample, files = load_sample(SAMPLE)
        setting = load_setting(None, [], SAMPLE / sample.units)
        intake = load_facts(files, setting, language)
        options = Filters(objectives=sample.objectives).options(sample.as_of, None)
        checked = judged(setting, intake, options, language, plain, say)
    _write(rendered(checked, "table", plain), None, styled=True)
    called = program()
    command = [called, "check", *map(near, files), "--units", near(SAMPLE / sample.units)]
    click.echo(f"\nTry next: {shlex.join(command)} --as-of {sample.as_of} --format json > verdicts.json")
    click.echo(f"          {called} rules show 5.1.info-session-each-cpi")


@main.group()
def rules() -> None:
    """Show, lint and test the rules."""


@rules.command("list")
@setting_options
@rules_as_of_option
@format_option
@out_option
@language_option
def list_rules(
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    as_of: dt.date | None,
    format_: str,
    out: Path | None,
    language: "Language",
) -> None:
    """Every rule, with the amounts in force."""
    from .cli_rules import shown_rules
    from .cli_runs import load_setting
    from .engine.reports.catalogue import Words
    from .engine.reports.json import json_text
    from .engine.reports.layout import ASCII, UNICODE, finished
    from .engine.reports.rules import rule_lines

    shown = shown_rules(load_setting(rulebook, conventions, units), as_of)
    if format_ == "json":
        _write([json_text(shown.records())], out)
        return
    plain = out is None and not _shows_unicode()
    lines = rule_lines(shown, Words(language), ASCII if plain else UNICODE)
    _write([finished(lines, plain)], out, styled=True)


@rules.command()
@click.argument("rule_id", metavar="ID")
@setting_options
@rules_as_of_option
def show(
    rule_id: str,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    as_of: dt.date | None,
) -> None:
    """One rule in full, and where it is written."""
    from .cli_rules import shown_rules
    from .cli_runs import load_setting
    from .engine.reports.rules import rule_text

    _write([rule_text(shown_rules(load_setting(rulebook, conventions, units), as_of), rule_id)], None)


@rules.command("lint")
@setting_options
@click.pass_context
def lint_rules(
    ctx: click.Context, conventions: Sequence[Path], units: Path | None, rulebook: Path | None
) -> None:
    """Look for rules that are well-formed and still doubtful; errors exit with 1."""
    from .cli_rules import finding_lines, findings

    found = findings(rulebook, conventions, units)
    _write([joined(finding_lines(found))], None)
    ctx.exit(int(any(finding.level == "error" for finding in found)))


@rules.command("test")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--objective", "objectives", multiple=True, metavar="N", help="Only cases of this objective.")
@click.option("--name", metavar="TEXT", help="Only cases whose sentence contains this.")
@rulebook_option
@click.pass_context
def test_rules(
    ctx: click.Context, ids: Sequence[str], objectives: Sequence[str], name: str | None, rulebook: Path | None
) -> None:
    """Run the cases of the rules; a failure shows what was expected and what came, and exits with 1."""
    from .cli_rules import CaseRun

    run = CaseRun(rulebook, ids, objectives, name)
    for line in run.lines():
        click.echo(line)
    ctx.exit(int(run.failed))


@rules.command("coverage")
@rulebook_option
@click.pass_context
def cover_rules(ctx: click.Context, rulebook: Path | None) -> None:
    """Which situations the cases of each rule prove; one that is missing exits with 1."""
    from .cli_rules import CoverageRun

    run = CoverageRun(rulebook)
    _write([joined(run.lines())], None)
    ctx.exit(int(bool(run.gaps)))


@rules.command("trace")
@trace_options
@click.pass_context
def trace_rules(
    ctx: click.Context,
    text: Path,
    convention: Path | None,
    rulebook: Path | None,
    format_: str,
    write: bool,
    out: Path | None,
) -> None:
    """Follow each clause of a signed text to its rules and back; any gap exits with 1.

    What differs from the clauses recorded before is shown also when --write records them anew.
    """
    from .cli_rules import TraceRun

    run = TraceRun(text, rulebook, convention)
    if write:
        run.write()
        click.echo(f"recorded in {near(run.list_path)}", err=True)
    if format_ != "table":
        for gap in run.trace.gaps:
            click.echo(f"{gap.kind}: {gap.clause}: {gap.detail}", err=True)
    _write([run.text(format_)], out)
    ctx.exit(int(bool(run.trace.gaps)))


@rules.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """The published JSON Schemas, or the one called NAME."""
    from .cli_rules import schemas_text

    _write([schemas_text(name)], None)


def _say_some(notices: Sequence[str]) -> None:
    for notice in notices[:NOTICES]:
        click.echo(notice, err=True)
    if len(notices) > NOTICES:
        click.echo(f"and {len(notices) - NOTICES} more notices; impegni validate shows all", err=True)


def _shows_unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf8")


@contextlib.contextmanager
def _working() -> Iterator[Callable[[str], None]]:
    """A way to say what is going on, heard at a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield status.update


def _write(pieces: Iterable[str], out: Path | None, styled: bool = False, encoding: str = "utf-8") -> None:
    """Write text to a file or to standard output; in colour only to a terminal.

    Args:
        encoding: Of a file.
    """
    from .cli_formats import write_text, write_whole

    if out is not None:
        write_whole(out, lambda part: write_text(pieces, part, encoding))
    elif styled and sys.stdout.isatty():
        _show_in_colour("".join(pieces))
    elif styled:
        click.echo("".join(pieces), nl=False)
    else:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()


def _show_in_colour(text: str) -> None:
    from rich.console import Console

    Console(highlight=False).print(coloured(text), soft_wrap=True, end="")
