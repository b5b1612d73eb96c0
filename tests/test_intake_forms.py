# SPDX-License-Identifier: EUPL-1.2
"""The forms files and values may have, and that all formats say the same."""

import datetime as dt
from pathlib import Path

import duckdb
import openpyxl
import pytest
from impegni.schema.errors import InputError
from intake_support import read, rows

HEADINGS = "id_evento;tipo_evento;data;sede;partecipanti\n"
MARCH_1 = dt.date(2018, 3, 1)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    text = 'Id evento;Tipo-Evento;DATA;sede;note\nE1;seminar;01/03/2018;PZ;"attività; così"\n'
    path = write(tmp_path / "eventi.csv", text.replace("\n", end), encoding)
    assert rows(read(path), "event_row", "event_id", "date", "note") == [("E1", MARCH_1, "attività; così")]


def test_commas_and_english_headings(tmp_path: Path) -> None:
    path = write(
        tmp_path / "events.csv", "event_id,event,date,unit,topic\nE1,info_session,2018-03-01, MT | PZ ,adr\n"
    )
    assert rows(read(path), "event_row", "unit", "topic", "status") == [("MT|PZ", "adr", "valid")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1250", 1250),
        ("1.250", 1250),
        (" 7 ", 7),
        ("\xa0", None),
        ("007", 7),
        ("12,0", 12),
        ("1.250,00", 1250),
    ],
)
def test_counts(tmp_path: Path, written: str, meant: int | None) -> None:
    path = write(tmp_path / "eventi.csv", f"{HEADINGS}E1;seminar;2018-03-01;PZ;{written}\n")
    assert rows(read(path), "event_row", "participants") == [(meant,)]


@pytest.mark.parametrize("written", ["1,250", "1.25", "1.2500", "12,5", "1,250.00", "=1+1"])
def test_counts_that_may_mean_anything_are_refused(tmp_path: Path, written: str) -> None:
    path = write(tmp_path / "eventi.csv", f'{HEADINGS}E1;seminar;2018-03-01;PZ;"{written}"\n')
    with pytest.raises(InputError, match=":2: partecipanti: «"):
        read(path)


@pytest.mark.parametrize("written", ['="00123"', '"=""00123"""', '=" 00123 "'])
def test_text_that_a_spreadsheet_keeps_as_a_formula(tmp_path: Path, written: str) -> None:
    path = write(tmp_path / "eventi.csv", f"{HEADINGS}{written};seminar;2018-03-01;PZ;\n")
    intake = read(path)
    assert rows(intake, "event_row", "event_id") == [("00123",)]
    assert [(record.level, record.code, record.row) for record in intake.records] == [
        ("notice", "text_formula", 2)
    ]


def test_a_blank_text_formula_is_a_missing_value(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=":2: id_evento: manca il valore"):
        read(write(tmp_path / "eventi.csv", HEADINGS + '="";seminar;2018-03-01;PZ;\n'))


def test_blank_rows_and_blank_columns_are_ignored(tmp_path: Path) -> None:
    text = "id_evento;tipo_evento;data;sede;;\nE1;seminar;2018-03-01;PZ;;\n\n;;;;;\nE2;seminar;2018-03-01;MT\n;;;\n"
    path = write(tmp_path / "eventi.csv", text)
    assert rows(read(path), "event_row", "event_id") == [("E1",), ("E2",)]
    with pytest.raises(InputError, match=r"eventi.csv:5: celle nella riga: 3, intestazioni: 6$"):
        read(write(tmp_path / "eventi.csv", text.replace(";MT\n", "\n")))


def test_rows_are_located_by_their_line_though_cells_hold_line_ends(tmp_path: Path) -> None:
    text = (
        'id_evento;tipo_evento;data;sede;note\nE1;seminar;2018-03-01;PZ;"a\nb"\n\nE2;seminar;2018-03-01;X;\n'
    )
    with pytest.raises(InputError, match=r"eventi.csv:5: sede: codice o titolo «X» sconosciuto"):
        read(write(tmp_path / "eventi.csv", text))


@pytest.mark.parametrize(
    ("written", "meant"), [("annullato", "annulled"), ("VALIDO", "valid"), ("", "valid")]
)
def test_status(tmp_path: Path, written: str, meant: str) -> None:
    text = f"id_evento;tipo_evento;data;sede;stato\nE1;seminar;2018-03-01;PZ;{written}\n"
    path = write(tmp_path / "eventi.csv", text)
    assert rows(read(path), "event_row", "status") == [(meant,)]


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Istruzioni"
    events, populations = book.create_sheet("Eventi"), book.create_sheet("Platee")
    events.append(["id_evento", "tipo_evento", "data", "sede", "partecipanti", "persona"])
    events.append(["E1", "seminar", MARCH_1, "PZ", 1250, 17])
    events.append([None] * 6)
    events.append(["E2", "seminar", "01/03/2018", "MT", "1.250", "P1"])
    populations.append(["platea", "sede", "data", "numero"])
    populations.append(["adr_beneficiaries", "PZ", dt.datetime(2018, 3, 1), 10])  # noqa: DTZ001 - cells have no zone
    book.save(path)
    return path


