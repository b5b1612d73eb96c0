# SPDX-License-Identifier: EUPL-1.2
"""What the command line says, before it is printed: lines, paths, colours."""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

COLOURS = {
    r"(?m)^\S.* ─+$": "bold",
    "[●█]+": "green",
    "✗+": "bold red",
    "▲": "bold red",
    r"[!?](?=[\s●✗○–S!?]|$)": "yellow",
    "[○░]+": "dim",
    r"(?m)^  [✗?] [A-Z' ]+(?=  )": "bold red",
}
"""By shape as well as by colour: marks differ without it."""


def near(path: Path) -> str:
    """A path as short as it can be written from here."""
    return min(str(path), os.path.relpath(path), key=len)


def program(*, elsewhere: bool = False) -> str:
    """How this program can be called again: by name if the shell finds it, else by its path.

    Args:
        elsewhere: From any folder, not from this one alone.
    """
    script = Path(sys.argv[0])
    if shutil.which("impegni") is not None or script.name != "impegni":
        return "impegni"
    return str(script.resolve()) if elsewhere else near(script.resolve())


def joined(lines: Iterable[str]) -> str:
    """Lines as a text."""
    return "".join(f"{line}\n" for line in lines)


def coloured(text: str) -> "Text":
    """The text with its marks in colour, for a terminal."""
    from rich.text import Text

    shown = Text(text)
    for pattern, style in COLOURS.items():
        shown.highlight_regex(pattern, style)
    return shown
