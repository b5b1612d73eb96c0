# SPDX-License-Identifier: EUPL-1.2
"""Sheets that are no table of facts: people keep notes in their workbooks, and facts on sheets of other names.

None is passed over without a word, nor what lies beside its cells. What looks like facts, or is all that a workbook
holds, binds.
"""

from collections.abc import Sequence

from ..language.typed import day_parts, without_hour
from .codes import Codes
from .columns import EVENTS, KINDS, MANIFEST, POPULATIONS, FileKind
from .headings import HEADINGS_WITHIN, accepted_names, folded, nearest
from .problems import Fault
from .reading import Rules
from .sheet_parts import column_letters
from .sheets import Sheet

Kinds = Sequence[tuple[FileKind | None, Sheet]]
"""The sheets of a file, each with what it holds; nothing of one that tells nothing."""

HELP = ("istruzioni", "instructions", "howto", "elenchi", "lists", "dacorreggere", "tocorrect")
"""How the sheets begin that the form, or the marked copy of one, brings along: they hold no facts."""

_TELLING = 2
_NAMES = [name for kind in (*KINDS, MANIFEST) for column in kind.columns for name in accepted_names(column)]


def unread(opened: Kinds, rules: Rules) -> list[tuple[Sheet, Fault, bool]]:
    """What is not read of the sheets, with what is said of it, and whether that is only a notice."""
    silent = not any(kind in (EVENTS, POPULATIONS) and _holds_rows(sheet) for kind, sheet in opened)
    found = []
    for kind, sheet in opened:
        if folded(sheet.name).startswith(HELP):
            continue
        found += [
            (sheet, fault, not silent or kind is MANIFEST or fault.code == "notes_not_read")
            for fault in sheet.beside
        ]
        if kind is None and sheet.cells:
            binding = silent or _looks_like_facts(sheet, rules)
            code = "sheet_may_hold_data" if binding else "sheet_not_read"
            cells, last = _extent(sheet)
            found.append((sheet, Fault(code, fields={"count": cells, "cell": last}), not binding))
    return found


def _holds_rows(sheet: Sheet) -> bool:
    """Whether there is any row under the headings with more than the number the form gives it."""
    rows = sheet.cells[sheet.above + 1 :]
    return any(sum(bool(cell.strip()) for cell in row) > 1 for row in rows)


def _extent(sheet: Sheet) -> tuple[int, str]:
    """How many cells are filled, and the name of the last column and row of them."""
    filled = [
        (row, column)
        for row, cells in enumerate(sheet.cells, 1)
        for column, cell in enumerate(cells, 1)
        if cell
    ]
    last_row = max((row for row, _ in filled), default=1)
    last_column = max((column for _, column in filled), default=1)
    return len(filled), f"{column_letters(last_column)}{last_row}"


def _looks_like_facts(sheet: Sheet, rules: Rules) -> bool:
    """Whether some row near the top has headings of ours, or any row both what and when or where."""
    head = sheet.cells[:HEADINGS_WITHIN]
    if any(sum(nearest(cell, _NAMES) is not None for cell in row if cell) >= _TELLING for row in head):
        return True
    events, units = rules.codes["event"], rules.codes["unit"]
    return any(_tells_fact(row, events, units) for row in sheet.cells)


def _tells_fact(row: Sequence[str], events: Codes, units: Codes) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    if not any(events.meant(cell) is not None for cell in filled):
        return False
    return any(
        units.meant(cell) is not None or day_parts(without_hour(cell)[0]) is not None for cell in filled
    )
