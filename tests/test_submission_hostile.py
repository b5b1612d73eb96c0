# SPDX-License-Identifier: EUPL-1.2
"""Zips, workbooks and folders made to do harm, and honest ones beside them."""

import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest
from intake_support import rows
from submission_support import HEADINGS, MANIFEST, read, said, submission

pytestmark = pytest.mark.slow

EVENTS = HEADINGS + "E1;seminar;2018-03-20;PZ;;;;;\n"


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("marzo/invio.yaml", MANIFEST)
        archive.writestr("marzo/eventi.csv", EVENTS)
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def codes(path: Path) -> list[str]:
    return [code for _, code, _ in said(path)]


def test_a_zip_is_a_submission(tmp_path: Path) -> None:
    intake = read(zipped(tmp_path / "a.zip"))
    assert rows(intake, "event_row", "event_id", "submission") == [("E1", "S1")]
    assert intake.files[-1].file.endswith("a.zip/marzo/eventi.csv")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../x.csv", "zip_bad_name"),
        ("/x.csv", "zip_bad_name"),
        ("..\\x.csv", "zip_bad_name"),
        ("c:/x.csv", "zip_bad_name"),
        ("marzo/x.zip", "folder_in_submission"),
        ("MARZO/eventi.csv", "zip_same_name"),
    ],
)
def test_names_made_to_do_harm(tmp_path: Path, name: str, code: str) -> None:
    assert codes(zipped(tmp_path / "a.zip", **{name: "x"})) == [code]


def test_a_zip_bomb(tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "a.zip", **{"marzo/platee.csv": "0" * 30_000_000})) == ["zip_suspicious"]


def test_a_link_in_a_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("marzo/platee.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(path) == ["zip_link"]


def test_no_zip_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nothing")
    assert codes(tmp_path / "a.zip") == ["not_a_zip"]


def test_a_symbolic_link_in_a_folder(tmp_path: Path) -> None:
    path = submission(tmp_path, "E1;seminar;2018-03-20;PZ")
    (path / "platee.csv").symlink_to("/etc/passwd")
    assert codes(path) == ["symbolic_link"]


def test_further_folders_and_other_files_in_a_submission(tmp_path: Path) -> None:
    path = submission(tmp_path, "E1;seminar;2018-03-20;PZ")
    (path / "foto.png").write_bytes(b"x")
    (path / "altro").mkdir()
    assert sorted(codes(path)) == ["folder_in_submission", "not_read"]


def workbook(path: Path, *, across: bool = False, partecipanti: object = 12) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Invio"
    fields = {"id": "S1", "mese": "2018-03", "sedi": "PZ", "inviato": "05/04/2018", "rettifiche": None}
    for row in [list(fields), list(fields.values())] if across else [["Dati dell'invio"], *fields.items()]:
        sheet.append(row)
    events = book.create_sheet("Eventi")
    events.append(["Attività di marzo"])
    events.append(["id_evento", "tipo_evento", "data", "sede", "partecipanti"])
    events.append(["E1", "seminar", "20/03/2018", "PZ", partecipanti])
    book.save(path)
    return path


@pytest.mark.parametrize("across", [True, False])
def test_a_workbook_is_a_submission(tmp_path: Path, across: bool) -> None:
    intake = read(workbook(tmp_path / "marzo.xlsx", across=across))
    assert rows(intake, "event_row", "event_id", "participants", "submission") == [("E1", 12, "S1")]


@pytest.mark.parametrize(
    ("across", "cell", "codes_found"),
    [
        (False, "C4", ["stray_cell"]),
        (False, "D4", []),
        (False, "B9", ["stray_cell"]),
        (True, "F2", ["stray_cell"]),
        (True, "F1", ["unknown_field"]),
        (True, "A3", ["several_values"]),
    ],
)
def test_a_manifest_sheet_with_further_values(
    tmp_path: Path, across: bool, cell: str, codes_found: list[str]
) -> None:
    path = workbook(tmp_path / "marzo.xlsx", across=across)
    book = openpyxl.load_workbook(path)
    book["Invio"][cell], book["Invio"]["G1"], book["Invio"]["H7"] = "MT", " ", "\n"
    book.save(path)
    assert codes(path) == codes_found


@pytest.mark.parametrize("place", ["A99999999999", "A4294967290", "AZ900000"])
def test_a_cell_so_far_away_that_the_memory_would_not_do(tmp_path: Path, place: str) -> None:
    path = workbook(tmp_path / "marzo.xlsx")
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(b'<c r="E3"', f'<c r = "{place}"'.encode()))
    assert codes(path) == ["sheet_too_large"]


@pytest.mark.parametrize(("value", "code"), [("=1+1", "formula_without_value"), ("#N/A", "error_cell")])
def test_formulas_are_not_evaluated(tmp_path: Path, value: str, code: str) -> None:
    assert said(workbook(tmp_path / "marzo.xlsx", partecipanti=value)) == [("binding", code, 3)]


def test_entities_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "marzo.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert codes(path) == ["declares_entities"]


def test_links_to_other_workbooks_are_noticed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "marzo.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<a/>")
    assert codes(path) == ["external_links"]


@pytest.mark.parametrize("separator", ["\t", "|", ","])
def test_other_separators_titles_and_headings_again(tmp_path: Path, separator: str) -> None:
    head = "id_evento;tipo_evento;data;sede\n"
    text = "Marzo\n\n" + head + "E1;seminar;2018-03-20;PZ\n" + head
    path = tmp_path / "eventi.csv"
    path.write_text(text.replace(";", separator), encoding="utf-8")
    assert rows(read(path), "event_row", "event_id") == [("E1",)]
    assert said(path) == [("notice", "headings_again", 5)]


@pytest.mark.parametrize("cut", [b"</worksheet>", b'<row r="3"'])
def test_a_sheet_that_breaks_off_is_no_sheet(tmp_path: Path, cut: bytes) -> None:
    whole, broken = workbook(tmp_path / "marzo.xlsx"), tmp_path / "rotto.xlsx"
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(broken, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            sheet = name == "xl/worksheets/sheet2.xml"
            copy.writestr(name, content[: content.index(cut)] if sheet else content)
    assert [code for _, code, _ in said(broken)] == ["not_a_workbook"]
