# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as one page for a browser: the tables of the workbook one below the other, in one file."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..language.words import Words
from .page import Page
from .verdict_sheets import sheets_of
from .xlsx_file import OPERATORS, TableColumn, TableSheet, Value

_TEMPLATES = Path(__file__).parent / "templates"


def html_pieces(pages: Sequence[Page]) -> Iterator[str]:
    """The page in pieces, as rows come."""
    words = pages[0].words
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    as_of = words.day(pages[0].verdicts.options.as_of)
    stream = environment.get_template("check.html.j2").stream(
        words=words,
        title=words.text("Verdicts as of {as_of}", as_of=as_of),
        contents=words.text("Contents"),
        sheets=list(sheets_of(pages)),
        cell=lambda sheet, place, value: _cell(sheet, sheet.columns[place], value, words),
    )
    stream.enable_buffering(100)
    yield from stream


def _cell(sheet: TableSheet, column: TableColumn, value: Value, words: Words) -> Markup:
    """A cell, with the colour that the workbook gives it."""
    colour = _colour(sheet, column, value)
    shown = Markup(' class="{}"').format(_kind(column)) if _kind(column) else Markup("")
    style = Markup(' style="background: #{}"').format(colour) if colour else Markup("")
    return Markup("<td{}{}>{}</td>").format(shown, style, _text(value, column, words))


def _kind(column: TableColumn) -> str:
    return "number" if column.shown == "percent" else column.shown or ""


def _colour(sheet: TableSheet, column: TableColumn, value: Value) -> str | None:
    if column.heading == sheet.coloured:
        return (sheet.fills or {}).get(str(value))
    for one in sheet.warned:
        if (
            one.column == column.heading
            and isinstance(value, int)
            and OPERATORS[one.operator](value, one.limit)
        ):
            return one.colour
    return None


def _text(value: Value, column: TableColumn, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return words.day(value)
    if column.shown == "percent" and not isinstance(value, str):
        return words.percent(round(value * 1000), 1000)
    return words.number(value) if isinstance(value, int) else str(value)
