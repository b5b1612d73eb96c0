# SPDX-License-Identifier: EUPL-1.2
"""Text that stays text in a spreadsheet: no formula is run, nothing is written that a workbook cannot hold."""

import re
from typing import Any

LETTERS = 32_767
"""The most letters that a cell holds."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file may hold."""

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
"""Characters that are not shown but obeyed: terminals move and colour, and lines read backwards. Tabs and ends of
lines are none of them."""

_OBEYED = re.compile(f"[{CONTROLS}]")
_ON_ONE_LINE = re.compile(f"[{CONTROLS}\\t\\n]")

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text."""
    return text.startswith(_FORMULAS)


def visible(text: str) -> str:
    r"""The text with a mark in the place of every character that a terminal would obey.

    >>> visible("\x1b[2Jred")
    '\N{REPLACEMENT CHARACTER}[2Jred'
    """
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def on_one_line(text: str) -> str:
    """The same, tabs and ends of lines among them: no name begins a line of its own."""
    return _ON_ONE_LINE.sub("\N{REPLACEMENT CHARACTER}", text)


def control_in(text: str) -> str | None:
    r"""The first character of a name or code that is not shown but obeyed, as U+001B.

    >>> control_in("CPI\nA"), control_in("CPI A")
    ('U+000A', None)
    """
    found = _ON_ONE_LINE.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"


def storable(text: str) -> str:
    """The text as far as a workbook can hold it."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)[:LETTERS]


def write_text(cell: Any, text: str) -> None:
    """Put text into a cell of a workbook, whatever it begins with: it is shown and nothing is computed.

    Args:
        cell: Of openpyxl.
    """
    cell.value = storable(text)
    cell.data_type = "s"
    if looks_like_a_formula(text):
        cell.quotePrefix = True
