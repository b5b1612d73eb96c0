# SPDX-License-Identifier: EUPL-1.2
"""The marked copy of a workbook has the pictures, boxes of text and charts that the workbook has."""

import zipfile
from pathlib import Path

import libreoffice
import pytest
import xlsxwriter
from click.testing import CliRunner
from impegni.cli import main
from openpyxl import load_workbook
from submission_support import said
from test_beside_cells import EVENTS, SENT, box, note, picture

pytestmark = pytest.mark.slow

UNITS = Path(__file__).resolve().parents[1] / "samples" / "basilicata" / "units.csv"
DRAWN = ("xl/media/", "xl/charts/", "xl/drawings/drawing")


def received(path: Path) -> Path:
    """A workbook with a chart on one sheet, other drawings on another, and a note."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (("Invio", SENT), ("Eventi", [*EVENTS, ["E2", "altro", "ieri", "PZ"]])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "Invio":
                chart = book.add_chart({"type": "column"})
                chart.add_series({"values": "=Eventi!$E$2:$E$3"})
                sheet.insert_chart("H2", chart)
            else:
                for draw in (picture, box, note):
                    draw(sheet)
    return path


def marked(path: Path, out: Path) -> Path:
    words = ["validate", str(path), "--units", str(UNITS), "--format", "xlsx", "--out", str(out)]
    assert CliRunner().invoke(main, words).exit_code == 2
    return out


def test_a_marked_copy_has_what_was_drawn(tmp_path: Path) -> None:
    path = received(tmp_path / "marzo.xlsx")
    copy = marked(path, tmp_path / "da-correggere.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy) as after:
        kept = [name for name in before.namelist() if name.startswith(DRAWN)]
        assert [name.split("/")[1] for name in kept].count("drawings") == 2
        assert [after.read(name) for name in kept] == [before.read(name) for name in kept]


def test_what_was_drawn_is_found_again(tmp_path: Path) -> None:
    copy = marked(received(tmp_path / "marzo.xlsx"), tmp_path / "da-correggere.xlsx")
    drawings = {"pictures_not_read", "boxes_not_read"}
    assert drawings <= {code for _, code, _ in said(copy)}
    assert drawings <= {code for _, code, _ in said(libreoffice.convert(copy, "ods"))}


def test_a_copy_marked_again_has_it_still(tmp_path: Path) -> None:
    copy = marked(received(tmp_path / "marzo.xlsx"), tmp_path / "da-correggere.xlsx")
    again = marked(copy, tmp_path / "ancora.xlsx")
    with zipfile.ZipFile(copy) as before, zipfile.ZipFile(again) as after:
        assert {name for name in after.namelist() if name.startswith(DRAWN)} == {
            name for name in before.namelist() if name.startswith(DRAWN)
        }


def test_a_sheet_that_is_a_chart_is_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "marzo.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (("Invio", SENT), ("Eventi", [*EVENTS, ["E2", "altro", "ieri", "PZ"]])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        for draw in (picture, box):
            draw(sheet)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Eventi!$E$2:$E$3"})
        book.add_chartsheet("Grafico").set_chart(chart)
    copy = marked(marked(path, tmp_path / "segnato.xlsx"), tmp_path / "ancora.xlsx")
    drawings = {"pictures_not_read", "boxes_not_read"}
    assert drawings <= {code for _, code, _ in said(copy)}
    assert drawings <= {code for _, code, _ in said(libreoffice.convert(copy, "ods"))}
    assert "Grafico" in load_workbook(copy).sheetnames
