# SPDX-License-Identifier: EUPL-1.2
"""The command line: how every way a command can end becomes its exit code.

Exit codes: 0 every due duty kept, 1 a breach or a failed proof, 2 something given was refused, 3 the
program failed. A closed pipe ends with 0, an interrupt with 130.

Commands are imported when they are asked for, and the engine inside them: `--help` stays quick, and an
interrupt while it loads is handled like any other.
"""

import contextlib
import importlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn, Self

import click

from . import __version__
from .commands.failures import say_closed, say_error, say_failure
from .commands.reader import language_of, read_in
from .commands.thrift import spare
from .schema.errors import ImpegniError, Refused

INTERRUPTED = 130
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""An interrupt, being told to end, and the terminal gone."""

SHORTLY = 0.01
"""Seconds after which a signal that came while a module was being loaded comes again."""

LOADER = "<frozen importlib._bootstrap>"

FAILED = 3

COMMANDS = (
    "agenda", "brief", "archive", "check", "completion", "demo", "explain",
    "ingest", "init", "rules", "serve", "stream", "template", "validate",
)  # fmt: skip
"""Each the name of a module in `commands` and of the command in it."""

LASTING = frozenset({"serve", "stream"})
"""Those that do not end by themselves."""


class Program(click.Group):
    """Turns every way a command can end into its exit code, and never shows a traceback."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **further: Any) -> Any:
        """Run what the words of the process, if no others are given, ask for."""
        if args is None and LASTING.isdisjoint(sys.argv[1:2]):
            spare()
        return super().main(args, *others, **further)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the name of the command, and whose language to speak."""
        ctx.with_resource(read_in(language_of(args)))
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            _refuse(ctx, error)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f".commands.{name}", __package__), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        _check_output(ctx)
        # What is written holds what a few may read: archives, reports, what the database spills.
        usual = os.umask(0o077)
        with Ending() as ending:
            try:
                result = super().invoke(ctx)
                sys.stdout.flush()
            except click.ClickException as error:
                _refuse(ctx, error)
            except (click.exceptions.Exit, click.Abort):
                raise
            except BrokenPipeError:
                _forget_output()
                ctx.exit(0)
            except KeyboardInterrupt:
                ctx.exit(INTERRUPTED)
            except Exception as error:
                ctx.exit(ending.code or _failed(error))
            finally:
                os.umask(usual)
        return result


def _failed(error: Exception) -> int:
    """Say what went wrong; the exit code."""
    if isinstance(error, ImpegniError):
        say_error(error)
        return error.exit_code
    say_failure(error)
    return FAILED


def _check_output(ctx: click.Context) -> None:
    """Refuse to work for nobody."""
    if getattr(sys, "stdout", None) is None:
        say_closed()
        ctx.exit(Refused.exit_code)


class Ending:
    """A command that may be interrupted, or told to end: it ends then, and what was half written is removed.

    Whatever was at work says in its own way that it was interrupted: so what it says is not asked.

    Attributes:
        code: The exit code, once that has happened.
    """

    code: int | None = None

    def __enter__(self) -> Self:
        """Listen, where signals can be listened to; one that is to be ignored, as after `nohup`, is."""
        heard = SIGNALS if threading.current_thread() is threading.main_thread() else ()
        before = {number: signal.getsignal(number) for number in heard}
        self._before = {number: by for number, by in before.items() if by not in (signal.SIG_IGN, None)}
        for number in self._before:
            signal.signal(number, self._end)
        return self

    def __exit__(self, *raised: object) -> None:
        """Leave signals to whom they were left before."""
        for number, before in self._before.items():
            signal.signal(number, before)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.code = 128 + number
        if _loads(frame):
            again = threading.Timer(SHORTLY, signal.raise_signal, (number,))
            again.daemon = True
            again.start()
            return
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(self.code)


def _loads(frame: FrameType | None) -> bool:
    """Whether a module is being loaded: one that is not written in Python may take the whole process down then."""
    while frame is not None and frame.f_code.co_filename != LOADER:
        frame = frame.f_back
    return frame is not None


def _refuse(ctx: click.Context, error: click.ClickException) -> NoReturn:
    """Say what is wrong with the words of a command, and end."""
    from .commands.usage import say_refusal

    say_refusal(error)
    ctx.exit(error.exit_code)


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
