# SPDX-License-Identifier: EUPL-1.2
"""Files that are no tables at all, and files made to do harm: a located message, never a traceback."""

import os
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from impegni.engine.intake import csv_files as intake_csv
from impegni.engine.intake import sheet_parts as intake_sheet_parts
from impegni.engine.intake import text_files as intake_text
from impegni.schema.errors import InputError
from intake_support import read

HEADINGS = "id_evento;tipo_evento;data;sede;note\n"
ROW = "E1;seminar;2018-03-01;PZ;x\n"


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        read(path, language="en")
    return "\n".join(refused.value.problems)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "eventi.csv").endswith("eventi.csv: the file does not exist")
    message = "the folder holds no file that can be read; events, populations or a submission are needed"
    assert refusal(tmp_path).endswith(message)
    os.mkfifo(tmp_path / "eventi_pipe.csv")
    assert refusal(tmp_path / "eventi_pipe.csv").endswith("it is not a file")
    assert refusal(Path("eventi_\udcff.csv")).endswith(
        "\N{REPLACEMENT CHARACTER}.csv: the file's name is not UTF-8 text; rename it"
    )
    assert "the name of the file holds the control character U+0000" in refusal(Path("eventi_\0.csv"))


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(HEADINGS, encoding="utf-8")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(path).endswith("eventi.csv: the file cannot be read: Permission denied")


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(intake_text, "LINE_LIMIT", 1000)
    path = tmp_path / "eventi.csv"
    path.write_text(HEADINGS + ROW + "x" * 5000 + end, encoding="utf-8")
    assert refusal(path).endswith("eventi.csv:3: line longer than 1000 characters; it is not a file of lines")


def test_a_workbook_that_unpacks_to_more_than_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_sheet_parts, "UNPACKED_LIMIT", 2 * 1024 * 1024)
    path = tmp_path / "eventi.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 9_000_000)
    said = (9_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(said, (90).to_bytes(4, "little")))
    assert refusal(path).endswith("the workbook is larger than 2 MB when unpacked; use CSV or Parquet")


def test_a_workbook_with_a_cell_in_its_last_corner(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "eventi.xlsx")
    assert refusal(tmp_path / "eventi.xlsx").endswith(
        "the sheet 'sheet1' reaches as far as the cell XFD1048576, more than 20000000 cells; delete what lies apart "
        "from the data, or use CSV or Parquet"
    )


def test_a_workbook_with_cells_far_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_sheet_parts, "CELL_LIMIT", 1000)
    book = openpyxl.Workbook()
    book.active.cell(51, 20).value = "x"
    book.save(tmp_path / "eventi.xlsx")
    assert "the sheet 'Sheet' reaches as far as the cell T51, more than 1000 cells" in refusal(
        tmp_path / "eventi.xlsx"
    )


@pytest.mark.parametrize("name", ["eventi.csv", "eventi.ndjson"])
def test_files_are_left_as_they_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    line = '{"event_id": "E1", "event": "seminar", "date": "2018-03-01", "unit": "PZ"}\n'
    path.write_text(HEADINGS + ROW if name.endswith("csv") else line, encoding="utf-8")
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
    path.chmod(0o400)
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_loses_its_end_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "eventi.csv"
    path.write_bytes((HEADINGS + ROW.replace("x", "perch\xe9")).encode())
    rows = intake_csv._CsvFile.rows

    def cut_and_read(*given: Any) -> Any:
        path.write_bytes(path.read_bytes()[:-2])
        return rows(*given)

    monkeypatch.setattr(intake_csv._CsvFile, "rows", cut_and_read)
    monkeypatch.setattr(intake_csv._CsvFile, "copy", lambda *_: False)
    said = refusal(path)
    assert "eventi.csv: the file cannot be read: a letter in it is cut off or is not UTF-8" in said
    assert "eventi.csv: the file changed while it was being read" in said


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "eventi.xlsx"
    openpyxl.Workbook().save(path)
    path.write_bytes(path.read_bytes()[:-40])
    assert refusal(path).endswith("save it as .xlsx and send it again")


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(HEADINGS + ROW.replace("PZ", "\x1b[31m" + "P" * 100), encoding="utf-8")
    assert f"unknown code or title '\N{REPLACEMENT CHARACTER}[31m{'P' * 55}…'" in refusal(path)


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(
    suffix=st.sampled_from([".csv", ".ndjson", ".xlsx", ".parquet"]),
    head=st.sampled_from([b"", HEADINGS.encode(), b'{"event_id": "E1"}\n', b"PAR1", b"PK\x03\x04"]),
    rest=st.binary(max_size=200)
    | st.text(alphabet='E1;,"\n\r\t{}[]:PZ\x85\u2028\ufeff', max_size=80).map(str.encode),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, head: bytes, rest: bytes) -> None:
    path = tmp_path / f"eventi{suffix}"
    path.write_bytes(head + rest)
    assert _outcome(path) is not None


@FUZZ
@given(lines=st.lists(st.text(alphabet="a1;;;'\\\"\n\r #|\xe0\x1a\x0c", max_size=8), max_size=6))
def test_fast_and_exact_readers_agree(tmp_path: Path, lines: list[str]) -> None:
    text = "id_evento;tipo_evento;data;sede;note;fonte\n"
    text += "".join(f"E{number};seminar;2018-03-01;PZ;{line}\n" for number, line in enumerate(lines))
    path = tmp_path / "eventi.csv"
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake_csv._CsvFile, "copy", lambda *_: False)
        exact = _outcome(path)
    assert _outcome(path) == exact


def _outcome(path: Path) -> object:
    try:
        return sorted(map(str, read(path).facts.con.execute("select * from event_row").fetchall()))
    except InputError as refused:
        return refused.problems
