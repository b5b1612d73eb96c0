# SPDX-License-Identifier: EUPL-1.2
"""The workbook of a monthly submission, ready to be filled in; asked for twice alike, twice the same bytes."""

import datetime as dt
from pathlib import Path
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from ..intake.columns import EVENTS, POPULATIONS
from ..timeless_zip import TimelessZip
from .code_lists import code_lists
from .facts_sheet import add_facts_sheet
from .how_to_sheet import add_how_to_sheet
from .lists_sheet import add_lists_sheet
from .manifest_sheet import add_manifest_sheet
from .request import Request


def write_template(request: Request, out: Path) -> None:
    """Write the workbook; it bears the first day of its month as its date.

    Raises:
        OSError: It cannot be written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = dt.datetime.combine(request.month, dt.time())
    book.properties.creator = "impegni"
    book.properties.title = request.title
    lists = code_lists(request)
    named = frozenset(one.name for one in lists if one.rows)
    add_how_to_sheet(book, lists, request)
    add_manifest_sheet(book, request)
    for kind in (EVENTS, POPULATIONS):
        add_facts_sheet(book, kind, named, request)
    add_lists_sheet(book, lists, request.words)
    with TimelessZip(out, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()
