# SPDX-License-Identifier: EUPL-1.2
"""What provokes the messages about workbooks as people keep them, and about what lies beside tables."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from impegni.engine.intake import reader, tables
from impegni.engine.intake.blanks import plain
from impegni.engine.intake.columns import EVENTS, FileKind
from impegni.engine.submissions import bundles
from message_recipes import GOOD, HERE, Made, recipe
from openpyxl.styles import Font
from submission_support import MANIFEST, submission
from test_beside_cells import box, note, picture
from test_submission_hostile import workbook

Book = Any


def _changed(change: Callable[[Book], None]) -> Made:
    """A submission as a workbook, changed."""
    path = workbook(Path("marzo.xlsx"))
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return {"paths": [path]}


def _beside(name: str) -> Made:
    """A submission with one more file beside it."""
    path = submission(HERE, GOOD)
    (path / name).write_bytes(b"x")
    return {"paths": [path]}


def _renamed_part(part: str, other: str) -> Made:
    """A workbook with a part by another name."""
    path, out = workbook(Path("marzo.xlsx")), Path("altra.xlsx")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name.replace(part, other), archive.read(name))
    return {"paths": [out]}


@recipe("may_hold_data")
def _may_hold(_: pytest.MonkeyPatch) -> Made:
    return _beside("eventi")


@recipe("empty_workbook")
def _empty(_: pytest.MonkeyPatch) -> Made:
    openpyxl.Workbook().save("eventi.xlsx")
    return {"paths": [Path("eventi.xlsx")]}


@recipe("sheet_not_read")
def _private(_: pytest.MonkeyPatch) -> Made:
    return _changed(lambda book: book.create_sheet("Appunti").append(["Chiamare la scuola"]))


@recipe("sheet_may_hold_data")
def _facts_apart(_: pytest.MonkeyPatch) -> Made:
    row = ["E2", "seminar", "21/03/2018", "PZ"]
    return _changed(lambda book: book.create_sheet("Altri").append(row))


def _drawn(draw: Callable[[Any], object], *, alone: bool = False) -> Made:
    """A submission with something drawn on a sheet, or nothing but that."""
    path = Path("marzo.xlsx")
    with xlsxwriter.Workbook(str(path)) as book:
        sheets = {} if alone else {"Invio": [["id", "S1"], ["mese", "2018-03"], ["sedi", "PZ"]]}
        for name, rows in (sheets | {"Scansione": []}).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        draw(sheet)
    return {"paths": [path]}


@recipe("pictures_not_read")
def _picture(_: pytest.MonkeyPatch) -> Made:
    return _drawn(picture)


@recipe("boxes_not_read")
def _box(_: pytest.MonkeyPatch) -> Made:
    return _drawn(box)


@recipe("notes_not_read")
def _note(_: pytest.MonkeyPatch) -> Made:
    return _drawn(note)


@recipe("only_drawings")
def _only_drawings(_: pytest.MonkeyPatch) -> Made:
    return _drawn(picture, alone=True)


@recipe("further_sheet")
def _further(_: pytest.MonkeyPatch) -> Made:
    def copy(book: Book) -> None:
        book.copy_worksheet(book["Eventi"]).title = "Eventi da confermare"

    return _changed(copy)


@recipe("second_table")
def _second_table(_: pytest.MonkeyPatch) -> Made:
    def add(book: Book) -> None:
        for row in ([], ["platea", "sede", "data", "numero"], ["beneficiaries", "PZ", "31/03/2018", 40]):
            book["Eventi"].append(row)

    return _changed(add)


@recipe("lies_on_its_side")
def _on_its_side(_: pytest.MonkeyPatch) -> Made:
    def turn(book: Book) -> None:
        columns = list(zip(*book["Eventi"].iter_rows(values_only=True), strict=True))
        del book["Eventi"]
        sheet = book.create_sheet("Eventi")
        for cells in columns:
            sheet.append(cells)

    return _changed(turn)


@recipe("hidden_sheet")
def _hidden_sheet(_: pytest.MonkeyPatch) -> Made:
    return _changed(lambda book: setattr(book["Eventi"], "sheet_state", "hidden"))


@recipe("hidden_rows")
def _hidden_rows(_: pytest.MonkeyPatch) -> Made:
    return _changed(lambda book: setattr(book["Eventi"].row_dimensions[3], "hidden", True))


@recipe("struck_rows")
def _struck_rows(_: pytest.MonkeyPatch) -> Made:
    return _changed(lambda book: setattr(book["Eventi"]["A3"], "font", Font(strike=True)))


@recipe("merged_cells")
def _merged(_: pytest.MonkeyPatch) -> Made:
    return _changed(lambda book: book["Eventi"].merge_cells("D3:D5"))


@recipe("unusual_workbook")
def _unusual(_: pytest.MonkeyPatch) -> Made:
    return _renamed_part("xl/workbook.xml", "xl/workbook2.xml")


@recipe("read_in_two_ways")
def _two_ways(_: pytest.MonkeyPatch) -> Made:
    return _renamed_part("xl/worksheets/sheet2.xml", "xl/worksheets/page2.xml")


@recipe("zip_in_zip")
def _zips(_: pytest.MonkeyPatch) -> Made:
    inner = submission(HERE, GOOD)
    for number in range(4):
        with zipfile.ZipFile(f"{number}.zip", "w") as archive:
            for path in [inner] if inner.is_file() else inner.iterdir():
                archive.write(path, path.name)
        inner = Path(f"{number}.zip")
    return {"paths": [inner]}


@recipe("hour_left_out")
def _hour(_: pytest.MonkeyPatch) -> Made:
    return {"paths": [submission(HERE, GOOD.replace("2018-03-20", "20/03/2018 10:30"))]}


@recipe("cells_unaccounted")
def _lost_cell(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(tables, "plain", lambda cell: f"nullif({plain(cell)}, 'seminar')")
    return {"paths": [submission(HERE, GOOD)]}


@recipe("rows_unaccounted")
def _lost_row(patch: pytest.MonkeyPatch) -> Made:
    create = reader._create_rows

    def lose(gathering: reader.Gathering, kind: FileKind) -> None:
        create(gathering, kind)
        if kind is EVENTS:
            gathering.con.execute("create or replace view received_event as select * from typed_1 limit 0")

    patch.setattr(reader, "_create_rows", lose)
    return {"paths": [submission(HERE, GOOD)]}


@recipe("file_unaccounted")
def _lost_file(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(bundles._Folders, "_inside", _without_events(bundles._Folders._inside))
    return {"paths": [submission(HERE, GOOD)]}


def _without_events(inside: Any) -> Any:
    return lambda folders, folder: (part for part in inside(folders, folder) if part.path.suffix != ".csv")


@recipe("not_sent_yet")
def _not_sent(_: pytest.MonkeyPatch) -> Made:
    manifest = MANIFEST.replace("inviato: 2018-04-05\n", "")
    return {"paths": [submission(HERE, GOOD, manifest=manifest)], "unsent": True}
