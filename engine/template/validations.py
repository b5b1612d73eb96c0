# SPDX-License-Identifier: EUPL-1.2
"""What each column accepts: drop-downs, dates and whole numbers, with a word of help in every cell."""

import datetime as dt
from collections.abc import Collection
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from ...schema.unit import ALWAYS_FROM
from ..intake.columns import Column
from .lists_sheet import list_name
from .messages import FAULTS, SHEETS
from .request import Request

EPOCH = dt.date(1899, 12, 30)
"""The day that spreadsheets count days from."""

LARGEST = 1_000_000_000
"""The largest number that files may hold."""

PROMPT_LETTERS, TITLE_LETTERS = 255, 32
"""The most letters that Excel shows beside a cell."""


def validation(column: Column, named: Collection[str], request: Request) -> DataValidation:
    """What a column of a sheet of facts accepts.

    Args:
        named: The lists that have any codes.
    """
    if column.form == "date":
        return _date(column, request)
    if column.form == "count":
        return _said(
            DataValidation("whole", "0", str(LARGEST), operator="between"), "bad_count", request, "stop"
        )
    codes = "status" if column.form == "status" else column.codes
    if codes not in named:
        return DataValidation()
    return one_of(codes, request, _OTHERS.get(column.form))


_OTHERS = {"codes": "maybe_several", "case": "maybe_case"}
"""What is said of a value that no list has, where others may stand: it is only asked about."""


def one_of(name: str, request: Request, others: str | None = None) -> DataValidation:
    """A drop-down with a list; what is not on it is refused, or asked about where others may stand."""
    rule = DataValidation("list", f"={list_name(name)}")
    return _said(rule, others or "bad_code", request, "warning" if others else "stop")


def with_help(rule: DataValidation, title: str, said: str) -> DataValidation:
    """The rule with a word of help, shown when its cell is chosen."""
    rule.promptTitle, rule.prompt, rule.showInputMessage = title[:TITLE_LETTERS], said[:PROMPT_LETTERS], True
    return rule


def _date(column: Column, request: Request) -> DataValidation:
    if column.name == "date":
        rule = DataValidation("date", _serial(request.month), _serial(request.last), operator="between")
        return _said(rule, "bad_date", request, "warning")
    return any_day(request)


def any_day(request: Request) -> DataValidation:
    """Any date that files may hold."""
    rule = DataValidation("date", _serial(ALWAYS_FROM), operator="greaterThanOrEqual")
    return _said(rule, "bad_day", request, "stop")


def _serial(day: dt.date) -> str:
    return str((day - EPOCH).days)


def _said(
    rule: DataValidation, code: str, request: Request, style: Literal["stop", "warning"]
) -> DataValidation:
    """The rule with what is said about a value it does not accept."""
    words, (title, sentence) = request.words, FAULTS[code]
    rule.errorStyle, rule.showErrorMessage, rule.allow_blank = style, True, True
    rule.errorTitle = words.marked(title)
    rule.error = words.marked(
        sentence, month=request.month_name, lists=words.marked(SHEETS["lists"]),
        first=f"{request.month:%d/%m/%Y}", last=f"{request.last:%d/%m/%Y}",
    )  # fmt: skip
    return rule
