# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the words of a command, said to the reader."""

import click

from ..engine.language.catalogue import mark, mark_plural
from .output import say
from .reader import reader

BY_CLICK = (
    mark("Missing argument"),
    mark("Missing command."),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Missing {param_type}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("Invalid value: {message}"),
    mark("No such command {name!r}."),
    mark("No such option {name!r}."),
    mark_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    mark_plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    mark("Option {name!r} does not take a value."),
    mark_plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    mark_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    mark("{value!r} is not a valid {number_type}."),
    mark("Choose from:\n\t{choices}"),
    mark("{value} is not in the range {range}."),
    mark("{name} {filename!r} is a directory."),
)
"""The sentences of click that a command here can be answered with: it looks for them in the same catalogues."""


EXAMPLES = {
    **dict.fromkeys(("as_of", "start", "end", "meeting"), "20/02/2020"),
    "month": "01/2020",
    "window": '"gen 2020"',
    "code": '"CPI Senise"',
    "archive": "archive.duckdb",
    **dict.fromkeys(("rule", "rule_id"), "5.4.firms"),
    "folder": "molise",
    "text": "convention.txt",
    "person": "k-1f0e",
}
"""What may be written for a parameter that is missing, by its name."""


def say_refusal(error: click.ClickException) -> None:
    """Say on standard error what was wrong, and how to find out what is right."""
    if type(error).show is not click.UsageError.show:
        error.show()
        return
    words = reader()
    say(words.text("Error: {reason}", reason=error.format_message()))
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is None:
        return
    if isinstance(error, click.MissingParameter) and error.param is not None and error.param.name in EXAMPLES:
        option = [error.param.opts[0]] if isinstance(error.param, click.Option) else []
        example = " ".join([ctx.command_path, *option, EXAMPLES[error.param.name]])
        say(words.text("For example: {example}", example=example))
    if isinstance(ctx.command, click.Group):
        say(words.text("{command} --help lists the commands.", command=ctx.command_path))
    else:
        say(words.text("{command} --help explains each option.", command=ctx.command_path))
