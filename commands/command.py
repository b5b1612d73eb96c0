# SPDX-License-Identifier: EUPL-1.2
"""What all commands are made of: options not given are taken from the project file of the folder."""

import shlex
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from .output import say
from .project_file import find_project
from .text import near

KEYS = {
    "conventions": "convention",
    "units": "units",
    "rulebook": "rulebook",
    "archive": "archive",
    "programme": "programme",
    "language": "language",
    "key_file": "key_file",
}
"""The key of a project file that each parameter of a command is taken from."""
NO_PROJECT = click.Option(
    ["--no-project"], is_flag=True, expose_value=False, help="Take no option from impegni.yaml."
)


class Command(click.Command):
    """A command whose options `impegni.yaml`, here or in a folder above, may give; those given stand above it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if any(param.name in KEYS for param in self.params):
            self.params.append(NO_PROJECT)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command, and say which options the project gave."""
        found = None if self._goes_without(ctx, args) else _project_options()
        if found is None:
            return super().parse_args(ctx, args)
        path, ctx.default_map = found
        rest = super().parse_args(ctx, args)
        _fit(ctx)
        if given := list(_written(ctx, KEYS, ParameterSource.DEFAULT_MAP)):
            say(f"{near(path)}: {shlex.join(given)}")
        return rest

    def _goes_without(self, ctx: click.Context, args: list[str]) -> bool:
        words = args[: args.index("--")] if "--" in args else args
        asked = {*ctx.help_option_names, *NO_PROJECT.opts}
        return NO_PROJECT not in self.params or ctx.resilient_parsing or not asked.isdisjoint(words)


class Commands(click.Group):
    """A group of such commands."""

    command_class = Command


def _project_options() -> tuple[Path, dict[str, Any]] | None:
    """The project file and the parameters it gives, if there is one.

    Raises:
        DefinitionError: There is one, and it is wrong.
    """
    from ..engine.definitions.project import load_project

    path = find_project(Path.cwd())
    if path is None:
        return None
    located = load_project(path)
    files: dict[str, list[str]] = {}
    for one in located.files():
        files.setdefault(one.key, []).append(near(one.path))
    found: dict[str, Any] = {key: named[0] for key, named in files.items()}
    found |= {"conventions": files.get("convention"), "language": located.project.language}
    return path, {name: value for name, value in found.items() if value is not None}


def _taken(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) is ParameterSource.DEFAULT_MAP


def _fit(ctx: click.Context) -> None:
    """Leave out what the project says of another convention, or of an archive or a key still to be made."""
    params = ctx.params
    if _taken(ctx, "units") and not _taken(ctx, "conventions"):
        params["units"] = None
    waits = params.get("paths", True) and not _required(ctx, "archive")
    if _taken(ctx, "archive") and waits and not params["archive"].exists():
        params["archive"] = None
    if _taken(ctx, "key_file") and params.get("archive") is None and not params["key_file"].exists():
        params["key_file"] = None


def _required(ctx: click.Context, name: str) -> bool:
    return any(param.required for param in ctx.command.params if param.name == name)


def setting_again(ctx: click.Context) -> list[str]:
    """The options that name what is judged, as they were given: another command here needs them too."""
    names = ("conventions", "units", "rulebook", "language", NO_PROJECT.name)
    return list(_written(ctx, names, ParameterSource.COMMANDLINE))


def _written(ctx: click.Context, names: Collection[str | None], source: ParameterSource) -> Iterator[str]:
    """Options with a value from one source, as they would be written."""
    for param in ctx.command.params:
        if param.name not in names or ctx.get_parameter_source(param.name) is not source:
            continue
        if param is NO_PROJECT:
            yield param.opts[0]
            continue
        value = ctx.params[param.name]
        for one in value if isinstance(value, tuple) else () if value is None else (value,):
            yield from (param.opts[0], str(one))
