# SPDX-License-Identifier: EUPL-1.2
"""The workbook of errors: a list that leads to the very cells, marked in their tables."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from impegni.cli import main
from openpyxl import Workbook, load_workbook

pytestmark = pytest.mark.slow

HEADINGS = ["id_evento", "tipo_evento", "data", "sede", "tema", "protocollo", "partecipanti", "destinatari"]
RED, YELLOW = "00F4B6B6", "00FFE08A"


def row(number: int, day: str = "2018-03-20", unit: str = "G942C999001") -> list[str]:
    return [f"e{number}", "info_session", day, unit, "adr", f"p{number}", "12", "adr_beneficiaries"]


def csv_text(*rows: list[str], headings: list[str] = HEADINGS) -> str:
    return "".join(";".join(cells) + "\n" for cells in [headings, *rows])


def marked(folder: Path, *paths: Path | str, language: str = "it") -> Any:
    """The workbook of errors of some files."""
    out = folder / "errori.xlsx"
    words = ["validate", *map(str, paths), "--format", "xlsx", "--out", str(out), "--lang", language]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code in (0, 2), result.output
    return load_workbook(out)


def listed(book: Any) -> list[list[Any]]:
    """The rows of the list, under its headings."""
    rows = [[cell.value for cell in cells] for cells in book.worksheets[0].iter_rows()]
    head = next(number for number, cells in enumerate(rows) if cells[1] is not None)
    return rows[head + 1 :]


def links(book: Any) -> list[Any]:
    """The cells that the list leads to."""
    page = book.worksheets[0]
    targets = [cell.hyperlink.location for cells in page.iter_rows() for cell in cells if cell.hyperlink]
    return [book[name.strip("'")][place] for name, place in (target.rsplit("!", 1) for target in targets)]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "eventi.csv"
    path.write_text(csv_text(row(1), row(2, "ieri"), row(3, unit="X1")), encoding="utf-8")
    return path


def test_the_list_leads_to_cells_that_are_marked(wrong: Path, tmp_path: Path) -> None:
    book = marked(tmp_path, wrong)
    assert book.sheetnames == ["Errori", "eventi.csv"]
    assert [cells[:5] for cells in listed(book)] == [
        [str(wrong), None, 3, "data", "errore"],
        [str(wrong), None, 4, "sede", "errore"],
    ]
    day, unit = links(book)
    assert (day.value, day.coordinate, day.fill.fgColor.rgb) == ("ieri", "E3", RED)
    assert (unit.value, unit.coordinate, unit.fill.fgColor.rgb) == ("X1", "F4", RED)
    assert "«ieri» non è una data ammessa" in day.comment.text
    assert book.worksheets[0].auto_filter.ref
    assert book.worksheets[0].freeze_panes == "A4"


def test_rows_stand_as_they_are_with_their_number_and_what_is_wrong(wrong: Path, tmp_path: Path) -> None:
    page = marked(tmp_path, wrong)["eventi.csv"]
    rows = [[cell.value for cell in cells] for cells in page.iter_rows()]
    assert rows[0] == ["Riga", "Problemi", *HEADINGS]
    assert rows[1] == [2, None, *row(1)]
    assert rows[2][0] == 3
    assert rows[2][1].startswith("ERRORE: data: «ieri» non è una data ammessa")
    assert rows[2][2:] == row(2, "ieri")


def test_in_english(wrong: Path, tmp_path: Path) -> None:
    book = marked(tmp_path, wrong, language="en")
    assert (book.sheetnames[0], book["eventi.csv"]["A1"].value) == ("Errors", "Row")
    assert book["eventi.csv"]["B3"].value.startswith("ERROR: data: 'ieri' is not an accepted date")


def test_of_a_long_table_only_the_rows_with_problems_stand(tmp_path: Path) -> None:
    path, rows = tmp_path / "eventi.csv", [row(number) for number in range(5_001)]
    rows[9], rows[5_000] = row(9, "ieri"), row(5_000, "ieri")
    path.write_text(csv_text(*rows), encoding="utf-8")
    page = marked(tmp_path, path)["eventi.csv"]
    assert [page.cell(number, 1).value for number in range(1, page.max_row + 1)] == ["Riga", 11, 5_002]
    path.write_text(csv_text(*rows[1:]), encoding="utf-8")
    assert marked(tmp_path, path)["eventi.csv"].max_row == 5_001


def test_notices_are_yellow(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(csv_text(row(1), headings=[*HEADINGS[:-1], "destinatar"]), encoding="utf-8")
    book = marked(tmp_path, path)
    (heading,) = links(book)
    assert (heading.value, heading.fill.fgColor.rgb) == ("destinatar", YELLOW)
    assert listed(book)[0][4] == "segnalazione"


def test_what_is_wrong_with_no_single_cell_marks_the_number_of_the_row(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(csv_text(row(1), ["e2", "info_session"], row(3)), encoding="utf-8")
    book = marked(tmp_path, path)
    (number,) = links(book)
    assert (number.value, number.fill.fgColor.rgb) == (3, RED)
    assert [cell.value for cell in book["eventi.csv"][number.row]][2:4] == ["e2", "info_session"]


def test_a_missing_column_marks_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(csv_text(row(1)[:3], headings=HEADINGS[:3]), encoding="utf-8")
    cells = links(marked(tmp_path, path))
    assert {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == RED} == {"A1"}


def test_formulas_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(csv_text(row(1, "=1+1"), ["=A1", *row(2)[1:]]), encoding="utf-8")
    out = marked(tmp_path, path)
    assert {cell.data_type for page in out for cells in page.iter_rows() for cell in cells} <= {
        "inlineStr",
        "s",
        "n",
    }
    (day,) = links(out)
    assert (day.value, day.data_type, day.quotePrefix) == ("=1+1", "s", True)
    with zipfile.ZipFile(tmp_path / "errori.xlsx") as archive:
        assert not any(b"<f" in archive.read(name) for name in archive.namelist() if "sheets/" in name)


def test_a_workbook_alone_is_marked_itself(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "invio.xlsx"
    page = book.active
    page.title = "Eventi"
    for cells in (["Regione Basilicata"], HEADINGS, row(1), [], row(2, "ieri")):
        page.append(cells)
    book.save(path)
    out = marked(tmp_path, path)
    assert listed(out)[0][:3] == ["Eventi", "C5", "errore"]
    assert (links(out)[0].value, links(out)[0].fill.fgColor.rgb) == ("ieri", RED)


def test_lines_of_ndjson_that_are_no_row_stand_whole(tmp_path: Path) -> None:
    path = tmp_path / "eventi.ndjson"
    lines = [json.dumps(dict(zip(HEADINGS, cells, strict=True))) for cells in (row(1), row(2, "ieri"))]
    path.write_text("\n".join([lines[0], '{"id_evento": ', lines[1]]) + "\n", encoding="utf-8")
    broken, day = links(marked(tmp_path, path))
    assert (broken.value, day.value) == (2, "ieri")
    assert broken.parent.cell(broken.row, 3).value == '{"id_evento":'


def test_files_of_folders_and_zips_have_their_sheets(wrong: Path, tmp_path: Path) -> None:
    folder = tmp_path / "marzo"
    folder.mkdir()
    (folder / "eventi.csv").write_bytes(wrong.read_bytes())
    with zipfile.ZipFile(tmp_path / "marzo.zip", "w") as archive:
        archive.write(wrong, "eventi.csv")
    book = marked(tmp_path, folder, tmp_path / "marzo.zip")
    assert book.sheetnames == ["Errori", "eventi.csv", "eventi.csv (2)"]
    assert [cell.parent.title for cell in links(book)] == ["eventi.csv"] * 2 + ["eventi.csv (2)"] * 2
    assert {cells[0] for cells in listed(book)} == {
        f"{folder}/eventi.csv",
        f"{tmp_path}/marzo.zip/eventi.csv",
    }


def test_a_file_that_cannot_be_read_is_listed_alone(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_bytes(b"")
    book = marked(tmp_path, path)
    assert (book.sheetnames, links(book), listed(book)[0][0]) == (["Errori"], [], str(path))


def test_people_are_not_copied_in_clear(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    cells = [[*row(1), "RSSMRA80A01H501U"], [*row(2, "ieri"), ""]]
    path.write_text(csv_text(*cells, headings=[*HEADINGS, "note"]), encoding="utf-8")
    marked(tmp_path, path)
    with zipfile.ZipFile(tmp_path / "errori.xlsx") as archive:
        assert not any(b"RSSMRA80A01H501U" in archive.read(name) for name in archive.namelist())


def test_the_same_file_makes_the_same_bytes(wrong: Path, tmp_path: Path) -> None:
    marked(tmp_path, wrong)
    first = (tmp_path / "errori.xlsx").read_bytes()
    marked(tmp_path, wrong)
    assert (tmp_path / "errori.xlsx").read_bytes() == first
