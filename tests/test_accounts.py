# SPDX-License-Identifier: EUPL-1.2
"""All that is given is accounted for: whatever is not read is named, in every form, and what is lost binds."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import libreoffice
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from impegni.engine.intake import parquet_checks, parquet_files, sheets, tables
from impegni.schema.errors import InputError
from submission_support import MANIFEST, read, submission

pytestmark = pytest.mark.slow

HEADINGS = ["id_evento", "tipo_evento", "data", "sede", "note"]
ROW = ["E1", "seminar", "2018-03-20", "PZ", "x"]


def named(path: Path) -> str:
    """All that is said of what was given."""
    try:
        return "\n".join(record.located() for record in read(path).records)
    except InputError as refused:
        return "\n".join(record.located() for record in refused.records)


def folder(path: Path, headings: list[str], rows: list[list[str]], form: str) -> Path:
    """A submission whose events are written in a form."""
    submission(path)
    (path / "invio" / "eventi.csv").unlink()
    WRITERS[form](path / "invio", headings, rows)
    return path / "invio"


def _csv(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    text = "".join(";".join(cells) + "\n" for cells in [headings, *rows])
    (path / "eventi.csv").write_text(text, encoding="utf-8")


def _xlsx(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for cells in [headings, *rows]:
        book.active.append(cells)
    book.save(path / "eventi.xlsx")


def _ndjson(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    lines = [json.dumps(dict(zip(headings, cells, strict=True))) for cells in rows]
    (path / "eventi.ndjson").write_text("\n".join(lines), encoding="utf-8")


def _parquet(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    pq.write_table(pa.table(columns, headings), path / "eventi.parquet")


WRITERS: dict[str, Callable[[Path, list[str], list[list[str]]], None]] = {
    "csv": _csv, "xlsx": _xlsx, "ndjson": _ndjson, "parquet": _parquet,
}  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("heading", ["colonna mia", "note "])
def test_a_column_that_is_no_fact_is_named(tmp_path: Path, form: str, heading: str) -> None:
    path = folder(tmp_path, [*HEADINGS, heading], [[*ROW, "perduto"]], form)
    assert heading.strip() in named(path)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_column_without_heading_is_named(tmp_path: Path, form: str) -> None:
    assert "column F has values" in named_in_english(
        folder(tmp_path, [*HEADINGS, ""], [[*ROW, "perduto"]], form)
    )


def named_in_english(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        read(path, language="en")
    return "\n".join(refused.value.problems)


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_beside_the_others_is_named(tmp_path: Path, form: str) -> None:
    path = folder(tmp_path, HEADINGS, [ROW], form)
    (path / "altri.dati").write_text("perduto", encoding="utf-8")
    assert "altri.dati" in named(path)
    shutil.make_archive(str(tmp_path / "tutto"), "zip", path)
    assert "altri.dati" in named(tmp_path / "tutto.zip")


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_sheet_beside_the_others_is_named(tmp_path: Path, suffix: str) -> None:
    path = folder(tmp_path, HEADINGS, [ROW], "xlsx") / "eventi.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.title = "Eventi"
    book.create_sheet("Vecchi").append(["E2", "seminar", "2018-03-21", "PZ"])
    book.create_sheet("Appunti").append(["perduto"])
    book.save(path)
    if suffix == ".ods":
        libreoffice.convert(path, "ods")
        path.unlink()
    said = named(path.parent)
    assert "[Appunti]: il foglio non è stato letto: non ha" in said
    assert "[Vecchi]: il foglio non è stato letto e potrebbe contenere dati" in said


def test_a_cell_of_a_manifest_is_named(tmp_path: Path) -> None:
    path = submission(tmp_path, ";".join(ROW[:4]), manifest=MANIFEST + "altro: perduto\n")
    assert "altro" in named(path)


def _lose(cell: str) -> Callable[..., Any]:
    return lambda text, **_: f"nullif({text}, '{cell}')"


@pytest.mark.parametrize("form", WRITERS)
def test_a_cell_lost_on_the_way_binds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    path = folder(tmp_path, HEADINGS, [[*ROW[:4], "perduto"], [*ROW[:4], ""]], form)
    monkeypatch.setattr(tables, "plain", _lose("perduto"))
    assert "note: per un difetto del programma" in named(path)


@pytest.mark.parametrize("typed", [True, False])
def test_a_cell_lost_in_a_parquet_file_binds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: bool
) -> None:
    """Whether the file is used where it lies or read as text."""
    path = folder(tmp_path, HEADINGS, [[*ROW[:4], "perduto"], [*ROW[:4], "x"]], "csv")
    (path / "eventi.csv").unlink()
    days = pa.array(["2018-03-20"] * 2).cast(pa.date32() if typed else pa.string())
    texts = {"id_evento": ["E1", "E2"], "tipo_evento": ["seminar"] * 2, "sede": ["PZ"] * 2}
    table = pa.table({**texts, "data": days, "note": ["perduto", "x"]})
    pq.write_table(table, path / "eventi.parquet")
    module, name = (parquet_checks, "_name") if typed else (parquet_files, "_as_text")
    real = getattr(module, name)

    def lose(*given: Any) -> str:
        sql = real(*given)
        return f"nullif({sql}, 'perduto')" if "note" in sql else str(sql)

    monkeypatch.setattr(module, name, lose)
    assert named(path).count("note: per un difetto del programma") == 1


def test_a_row_lost_on_the_way_binds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder(tmp_path, HEADINGS, [ROW, ["E2", *ROW[1:]]], "xlsx")
    insert = sheets._insert

    def lose(con: Any, table: str, chunk: Any) -> None:
        numbers, columns = chunk
        insert(con, table, (numbers[:-1], [column[:-1] for column in columns]))

    monkeypatch.setattr(sheets, "_insert", lose)
    assert named(path).count("per un difetto del programma") == len(HEADINGS)


def test_a_member_of_a_zip_in_a_zip_is_named(tmp_path: Path) -> None:
    path = submission(tmp_path, ";".join(ROW[:4]))
    (path / "senza_nome").write_bytes(b"perduto")
    shutil.make_archive(str(tmp_path / "dentro"), "zip", path)
    with zipfile.ZipFile(tmp_path / "fuori.zip", "w") as archive:
        archive.write(tmp_path / "dentro.zip", "dentro.zip")
    assert "fuori.zip/dentro.zip/senza_nome" in named(tmp_path / "fuori.zip")
