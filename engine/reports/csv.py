# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as flat CSV, one a row, safe to open in a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from ..plain_text import looks_like_a_formula
from .flat import COLUMNS, flat_records
from .page import Page

Cell = str | int | None


def csv_lines(page: Page) -> Iterator[str]:
    """The heading, then one line a verdict; several values in a cell are separated by `|`."""
    yield csv_line(COLUMNS)
    for record in flat_records(page):
        yield csv_line(harmless(_cell(value)) for value in record.values())


def harmless(cell: Cell) -> Cell:
    """The cell, text that a spreadsheet would run as a formula marked as text."""
    return f"'{cell}" if isinstance(cell, str) and looks_like_a_formula(cell) else cell


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    assert value is None or isinstance(value, (str, int))
    return value


def csv_line(cells: Iterable[Cell]) -> str:
    """One record of a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
