# SPDX-License-Identifier: EUPL-1.2
"""What is said where a command fails: the program itself, or what it writes to."""

import os
import traceback

from ..schema.errors import ImpegniError, Refused
from .output import say
from .reader import reader


def say_error(error: ImpegniError) -> None:
    """Say what was refused, a problem a line; or that the engine failed."""
    if isinstance(error, Refused):
        for problem in error.problems:
            say(problem)
        return
    words = reader()
    say(f"impegni: {words.text('the engine failed: {error}', error=error)}")


def say_failure(error: Exception) -> None:
    """Say in a line what nobody expected, and how to see more of it."""
    if os.environ.get("IMPEGNI_DEBUG"):
        traceback.print_exc()
    words = reader()
    told = " ".join(str(error).split()) or words.text("no message")
    said = words.text(
        "failed unexpectedly ({error}); set IMPEGNI_DEBUG=1 to see where",
        error=f"{type(error).__name__}: {told}",
    )
    say(f"impegni: {said}")


def say_closed() -> None:
    """Say that there is nowhere to write to."""
    words = reader()
    say(words.text("standard output: is closed; write > FILE or > /dev/null"))
