# SPDX-License-Identifier: EUPL-1.2
"""Pictures, boxes of text and notes on a sheet: not read, and never passed over without a word."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import libreoffice
import pytest
import xlsxwriter
from impegni.engine.intake.beside_cells import OURS
from impegni.schema.errors import InputError
from submission_support import read, said
from xlsxwriter.worksheet import Worksheet

pytestmark = pytest.mark.slow

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SENT = [["id", "S1"], ["mese", "2018-03"], ["sedi", "PZ"], ["inviato", "05/04/2018"]]
EVENTS = [["id_evento", "tipo_evento", "data", "sede"], ["E1", "seminar", "20/03/2018", "PZ"]]
Draw = Callable[[Worksheet], object]


def picture(sheet: Worksheet) -> None:
    sheet.insert_image("G4", "punto.png", {"image_data": io.BytesIO(DOT)})


def box(sheet: Worksheet) -> None:
    sheet.insert_textbox("G8", "Seminario a Matera\nil 22 marzo")


def note(sheet: Worksheet) -> None:
    sheet.write_comment("B2", "rinviato al 27", {"author": "Anna"})


def line(sheet: Worksheet) -> None:
    sheet.insert_textbox("G8", "")


def drawn(path: Path, sheet: str, *drawings: Draw, events: bool = True) -> Path:
    """A submission with something drawn on a sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheets = {sheet: []} | {"Invio": SENT} | ({"Eventi": EVENTS} if events else {})
        for name, rows in sheets.items():
            made = book.add_worksheet(name)
            for number, row in enumerate(rows):
                made.write_row(number, 0, row)
            for draw in drawings if name == sheet else ():
                draw(made)
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
@pytest.mark.parametrize("sheet", ["Eventi", "Scansione"])
def test_what_is_drawn_is_told(tmp_path: Path, sheet: str, suffix: str) -> None:
    path = drawn(tmp_path / "marzo.xlsx", sheet, picture, box, note)
    path = path if suffix == "xlsx" else libreoffice.convert(path, suffix)
    records = [one for one in read(path).records if "not_read" in one.code]
    assert [one.code for one in records] == ["pictures_not_read", "boxes_not_read", "notes_not_read"]
    assert {(one.level, one.sheet) for one in records} == {("notice", sheet)}
    assert "Seminario a Matera il 22 marzo" in records[1].message
    assert "rinviato al 27" in records[2].message


@pytest.mark.parametrize("draw", [picture, box])
def test_where_nothing_else_is_sent_it_binds(tmp_path: Path, draw: Draw) -> None:
    path = drawn(tmp_path / "marzo.xlsx", "Eventi di marzo", draw, events=False)
    level, code, _ = said(path)[0]
    assert (level, code) == ("binding", f"{'pictures' if draw is picture else 'boxes'}_not_read")


def test_a_workbook_of_drawings_alone_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "marzo.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        picture(book.add_worksheet("Eventi"))
    assert [code for _, code, _ in said(path)] == ["only_drawings"]


@pytest.mark.parametrize("sheet", ["Eventi", "Scansione"])
def test_a_drawing_that_says_nothing_is_nothing(tmp_path: Path, sheet: str) -> None:
    assert said(drawn(tmp_path / "marzo.xlsx", sheet, line)) == said(drawn(tmp_path / "altro.xlsx", "Eventi"))


def test_drawings_of_the_form_are_its_own(tmp_path: Path) -> None:
    assert not [
        code for _, code, _ in said(drawn(tmp_path / "marzo.xlsx", "Istruzioni", picture)) if "pict" in code
    ]


def test_a_broken_drawing_is_a_broken_workbook(tmp_path: Path) -> None:
    path, broken = drawn(tmp_path / "marzo.xlsx", "Eventi", box), tmp_path / "rotto.xlsx"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(broken, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content[:-40] if name.startswith("xl/drawings/drawing") else content)
    with pytest.raises(InputError) as refused:
        read(broken)
    assert [one.code for one in refused.value.records] == ["not_a_workbook"]


def test_the_notes_of_a_marked_copy_are_its_own(tmp_path: Path) -> None:
    def ours(sheet: Worksheet) -> None:
        sheet.write_comment("A2", "manca la data", {"author": OURS})

    assert said(drawn(tmp_path / "marzo.xlsx", "Eventi", ours)) == said(
        drawn(tmp_path / "altro.xlsx", "Eventi")
    )


@pytest.mark.parametrize("draw", [picture, note])
def test_an_empty_month_may_have_a_crest_or_a_note(tmp_path: Path, draw: Draw) -> None:
    levels = {level for level, _, _ in said(drawn(tmp_path / "marzo.xlsx", "Invio", draw, events=False))}
    assert levels == {"notice"}