def test_workbook_with_real_dates_and_several_sheets(tmp_path: Path) -> None:
    intake = read(workbook(tmp_path / "marzo.xlsx"))
    columns = ("event_id", "date", "participants", "person")
    assert rows(intake, "event_row", *columns) == [("E1", MARCH_1, 1250, "17"), ("E2", MARCH_1, 1250, "P1")]
    assert rows(intake, "population_row", "unit", "date", "size") == [("PZ", MARCH_1, 10)]
    found = [(file.sheet, file.kind, file.rows) for file in intake.files]
    assert found == [("Eventi", "events", 2), ("Platee", "populations", 1)]


def test_workbook_cells_are_located_by_sheet_and_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "marzo.xlsx")
    book = openpyxl.load_workbook(path)
    book["Eventi"]["C4"] = 43101
    book["Eventi"]["C2"] = dt.datetime(2018, 3, 1, 10)  # noqa: DTZ001 - cells have no zone
    book["Eventi"]["E2"], book["Eventi"]["E4"] = 1.5, True
    book.save(path)
    with pytest.raises(InputError) as refused:
        read(path)
    found = [(record.sheet, record.row, record.column, record.got) for record in refused.value.records]
    assert found == [
        ("Eventi", 2, "data", "2018-03-01 10:00:00"),
        ("Eventi", 2, "partecipanti", "1.5"),
        ("Eventi", 4, "data", "43101"),
        ("Eventi", 4, "partecipanti", "true"),
    ]


def test_ndjson(tmp_path: Path) -> None:
    line = '{"event_id": "E1", "event": "seminar", "date": "2018-03-01", "unit": "PZ", '
    line += '"participants": 12, "person": null}'
    intake = read(write(tmp_path / "eventi.ndjson", line + "\n\n"))
    assert rows(intake, "event_row", "date", "participants", "person") == [(MARCH_1, 12, None)]


def parquet(path: Path, select: str) -> Path:
    duckdb.sql(select).write_parquet(str(path))
    return path


GOOD = (
    "select 'E1' as event_id, 'seminar' as event, date '2018-03-01' as date, 'PZ' as unit, 3 as participants"
)


def test_parquet_that_is_right_is_used_where_it_lies(tmp_path: Path) -> None:
    intake = read(parquet(tmp_path / "events [1].parquet", GOOD))
    assert rows(intake, "event_row", "date", "participants", "status") == [(MARCH_1, 3, "valid")]
    tables = intake.facts.con.execute("select table_name from duckdb_tables()").fetchall()
    assert ("typed_0",) not in tables


@pytest.mark.parametrize("name", ["events.parquet", "events.csv"])
def test_a_folder_named_like_a_part_of_a_table_is_no_column(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "office=MT" / "unit=MT"
    folder.mkdir(parents=True)
    duckdb.sql(
        f"copy ({GOOD}) to '{folder / name}' (header)"
        if "csv" in name
        else f"copy ({GOOD}) to '{folder / name}'"
    )
    assert rows(read(folder / name), "event_row", "unit", "participants") == [("PZ", 3)]


@pytest.mark.parametrize("spoilt", ["' PZ '", "'MT | PZ'"])
def test_parquet_that_needs_correction_is_corrected(tmp_path: Path, spoilt: str) -> None:
    intake = read(parquet(tmp_path / "events.parquet", GOOD.replace("'PZ'", spoilt)))
    assert rows(intake, "event_row", "unit") == [(spoilt.strip("' ").replace(" ", ""),)]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("'PZ'", "['PZ']", r"unit: column type VARCHAR\[\]; accepted: text, numbers, dates"),
        ("3 as", "2.5 as", r":1: participants: '2.5' is not an accepted whole number"),
        ("3 as", "-3 as", r":1: participants: the number '-3' is negative"),
        ("'PZ'", "'XX'", r":1: unit: unknown code or title 'XX'"),
        ("'E1'", "null::varchar", r":1: event_id: the required value is missing"),
        ("'E1'", "repeat('x', 121)", r":1: event_id: the identifier 'x+…' is longer than 120 characters"),
        (
            "'seminar'",
            "'info_session'",
            r"topic: the value is missing; the event 'Information session' requires it",
        ),
        ("3 as", "'a|b' as firm, 3 as", r":1: firm: 'a\|b' is not an identifier"),
    ],
)
def test_parquet_that_is_wrong_is_refused(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    path = parquet(tmp_path / "events.parquet", GOOD.replace(right, wrong))
    with pytest.raises(InputError, match=message):
        read(path, language="en")


@pytest.mark.parametrize(
    ("written", "firm"), [("chr(160)", None), ("chr(65279) || 'F1'", "F1"), ("'è'", "è"), ("'F1 '", "F1")]
)
def test_blanks_of_any_kind_are_trimmed_in_parquet_too(
    tmp_path: Path, written: str, firm: str | None
) -> None:
    intake = read(parquet(tmp_path / "events.parquet", f"{GOOD}, {written} as firm"))
    assert rows(intake, "event_row", "firm") == [(firm,)]


def test_a_parquet_column_without_values_may_have_any_type(tmp_path: Path) -> None:
    intake = read(parquet(tmp_path / "events.parquet", GOOD + ", null::integer as person"))
    assert rows(intake, "event_row", "person") == [(None,)]


def test_kind_is_told_by_headings_where_the_name_does_not(tmp_path: Path) -> None:
    path = write(tmp_path / "dati.csv", "platea;sede;persona\nadr_beneficiaries;PZ;P1\n")
    assert [file.kind for file in read(path).files] == ["populations"]
