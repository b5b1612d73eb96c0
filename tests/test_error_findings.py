# SPDX-License-Identifier: EUPL-1.2
"""Reports of what was found, made of findings alone: bounds, names of sheets, problems that are only counted."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.intake.findings import Cells, Findings, ReadTable
from impegni.engine.language.words import Words
from impegni.engine.reports import errors_sheet, errors_table, errors_xlsx
from impegni.engine.reports.errors_styles import lines_of
from impegni.engine.reports.errors_table import error_table
from impegni.engine.reports.errors_xlsx import write_errors
from impegni.schema.error_record import ErrorRecord
from openpyxl import load_workbook


def record(row: int, column: str = "data", **fields: Any) -> ErrorRecord:
    given = {
        "file": "eventi.csv",
        "code": "bad_date",
        "message": f"wrong {row}",
        "row": row,
        "column": column,
    }
    return ErrorRecord.model_validate(given | fields)


def table(file: str = "eventi.csv", sheet: str | None = None) -> ReadTable:
    def rows(wanted: Collection[int] | None) -> Iterator[tuple[int, Cells]]:
        return iter([(2, ("e1", "ieri")), (3, (None, " ")), (4, ("e3", "oggi"))])

    return ReadTable(file, sheet, ("id_evento", "data"), 3, rows)


def book(folder: Path, findings: Findings) -> Any:
    write_errors(findings, Words("en"), folder / "errors.xlsx")
    return load_workbook(folder / "errors.xlsx")


def test_kinds_beyond_those_shown_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors_table, "KINDS_SHOWN", 1)
    findings = Findings([record(2), record(3), record(4, "al"), record(5, "dal")])
    lines = error_table(findings, Words("en")).splitlines()
    assert lines[2:4] == ["  2  data: '…' is not an accepted date", "  and 2 more kinds"]


def test_problems_only_counted_are_told(tmp_path: Path) -> None:
    findings = Findings([record(2)], more=1_000, tables=[table()])
    assert error_table(findings, Words("it")).splitlines()[-1] == "1.000 di questi sono solo contati"
    assert "1.001 errori" in error_table(findings, Words("it"))
    assert book(tmp_path, findings).worksheets[0]["A3"].value == "1,000 of them are only counted"


def test_blank_rows_are_left_out_unless_something_is_wrong_with_them(tmp_path: Path) -> None:
    page = book(tmp_path, Findings([record(4)], tables=[table()])).worksheets[1]
    assert [page.cell(row, 1).value for row in (2, 3)] == [2, 4]
    page = book(tmp_path, Findings([record(3)], tables=[table()])).worksheets[1]
    assert [page.cell(row, 1).value for row in (2, 3, 4)] == [2, 3, 4]


def test_tables_without_problems_have_no_sheet(tmp_path: Path) -> None:
    made = book(tmp_path, Findings([record(2)], tables=[table("platee.csv"), table()]))
    assert made.sheetnames == ["Errors", "eventi.csv"]


def test_names_of_sheets_are_short_allowed_and_each_once(tmp_path: Path) -> None:
    names = ["a/" + "x" * 40 + "1.csv", "b/" + "X" * 40 + "2.csv", "c/it's [new].csv"]
    findings = Findings([record(2, file=name) for name in names], tables=[table(name) for name in names])
    made = book(tmp_path, findings).sheetnames
    assert made == ["Errors", "x" * 31, "X" * 27 + " (2)", "it s  new .csv"]


def test_a_file_given_twice_has_one_sheet(tmp_path: Path) -> None:
    made = book(tmp_path, Findings([record(2), record(2)], tables=[table(), table()]))
    assert made.sheetnames == ["Errors", "eventi.csv"]


def test_comments_and_links_end_where_office_programs_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors_sheet, "COMMENTS", 1)
    monkeypatch.setattr(errors_xlsx, "LINKS", 1)
    made = book(tmp_path, Findings([record(2), record(4)], tables=[table()]))
    first, second = made.worksheets[1]["D2"], made.worksheets[1]["D3"]
    assert (first.comment is None, second.comment is None) == (False, True)
    assert first.fill.fgColor.rgb == second.fill.fgColor.rgb
    assert [made.worksheets[0][place].hyperlink is None for place in ("C4", "C5")] == [False, True]


def test_a_row_that_is_in_no_table_leads_to_the_headings(tmp_path: Path) -> None:
    made = book(tmp_path, Findings([record(2), record(9, "")], tables=[table()]))
    assert made.worksheets[0]["C5"].hyperlink.location == "'eventi.csv'!A1"


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("a" * 15, 1), ("a" * 31, 3), ("a\nb", 2)])
def test_rows_are_as_tall_as_their_text(text: str, lines: int) -> None:
    assert lines_of(text, 16) == lines


@pytest.mark.slow
def test_a_parquet_file_used_where_it_lies_is_marked_too(tmp_path: Path) -> None:
    path, out = tmp_path / "eventi.parquet", tmp_path / "errori.xlsx"
    duckdb.sql(
        "select 'e1' as event_id, 'info_session' as event, date '2018-03-20' + i::int as date, "
        "'G942C999001' as unit, 'adr' as topic from range(2) as numbers(i)"
    ).write_parquet(str(path))
    done = CliRunner().invoke(main, ["validate", str(path), "--format", "xlsx", "--out", str(out)])
    page = load_workbook(out)["eventi.parquet"]
    assert done.exit_code == 2
    assert [cell.value for cell in page[3]][2:] == ["e1", "info_session", "2018-03-21", "G942C999001", "adr"]
    assert page["C3"].comment is not None
