# SPDX-License-Identifier: EUPL-1.2
"""The workbook received comes back with its faulty cells marked, is corrected in place, and is read."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from impegni.cli import main
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

pytestmark = pytest.mark.slow

HEADINGS = [
    "id_evento",
    "tipo_evento",
    "data",
    "sede",
    "tema",
    "destinatari",
    "partecipanti",
    "protocollo",
    None,
]
ROW = [1, "Sessione informativa", "ieri", "CPI Potenza", "AdR", "Beneficiari dell'AdR", 12, "prot. 1", "mio"]
UNITS = Path(__file__).resolve().parents[1] / "samples" / "basilicata" / "units.csv"


def received(folder: Path) -> Path:
    book, path = Workbook(), folder / "invio.xlsx"
    sheet = book.active
    sheet.title = "Invio"
    for field in (
        ("id_invio", "PZ-2019-03"),
        ("mese", "2019-03"),
        ("sedi", "CPI Potenza"),
        ("inviato", "05/04/2019"),
    ):
        sheet.append(field)
    events = book.create_sheet("Eventi")
    events.append(HEADINGS[:-1])
    events.append(ROW[:-1])
    events["A2"].comment = Comment("da chiedere a Melfi", "ufficio")
    events.add_data_validation(DataValidation("list", '"AdR,PIAAC"', sqref="E2:E9"))
    book.create_sheet("Appunti").append(["telefonare"])
    book.save(path)
    return path


def marked(path: Path) -> Any:
    out = path.with_name("segnato.xlsx")
    words = ["validate", str(path), "--units", str(UNITS), "--format", "xlsx", "--out", str(out)]
    assert CliRunner().invoke(main, words, catch_exceptions=False).exit_code in (0, 2)
    return load_workbook(out)


def test_it_is_theirs_and_leads_to_what_is_to_be_corrected(tmp_path: Path) -> None:
    book = marked(received(tmp_path))
    assert book.sheetnames == ["Da correggere", "Invio", "Eventi", "Appunti"]
    day = book["Eventi"]["C2"]
    assert (day.value, day.fill.fgColor.rgb) == ("ieri", "00F4B6B6")
    assert "«ieri» non è una data ammessa" in day.comment.text
    assert book["Eventi"]["A2"].comment.text == "da chiedere a Melfi"
    assert [str(rule.sqref) for rule in book["Eventi"].data_validations.dataValidation] == ["E2:E9"]
    links = [cell.hyperlink.location for (cell,) in book["Da correggere"]["B2:B9"] if cell.hyperlink]
    assert "'Eventi'!C2" in links


def test_corrected_in_place_it_is_read(tmp_path: Path) -> None:
    book = marked(received(tmp_path))
    book["Eventi"]["C2"] = "12/03/2019"
    path = tmp_path / "corretto.xlsx"
    book.save(path)
    again = marked(path)
    assert again["Eventi"]["C2"].comment is None
    assert again["Eventi"]["C2"].fill.fgColor.rgb != "00F4B6B6"
    levels = {cell.value for (cell,) in again["Da correggere"]["C2:C9"]}
    assert levels <= {"segnalazione", None}
