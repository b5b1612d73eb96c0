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
from types import FrameType
from typing import Any, NoReturn

import click

from . import __version__
from .commands.failures import say_closed, say_error, say_failure
from .commands.reader import language_of, read_in
from .schema.errors import ImpegniError, Refused

INTERRUPTED = 130
TERMINATED = 143
FAILED = 3

COMMANDS = (
    "agenda", "brief", "archive", "check", "completion", "demo", "explain",
    "ingest", "init", "rules", "serve", "stream", "template", "validate",
)  # fmt: skip
"""Each the name of a module in `commands` and of the command in it."""


class Program(click.Group):
    """Turns every way a command can end into its exit code, and never shows a traceback."""

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
        ending = Ending()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ending.terminate)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except click.ClickException as error:
            _refuse(ctx, error)
        except (click.exceptions.Exit, click.Abort):
            raise
        except ImpegniError as error:
            if _was_interrupted(error):
                ctx.exit(ending.code)
            say_error(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _forget_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if _was_interrupted(error):
                ctx.exit(ending.code)
            say_failure(error)
            ctx.exit(FAILED)
        finally:
            os.umask(usual)
        return result


def _check_output(ctx: click.Context) -> None:
    """Refuse to work for nobody."""
    if getattr(sys, "stdout", None) is None:
        say_closed()
        ctx.exit(Refused.exit_code)


class Ending:
    """How a command ends that is interrupted, or told to end, in a query: the database says of both the same.

    Attributes:
        code: The exit code.
    """

    code = INTERRUPTED

    def terminate(self, number: int, frame: FrameType | None) -> NoReturn:
        """End as an interrupt does, so that what was half written is removed."""
        self.code = TERMINATED
        raise SystemExit(TERMINATED)


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether an interrupt reached the database in a query, which then says it in its own way."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or "Query interrupted" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


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
