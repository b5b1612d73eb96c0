# SPDX-License-Identifier: EUPL-1.2
"""What is being done and how far: on standard error, and at a terminal only."""

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..engine.runs.work import Work
from .reader import reader

if TYPE_CHECKING:
    from rich.progress import Progress


class ToldWork(Work):
    """Says what is being done; here nobody is looking."""

    def line(self, text: str) -> None:
        """Write a line of what the command has to say."""
        click.echo(text)


def reading(files: int) -> str:
    """What is read: so many files, or an archive alone."""
    words = reader()
    if not files:
        return words.text("Reading the archive")
    return words.plural("Reading {count} file", "Reading {count} files", files)


class _ShownWork(ToldWork):
    """The same on a line at the bottom of a terminal, which lines written meanwhile stand above."""

    def __init__(self, shown: "Progress") -> None:
        self._shown, self._what = shown, ""
        self._task = shown.add_task("", total=None, count="")

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        from rich.markup import escape

        self._shown.update(
            self._task,
            description=escape(what),
            completed=done,
            total=total or None,
            count=f"{done}/{total}" if total else "",
            # However short it is, it has been said.
            refresh=what != self._what,
        )
        self._what = what

    def line(self, text: str) -> None:
        if not sys.stdout.isatty():
            click.echo(text)
            return
        from rich.text import Text

        self._shown.console.print(Text(text), soft_wrap=True)


@contextlib.contextmanager
def working() -> Iterator[ToldWork]:
    """A way to say what is going on; what was said is gone from the terminal afterwards."""
    if not sys.stderr.isatty():
        yield ToldWork()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    spinner = "dots" if console.encoding.startswith("utf") else "line"
    columns = (
        SpinnerColumn(spinner),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    # Lines on standard output go where it leads, which may be a file: they are not for rich to catch.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as shown:
        yield _ShownWork(shown)
