# SPDX-License-Identifier: EUPL-1.2
"""A command run with its standard error, or all of it, at a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Shown(NamedTuple):
    """What a command ended with, what it wrote to a file, and what the terminal was sent."""

    code: int
    stdout: str
    terminal: str


def at_terminal(*words: object, folder: Path, whole: bool = False) -> Shown:
    """Run `impegni` with a terminal behind standard error.

    Args:
        whole: Standard output goes to the terminal as well, not to a file.
    """
    ours, theirs = pty.openpty()
    out = folder / "stdout.txt"
    with out.open("wb") as file:
        command = [sys.executable, "-m", "impegni", *map(str, words)]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1"}
        running = subprocess.Popen(
            command, stdout=theirs if whole else file, stderr=theirs, cwd=folder, env=environment
        )
    os.close(theirs)
    sent = b""
    while piece := _piece(ours):
        sent += piece
    os.close(ours)
    return Shown(running.wait(), out.read_text(encoding="utf-8"), sent.decode(errors="replace"))


def _piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when nobody is left at the other end.
        return b""
