# SPDX-License-Identifier: EUPL-1.2
"""Rows are read by code or title, recorded where the vocabulary says, and proved by what tells a document."""

from pathlib import Path

import duckdb
import pytest
from impegni.engine.intake.reader import Intake
from impegni.schema.errors import InputError
from intake_support import read, rows

pytestmark = pytest.mark.slow

HEADINGS = "id_evento;tipo_evento;data;sede;prodotto;tema;pratica;protocollo\n"


def events(folder: Path, *lines: str) -> Path:
    path = folder / "eventi.csv"
    path.write_text(HEADINGS + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def codes(intake: Intake) -> list[str]:
    return [record.code for record in intake.records]


def refused(path: Path) -> list[tuple[str, str | None]]:
    with pytest.raises(InputError) as error:
        read(path)
    return [(record.code, record.column) for record in error.value.records]


@pytest.mark.parametrize(
    "written", ["info_session", "Sessione informativa", "SESSIONE  INFORMATIVA", "Information session"]
)
def test_a_code_may_be_written_by_its_title(tmp_path: Path, written: str) -> None:
    intake = read(events(tmp_path, f"E1;{written};2018-03-01;PZ;;AdR;;"))
    assert rows(intake, "event_row", "event", "topic") == [("info_session", "adr")]
    assert codes(intake) == []


@pytest.mark.parametrize(
    "written", ["PZ|MT", "CPI Potenza|CPI Matera", "cpi potenza | MT", "PZ|CPI Potenza|MT"]
)
def test_units_may_be_written_by_their_names(tmp_path: Path, written: str) -> None:
    intake = read(events(tmp_path, f"E1;seminar;2018-03-01;{written};;;;"))
    assert rows(intake, "event_row", "unit") == [("PZ|MT",)]


def test_what_a_title_requires_is_required(tmp_path: Path) -> None:
    path = events(
        tmp_path,
        "E1;Sessione informativa;2018-03-01;PZ;;;;",
        "E2;Prodotto;2018-03-01;BASILICATA;Guida;;;p. 1",
    )
    assert refused(path) == [("required_by_event", "tema"), ("required_by_deliverable", "tema")]


def test_a_column_that_is_not_there_is_named_once_for_each_code(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    products = ("guide", "guide", "Guida", "draft")
    lines = [f"E{n};deliverable;2018-03-0{n};BASILICATA;{one};p. 1\n" for n, one in enumerate(products, 1)]
    path.write_text(
        "id_evento;tipo_evento;data;sede;prodotto;protocollo\n" + "".join(lines), encoding="utf-8"
    )
    assert refused(path) == [("required_by_deliverable", "tema")] * 2


PLACEHOLDERS = [
    "x",
    "X",
    "-",
    "--",
    "n.d.",
    "nd",
    "N/D",
    "/",
    "?",
    "da inserire",
    "da fare",
    "vedi note",
    "prot.",
]


@pytest.mark.parametrize("written", PLACEHOLDERS)
def test_a_placeholder_is_no_evidence(tmp_path: Path, written: str) -> None:
    path = events(tmp_path, f"E1;deliverable;2018-03-01;BASILICATA;draft;;;{written}")
    assert refused(path) == [("no_evidence", "protocollo")]
    intake = read(events(tmp_path, f"E1;seminar;2018-03-01;PZ;;;;{written}"))
    assert rows(intake, "event_row", "evidence") == [(None,)]
    assert codes(intake) == ["evidence_left_out"]


@pytest.mark.parametrize(
    "written",
    ["prot. 1", "DGR 123", "12/03/2019", "https://example.it/atto", "www.example.it/atto", r"\\server\atti"],
)
def test_what_tells_a_document_is_evidence(tmp_path: Path, written: str) -> None:
    intake = read(events(tmp_path, f"E1;deliverable;2018-03-01;BASILICATA;draft;;;{written}"))
    assert rows(intake, "event_row", "evidence") == [(written,)]
    assert codes(intake) == []


@pytest.mark.parametrize(
    ("units", "accepted"), [("BASILICATA", True), ("PZ", False), ("BASILICATA|PZ", False)]
)
def test_a_deliverable_is_recorded_where_it_belongs(tmp_path: Path, units: str, accepted: bool) -> None:
    path = events(tmp_path, f"E1;deliverable;2018-03-01;{units};guide;adr;;p. 1")
    if accepted:
        assert rows(read(path), "event_row", "unit") == [(units,)]
    else:
        assert refused(path) == [("recorded_elsewhere", "sede")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("PZ", "PZ"), ("pz", "PZ"), ("CPI Potenza", "PZ"), ("C0007", "C0007"), ("c0007", "c0007")],
)
def test_a_case_that_is_a_unit_is_told_by_its_spellings(tmp_path: Path, written: str, meant: str) -> None:
    intake = read(events(tmp_path, f"E1;seminar;2018-03-01;PZ;;;{written};"))
    assert rows(intake, "event_row", "case") == [(meant,)]


def test_a_case_that_is_no_unit_is_refused_where_one_is_required(tmp_path: Path) -> None:
    assert refused(events(tmp_path, "E1;crisis_service;2018-03-01;PZ;;;C0007;")) == [
        ("unknown_case", "pratica")
    ]


def test_a_row_of_nothing_but_its_number_is_blank(tmp_path: Path) -> None:
    intake = read(events(tmp_path, "1;seminar;2018-03-01;PZ;;;;", "2;;;;;;;", "3;;;;;;;"))
    assert rows(intake, "event_row", "event_id") == [("1",)]
    assert refused(events(tmp_path, "E2;;;;;;;"))[0] == ("missing_value", "tipo_evento")


ROW = {
    "event_id": "E1", "event": "deliverable", "date": "2018-03-01", "unit": "BASILICATA",
    "deliverable": "guide", "topic": "adr", "case": "PZ", "evidence": "p. 1",
}  # fmt: skip


def parquet(folder: Path, **changed: str | None) -> Path:
    path = folder / "events.parquet"
    types = {"date": "date"}
    values = ", ".join(f'${name}::{types.get(name, "varchar")} as "{name}"' for name in ROW)
    duckdb.sql(f"select {values}", params=ROW | changed).write_parquet(str(path))
    return path


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("unit", "PZ", "recorded_elsewhere"),
        ("evidence", "n.d.", "no_evidence"),
        ("topic", None, "required_by_deliverable"),
    ],
)
def test_parquet_is_refused_alike(tmp_path: Path, column: str, value: str | None, code: str) -> None:
    assert refused(parquet(tmp_path, **{column: value})) == [(code, column)]


@pytest.mark.parametrize(
    ("column", "value"), [("event", "Deliverable"), ("case", "pz"), ("unit", "Basilicata")]
)
def test_parquet_is_understood_alike(tmp_path: Path, column: str, value: str) -> None:
    intake = read(parquet(tmp_path, **{column: value}))
    assert rows(intake, "event_row", "event", "case", "unit") == [("deliverable", "PZ", "BASILICATA")]


def test_parquet_that_is_right_is_used_where_it_lies(tmp_path: Path) -> None:
    path = parquet(tmp_path)
    con = read(path).facts.con
    (view,) = con.execute("select sql from duckdb_views() where view_name like 'typed%'").fetchall()
    assert path.name in view[0]
