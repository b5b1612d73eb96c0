# SPDX-License-Identifier: EUPL-1.2
"""One table of events written by every writer at hand, each in its own way, with harmless changes."""

import csv
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import libreoffice
import openpyxl
import pandas as pd
import xlsxwriter

Rows = list[list[str]]
Write = Callable[[Path, Rows], None]

HEADINGS = ["id_evento", "tipo_evento", "data", "sede", "impresa", "partecipanti", "note"]
NOTES = ("", "attività più varia", 'detto "uno"', "prima; dopo", "prima, dopo", "due\nrighe", "=1+1")


def drawn(chance: random.Random) -> Rows:
    """Some events with notes that writers treat in different ways."""
    return [
        [f"E{number}", "seminar", f"2018-03-{chance.randrange(1, 28):02}", "PZ", chance.choice(("", "F1", "0012")),
         str(chance.randrange(1, 2000)), chance.choice(NOTES)]
        for number in range(1, chance.randrange(3, 9))
    ]  # fmt: skip


def _csv(path: Path, rows: Rows, *, delimiter: str, encoding: str, quoting: int = csv.QUOTE_MINIMAL) -> None:
    with (path / "eventi.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=quoting).writerows([HEADINGS, *rows])  # type: ignore[arg-type]


def _openpyxl(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for cells in [HEADINGS, *rows]:
        book.active.append(cells)
    for row in book.active.iter_rows():
        for cell in row:
            cell.data_type = "n" if cell.value is None else "s"
    book.save(path / "eventi.xlsx")


def _xlsxwriter(path: Path, rows: Rows, *, in_memory: bool) -> None:
    options = {"constant_memory": not in_memory, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path / "eventi.xlsx"), options) as book:
        sheet = book.add_worksheet("Marzo 2018")
        for number, cells in enumerate([HEADINGS, *rows]):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)


def _libreoffice(path: Path, rows: Rows, *, through: Sequence[str]) -> None:
    """Saved by LibreOffice in one format after the other; the last is what is sent."""
    _openpyxl(path, rows)
    book = path / "eventi.xlsx"
    for suffix in through:
        saved = libreoffice.convert(book, suffix)
        book.unlink()
        book = saved


def _frame(rows: Rows) -> pd.DataFrame:
    """As programs hold it: days as days, counts as numbers, what is blank missing."""
    frame = pd.DataFrame(rows, columns=HEADINGS).replace("", None)
    return frame.assign(data=pd.to_datetime(frame["data"]), partecipanti=frame["partecipanti"].astype(float))


def _pandas_workbook(path: Path, rows: Rows) -> None:
    options = {"options": {"strings_to_formulas": False}}
    with pd.ExcelWriter(path / "eventi.xlsx", engine="xlsxwriter", engine_kwargs=options) as book:
        _frame(rows).to_excel(book)


WRITERS: dict[str, Write] = {
    **{
        f"csv {encoding} {delimiter!r}": partial(_csv, delimiter=delimiter, encoding=encoding)
        for encoding in ("utf-8", "utf-8-sig", "cp1252")
        for delimiter in (";", ",", "\t", "|")
    },
    "csv all quoted": partial(_csv, delimiter=";", encoding="utf-8", quoting=csv.QUOTE_ALL),
    "openpyxl": _openpyxl,
    "xlsxwriter": partial(_xlsxwriter, in_memory=True),
    "xlsxwriter in rows": partial(_xlsxwriter, in_memory=False),
    "pandas csv": lambda path, rows: _frame(rows).to_csv(path / "eventi.csv"),
    "pandas workbook": _pandas_workbook,
    "pandas parquet": lambda path, rows: _frame(rows).to_parquet(path / "eventi.parquet"),
    "pandas lines": lambda path, rows: _frame(rows).to_json(
        path / "eventi.jsonl", orient="records", lines=True, date_format="iso"
    ),
}
"""Each writes the rows into a folder."""

OFFICE: dict[str, Write] = {
    "libreoffice ods": partial(_libreoffice, through=("ods",)),
    "libreoffice xlsx": partial(_libreoffice, through=("ods", "xlsx")),
    "libreoffice csv": partial(_libreoffice, through=("csv",)),
}
"""The same with LibreOffice, each in some seconds."""

Change = Callable[[Rows, random.Random], None]


def _blank_row(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), [""] * len(HEADINGS))


def _unseen(rows: Rows, chance: random.Random) -> None:
    row, place = chance.choice(rows), chance.randrange(4)
    row[place] = f"\N{NO-BREAK SPACE}{row[place]} " if row[place] else ""


def _order(rows: Rows, chance: random.Random) -> None:
    chance.shuffle(rows)


HARMLESS: Sequence[Change] = (_blank_row, _unseen, _order)


def changed(rows: Rows, chance: random.Random) -> Rows:
    """The same events, with some changes that mean nothing."""
    found = [list(row) for row in rows]
    for change in chance.sample(HARMLESS, chance.randrange(len(HARMLESS) + 1)):
        change(found, chance)
    return found
