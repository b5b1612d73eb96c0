# SPDX-License-Identifier: EUPL-1.2
"""Text that stays text in a spreadsheet: no formula is run, nothing is written that a workbook cannot hold."""

import re
from typing import Any

LETTERS = 32_767
"""The most letters that a cell holds."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file may hold."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text."""
    return text.startswith(_FORMULAS)


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
