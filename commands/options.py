# SPDX-License-Identifier: EUPL-1.2
"""Options that several commands share, and the types their values are read with."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ..schema.errors import UsageError
from .reader import reader
from .typed import DAY, NAME

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]

EXAMPLE = "monthly_sessions=region"
PATH = click.Path(path_type=Path)
PATHS = click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]...")


def refuse_packaged(own: bool, rulebook: Path | None) -> None:
    """Refuse `--own` without a rulebook: a check that looks at other rules than those meant is green in silence.

    Raises:
        UsageError: Nothing names the rules.
    """
    if own and rulebook is None:
        words = reader()
        said = words.text(
            "got no folder of rules; write rulebook: rules in impegni.yaml, or give --rulebook rules"
        )
        raise UsageError([f"--own: {said}"])


def read_readings(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """Readings and the options chosen for this run, each written NAME=VALUE."""
    chosen: dict[str, str] = {}
    words = reader()
    for value in values:
        name, equals, option = value.partition("=")
        if not (name and equals and option):
            message = words.text(
                "got '{got}'; write NAME=VALUE, for example {example}", got=value, example=EXAMPLE
            )
            raise click.BadParameter(message, ctx, param)
        if chosen.get(name, option) != option:
            message = words.text(
                "got {name}={first} and {name}={second}; choose one reading of a name in one run",
                name=name,
                first=chosen[name],
                second=option,
            )
            raise click.BadParameter(message, ctx, param)
        chosen[name] = option
    return chosen


def together(*options: Decorator[Any]) -> Decorator[Any]:
    """Several options as one decorator, shown in this order in the help."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


rulebook_option = click.option(
    "--rulebook", type=PATH, metavar="DIR", help="Folder of the rules.  [default: those of this package]"
)
own_option = click.option(
    "--own", is_flag=True,
    help="Refuse to answer for the packaged rules where neither --rulebook nor impegni.yaml names others.",
)  # fmt: skip
convention_option = click.option(
    "--convention", "conventions", type=PATH, multiple=True, metavar="FILE",
    help="Convention file; repeat it to judge several.  [default: Basilicata]",
)  # fmt: skip
units_option = click.option(
    "--units",
    type=PATH,
    metavar="FILE",
    help="Unit registry of the only convention.  [default: the one it names]",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(["it", "en"]), default="it", show_default=True,
    help="Language of what is said about data and verdicts.",
)  # fmt: skip
rules_as_of_option = click.option(
    "--as-of",
    type=DAY,
    metavar="DATE",
    help="Amounts in force then.  [default: first day of the term]",
)
format_option = click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True
)
out_option = click.option(
    "--out", type=PATH, metavar="FILE", help="Write there instead of to standard output."
)

key_option = click.option(
    "--key-file", type=PATH, metavar="FILE",
    help="Secret that keys of persons are computed with.  [default: the variable IMPEGNI_KEY]",
)  # fmt: skip

actor_option = click.option(
    "--actor", type=NAME, metavar="NAME", help="Who gives this command, for the log of the archive."
)


def archive_option(*, required: bool = False) -> Decorator[Any]:
    """The option that names the archive."""
    return click.option(
        "--archive", type=PATH, required=required, metavar="FILE", help="The archive of submissions."
    )


facts_options = together(archive_option(), key_option)
"""Where facts come from beside the files named; `load_facts` takes both."""

setting_options = together(convention_option, units_option, rulebook_option)
programme_option = click.option(
    "--programme", type=PATH, metavar="FILE",
    help="Judge the national rules too, under this programme, over the conventions given.",
)  # fmt: skip
reading_option = click.option(
    "--reading", "readings", callback=read_readings, multiple=True, metavar="NAME=VALUE",
    help="Read an ambiguous clause this way, in this run.",
)  # fmt: skip
filter_options = together(
    click.option("--unit", "codes", multiple=True, metavar="CODE", help="Only verdicts of this unit."),
    click.option("--rule", "rules", multiple=True, metavar="ID", help="Only this rule."),
    click.option("--objective", "objectives", multiple=True, metavar="N", help="Only rules of this objective."),
)  # fmt: skip
as_of_option = click.option("--as-of", type=DAY, required=True, metavar="DATE", help="The day to judge from.")
known_at_option = click.option(
    "--known-at", type=DAY, metavar="DATE", help="Leave out what was received after this day."
)
public_option = click.option(
    "--public",
    "published",
    is_flag=True,
    help="For publication: whether duties are kept, and no number of persons.",
)
trace_options = together(
    click.argument("text", metavar="FILE", type=PATH),
    click.option("--convention", "conventions", type=PATH, multiple=True, metavar="FILE",
                 help="The convention of that text.  [default: Basilicata]"),
    rulebook_option,
    click.option("--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
                 help="How to write the matrix."),
    click.option("--write", "record", is_flag=True, help="Record fingerprints of the clauses beside the convention."),
    out_option,
)  # fmt: skip
