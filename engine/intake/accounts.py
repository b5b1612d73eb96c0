# SPDX-License-Identifier: EUPL-1.2
"""Whether every filled cell of a table is accounted for: read, known to be no fact, or named.

What is left over is a fault of the program and binds: better nothing stored than something lost without a word. Cells
are counted before anything is looked at and again among the facts; each step that leaves some out says which.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .problems import Fault
from .sheets import Connection, first_row

if TYPE_CHECKING:
    from .reading import TableReading

_BLANK = (
    r"\s\p{Z}\p{Cf}\x{34F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{2800}\x{3164}"
    r"\x{FE00}-\x{FE0F}\x{FFA0}\x{FFFC}\x{E0100}-\x{E01EF}"
)
_SEEN = f"[^{_BLANK}]"
"""What makes a cell more than blank; told here without the help of what trims it."""

Filled = Mapping[str, int]
"""How many cells are filled, by column."""


class Account:
    """How many filled cells of a table are still to be found among its facts."""

    def __init__(self) -> None:
        self.open: dict[str, int] = {}

    def leave_out(self, con: Connection, source: str) -> None:
        """Take off the cells of what is left out on purpose: a table, with the condition of its rows."""
        for name, count in filled(con, source, {name: f'"{name}"' for name in self.open}).items():
            self.open[name] -= count

    def leave_out_cells(self, con: Connection, source: str, name: str) -> None:
        """The same of one column, where the rest of the rows stays."""
        self.open[name] -= filled(con, source, {name: f'"{name}"'})[name]


def filled(con: Connection, source: str, columns: Mapping[str, str]) -> Filled:
    """Count the filled cells of some columns, by the names given to them."""
    counts = ", ".join(f"count(nullif({column}::varchar, ''))" for column in columns.values())
    return (
        dict(zip(columns, first_row(con, f"select {counts} from {source}"), strict=True)) if columns else {}
    )


def check_text(reading: "TableReading", positions: Mapping[str, int], read: Filled | None) -> None:
    """Open the account of a table with what its file holds, and look for all of it in the table of text.

    Args:
        positions: The place of each column in the file.
        read: How many cells are filled in the file, where its reader has counted.
    """
    con, account = reading.con, reading.account
    raw = filled(con, reading.raw, {name: f"c{place}" for name, place in positions.items()})
    found = filled(con, reading.text, {name: f'"{name}"' for name in positions})
    account.open = dict(found)
    if read is not None:
        _report(reading, {name: read[name] - raw[name] for name in positions})
    if raw != found:
        seen = _seen(reading, positions)
        _report(reading, {name: seen[name] - found[name] for name in positions})


def _seen(reading: "TableReading", positions: Mapping[str, int]) -> Filled:
    """The cells that hold anything to be seen, but for the numbers the form gives its rows beforehand."""
    names = {name: f"regexp_matches(c{place}, '{_SEEN}')" for name, place in positions.items()}
    counts = {name: f"case when {seen} then 'x' end" for name, seen in names.items()}
    others = " or ".join(f"coalesce({seen}, false)" for name, seen in names.items() if name != "event_id")
    numbered = "false"
    if "event_id" in positions and reading.kind.table == "event_row" and others:
        plain = f"regexp_full_match(c{positions['event_id']}, '[{_BLANK}]*[0-9]+[{_BLANK}]*')"
        numbered = f"not ({others}) and coalesce({plain}, false)"
    return filled(reading.con, f"{reading.raw} where not ({numbered})", counts)


def check_typed(reading: "TableReading") -> None:
    """Look among the facts for every cell that is still open, but those of rows that were named as wrong."""
    con, account = reading.con, reading.account
    columns = {name: f'"{name}"' for name in account.open}
    found = filled(con, reading.typed, columns)
    if found == account.open:
        return
    left = filled(con, reading.text, columns)
    _report(reading, {name: account.open[name] - left[name] for name in columns})
    named = f"row not in (select row from refused_row where reading = {reading.number})"
    sound, typed = (filled(con, f"{table} where {named}", columns) for table in (reading.text, reading.typed))
    _report(reading, {name: sound[name] - typed[name] for name in columns if name != "status"})


def check_in_place(reading: "TableReading", read: Filled) -> None:
    """Look in a view of a file for all that the file holds; the program itself fills in what a row stands for."""
    found = filled(reading.con, reading.typed, {name: f'"{name}"' for name in read})
    _report(
        reading, {name: read[name] - found[name] for name in read if name not in ("status", "submission")}
    )


def _report(reading: "TableReading", lost: Filled) -> None:
    for name, count in lost.items():
        if count:
            reading.report(Fault("cells_unaccounted", fields={"count": abs(count)}, whole=True), column=name)
