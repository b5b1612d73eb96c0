# SPDX-License-Identifier: EUPL-1.2
"""Headings, units, counts and kinds of file as people write them: read where they mean one thing, told where not."""

import datetime as dt
import gzip
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from impegni.engine.intake.columns import EVENTS, POPULATIONS, FileKind
from impegni.engine.intake.headings import match_headings
from impegni.engine.intake.unit_names import name_key
from impegni.schema.errors import InputError
from intake_support import read, rows
from submission_support import read as read_submission
from submission_support import said, submission

pytestmark = pytest.mark.slow

ROW = ["E1", "seminar", "2018-03-20", "PZ", "12"]


def written(path: Path, headings: list[str], *events: list[str]) -> Path:
    path.write_text("".join(";".join(cells) + "\n" for cells in (headings, *events)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "headings",
    [
        ["ID evento", "Tipo di evento", "Data evento", "Sede evento", "N. partecipanti"],
        ["Codice evento", "Tipologia", "Giorno", "CPI", "Presenti"],
        ["N.", "Evento", "Data di svolgimento", "Sede (codice)", "Numero di partecipanti"],
        ["Id.", "Tipologia evento", "Data dell'evento", "Codice sede", "n° partecipanti"],
        ["event id", "event type", "event date", "unit code", "number of participants"],
    ],
)
def test_headings_of_more_words_name_their_columns(tmp_path: Path, headings: list[str]) -> None:
    path = written(tmp_path / "marzo.csv", headings, ROW)
    names = ("event_id", "event", "unit", "participants")
    assert rows(read(path), "event_row", *names) == [("E1", "seminar", "PZ", 12)]


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (EVENTS, "Data protocollo"), (EVENTS, "Partecipanti previsti"), (EVENTS, "Sede legale"),
        (EVENTS, "Tema e fase"), (POPULATIONS, "Numero beneficiari"),
    ],
)  # fmt: skip
def test_headings_that_may_name_another_thing_do_not(kind: FileKind, heading: str) -> None:
    assert [unknown for unknown, _ in match_headings([heading], kind).unknown] == [heading]


def test_two_headings_for_one_column_are_both_named() -> None:
    matched = match_headings(["Data evento", "Data di svolgimento"], EVENTS)
    assert matched.repeated == (("date", ("Data evento", "Data di svolgimento")),)


def test_numbers_of_rows_beside_ids_are_no_facts(tmp_path: Path) -> None:
    headings = ["N.", "id_evento", "tipo_evento", "data", "sede"]
    path = written(tmp_path / "eventi.csv", headings, ["1", *ROW[:4]], ["2", "E2", *ROW[1:4]])
    assert len(rows(read(path), "event_row", "event_id")) == 2
    other = written(tmp_path / "altri.csv", headings, ["17", *ROW[:4]], ["3", "E2", *ROW[1:4]])
    assert ("binding", "unknown_column", None) in said(other)


@pytest.mark.parametrize(
    "name",
    [
        "Centro per l'impiego di Potenza", "C.P.I. di Potenza", "centro impiego POTENZA", "Potenza (CPI)",
        "cpi - Potenza", "Centro per l’Impiego (C.P.I.) di Potenza",
    ],
)  # fmt: skip
def test_what_a_unit_is_may_be_written_in_full_or_by_letters(tmp_path: Path, name: str) -> None:
    path = written(
        tmp_path / "eventi.csv", ["id_evento", "tipo_evento", "data", "sede"], [*ROW[:3], f'"{name}"']
    )
    assert rows(read(path), "event_row", "unit") == [("PZ",)]


@pytest.mark.parametrize("name", ["Potenza", "Liceo Potenza", "Centro per l'impiego", "CPI di Potenza nord"])
def test_another_unit_is_not_taken_for_one(tmp_path: Path, name: str) -> None:
    found = said(submission(tmp_path, f"E1;seminar;2018-03-20;{name}"))
    assert ("binding", "unknown_code", 2) in found


def test_two_schools_of_one_name_are_two() -> None:
    assert name_key("Liceo Fermi") != name_key("I.T.I.S. Fermi")
    assert name_key("I.I.S. E. Fermi") == name_key("Istituto di Istruzione Superiore E. Fermi")


@pytest.mark.parametrize("shown", ["#N/D", "#RIF!", "#DIV/0!", "#REF!", "Err:502", "########"])
def test_errors_of_a_spreadsheet_are_told_as_such_in_every_column(tmp_path: Path, shown: str) -> None:
    cells = ["E1", "seminar", "2018-03-20", "PZ", "F1", "12", "20", "nota", "P1"]
    events = [
        ";".join([f"E{place}", *cells[1:place], shown, *cells[place + 1 :]][-len(cells) :])
        for place in range(len(cells))
    ]
    found = said(submission(tmp_path, *events))
    assert [(level, row) for level, code, row in found if code in ("error_text", "too_narrow")] == [
        ("binding", row) for row in (2, 3, 4, 5, 6, 7, 8, 9, 10)
    ]
    assert len([code for level, code, _ in found if level == "binding"]) == len(cells)


