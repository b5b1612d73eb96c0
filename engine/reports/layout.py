# SPDX-License-Identifier: EUPL-1.2
"""How text reports are laid out: at most 100 columns, one mark for each state, plain ASCII where it must be."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

WIDTH = 100
_ROOM = ContextVar("room", default=WIDTH)
BAR = 20
TIED = "\N{NO-BREAK SPACE}"
"""A space that no line is broken at while the text is laid out."""

_TYPOGRAPHY = str.maketrans(
    {"–": "-", "—": "-", "·": "|", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "~"}
)


@dataclass(frozen=True)
class Marks:
    """One character for each state of a verdict, and those that bars and rules are drawn with."""

    attainment: str = "●"
    violation: str = "✗"
    pending: str = "○"
    at_risk: str = "!"
    not_evaluable: str = "?"
    not_applicable: str = "–"
    suspended: str = "S"
    escalation: str = "▲"
    full: str = "█"
    empty: str = "░"
    line: str = "─"

    def of(self, kind: str, at_risk: bool = False) -> str:
        """The mark of a verdict."""
        return self.at_risk if at_risk else str(getattr(self, kind))


UNICODE = Marks()
ASCII = Marks(
    attainment="+",
    violation="x",
    pending=".",
    not_applicable="-",
    escalation="^",
    full="#",
    empty=".",
    line="-",
)


@contextmanager
def unbroken() -> Iterator[None]:
    """Lines as long as their sentences: what shows them breaks them where it has no more room."""
    token = _ROOM.set(10**6)
    try:
        yield
    finally:
        _ROOM.reset(token)


def wrapped(text: str, first: str = "", indent: str | None = None) -> Iterator[str]:
    """The text in lines that fit, the first after `first`, the others after `indent`."""
    rest = " " * len(first) if indent is None else indent
    yield from textwrap.wrap(
        text, _ROOM.get(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first.rstrip()]


def tied(text: str) -> str:
    """The text as one word for line breaking."""
    return text.replace(" ", TIED)


def cut(text: str, width: int) -> str:
    """The text, shortened with an ellipsis where it is longer than `width`."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def columns(entries: Sequence[str], indent: str) -> Iterator[str]:
    """Entries side by side in columns of one width, read line by line."""
    room = WIDTH - len(indent)
    entries = [cut(entry, room) for entry in entries]
    width = max(map(len, entries), default=1) + 3
    count = max(1, (room + 3) // width)
    for start in range(0, len(entries), count):
        yield indent + "".join(entry.ljust(width) for entry in entries[start : start + count]).rstrip()


def bar(part: int, whole: int, marks: Marks, width: int = BAR) -> str:
    """A bar that is full only when all is there."""
    filled = min(width, part * width // whole) if whole else width
    return marks.full * filled + marks.empty * (width - filled)


def heading(text: str, marks: Marks) -> str:
    """A section heading with a line to the right edge."""
    shown = cut(text, WIDTH - 4)
    return f"{shown} {marks.line * (WIDTH - len(shown) - 1)}"


def finished(lines: Iterable[str], plain: bool) -> str:
    """The whole text, without trailing spaces; `plain` leaves nothing but ASCII."""
    text = "\n".join(line.replace(TIED, " ").rstrip() for line in lines) + "\n"
    return to_ascii(text) if plain else text


def to_ascii(text: str) -> str:
    """The text without accents and typography.

    >>> to_ascii("attività – già")
    'attivita - gia'
    """
    written = text.translate(_TYPOGRAPHY)
    if written.isascii():
        return written
    decomposed = unicodedata.normalize("NFKD", written)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.encode("ascii", "replace").decode("ascii")