def workbook(path: Path, *sheets: tuple[str, list[list[str]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, cells in sheets:
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("blank", [[], [[" "], ["", ""]]])
def test_a_blank_sheet_of_events_hides_no_other(tmp_path: Path, blank: list[list[str]]) -> None:
    facts = [["id_evento", "tipo_evento", "data", "sede"], ROW[:4]]
    path = workbook(tmp_path / "marzo.xlsx", ("Eventi", blank), ("Marzo", facts))
    assert rows(read(path), "event_row", "event_id") == [("E1",)]


def test_a_workbook_with_blank_sheets_alone_is_told(tmp_path: Path) -> None:
    assert said(workbook(tmp_path / "eventi.xlsx", ("Eventi", []))) == [("binding", "empty_workbook", None)]


def test_headings_go_before_the_name_of_a_sheet(tmp_path: Path) -> None:
    facts = [["id_evento", "tipo_evento", "data", "sede"], ROW[:4]]
    sizes = [["platea", "sede", "data", "numero"], ["adr_beneficiaries", "PZ", "2018-03-31", "40"]]
    intake = read(workbook(tmp_path / "a.xlsx", ("Eventi", sizes), ("Platee", facts)))
    assert rows(intake, "event_row", "event_id") == [("E1",)]
    assert rows(intake, "population_row", "size") == [(40,)]


def test_two_manifests_of_a_workbook_are_told_by_their_sheets(tmp_path: Path) -> None:
    fields = [["id", "S1"], ["mese", "2018-03"], ["sedi", "PZ"], ["inviato", "2018-04-05"]]
    path = workbook(tmp_path / "a.xlsx", ("Invio", fields), ("Invio (2)", fields))
    with pytest.raises(InputError, match=r"a.xlsx \[Invio \(2\)\]: .*a.xlsx \[Invio\]"):
        read(path)


def as_zip(path: Path, *parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7", "misnamed_other"), (b"\xff\xd8\xff\xe0", "misnamed_other"), (b"{\\rtf1 x}", "misnamed_other"),
        (gzip.compress(b"x", mtime=0), "packed"), (b"PAR1", "misnamed"), (b"PK\x03\x04", "not_a_workbook"),
        (b"\0" * 99, "not_a_workbook"),
    ],
)  # fmt: skip
def test_what_only_bears_the_name_of_a_workbook_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "eventi.xlsx"
    path.write_bytes(content)
    assert said(path) == [("binding", code, None)]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["[Content_Types].xml", "word/document.xml"], "misnamed_other"),
        (["[Content_Types].xml", "xl/workbook.bin"], "other_workbook"),
        (["eventi.csv"], "misnamed"),
    ],
)
def test_zips_that_only_bear_the_name_of_a_workbook_are_told(
    tmp_path: Path, parts: list[str], code: str
) -> None:
    assert said(as_zip(tmp_path / "eventi.xlsx", *parts)) == [("binding", code, None)]


@pytest.mark.parametrize(
    "name", ["eventi.csv", "eventi.ods", "eventi.ndjson", "eventi.parquet", "eventi.zip"]
)
def test_a_workbook_by_another_name_is_told(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Eventi", [ROW])).rename(tmp_path / name)
    assert said(path) == [("binding", "misnamed", None)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_named_with_or_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = submission(tmp_path, "E1;seminar;2018-03-20;PZ")
    text = (path / "eventi.csv").read_text(encoding="utf-8")
    (path / "eventi.csv").write_bytes(text.encode(encoding))
    assert [code for _, code, _ in said(path)] == ["wide_encoding"]


def test_errors_of_a_spreadsheet_in_a_manifest_are_told(tmp_path: Path) -> None:
    manifest = "id: '#N/D'\nmese: 2018-03\nsedi: [PZ]\ninviato: 2018-04-05\n"
    assert ("binding", "error_text", 1) in said(submission(tmp_path, manifest=manifest))


def test_errors_of_a_spreadsheet_in_parquet_are_told(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"id_evento": ["E1"], "tipo_evento": ["seminar"], "data": [dt.date(2018, 3, 20)], "sede": ["PZ"]}
    )
    frame.assign(note="#N/D").to_parquet(tmp_path / "eventi.parquet", index=False)
    assert said(tmp_path / "eventi.parquet") == [("binding", "error_text", 1)]


def counted(folder: Path, written: str) -> Path:
    return submission(folder, f"E1;seminar;2018-03-20;PZ;;{written}")


@pytest.mark.parametrize(
    "written", ["1.250", "1 250", "1\u00a0250", "1'250", "1’250", "'1250", "1250,00", "1 250,0"]
)
def test_counts_that_mean_one_thing(tmp_path: Path, written: str) -> None:
    assert rows(read_submission(counted(tmp_path, written)), "event_row", "participants") == [(1250,)]


@pytest.mark.parametrize("written", ["1,250", "12 50", "1.250 300", "1 25", "25 persone", "25,5"])
def test_counts_that_may_mean_another_or_none(tmp_path: Path, written: str) -> None:
    assert ("binding", "bad_count", 2) in said(counted(tmp_path, written))
