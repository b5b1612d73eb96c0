# SPDX-License-Identifier: EUPL-1.2
"""The Parquet table: typed, one row a verdict."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from impegni.engine.reports import parquet as report_parquet
from impegni.engine.reports.flat import COLUMNS, flat_records
from impegni.engine.reports.page import Page
from impegni.engine.reports.parquet import write_parquet
from report_pages import make_page, sessions

MONTHLY = "5.1.monthly"


@pytest.fixture
def page() -> Page:
    rules = [MONTHLY, "5.1.all-members", "5.1.two-of-three"]
    return make_page("2018-04-11", rules, sessions("A", "2018-02-10"))


def table(*pages: Page, out: Path) -> pa.Table:
    write_parquet(pages, out)
    return pq.read_table(out)


def test_every_verdict_is_a_row_with_its_values(page: Page, tmp_path: Path) -> None:
    rows = table(page, page, out=tmp_path / "v.parquet").to_pylist()
    records = [*flat_records(page), *flat_records(page)]
    assert len(rows) == 2 * len(page.verdicts.frame)
    for row, record in zip(rows, records, strict=True):
        written = {name: list(value) if isinstance(value, tuple) else value for name, value in record.items()}
        text = None if record["threshold"] is None else str(record["threshold"])
        assert row == written | {"threshold": text}


def test_columns_are_typed(page: Page, tmp_path: Path) -> None:
    found = table(page, out=tmp_path / "v.parquet")
    assert tuple(found.column_names) == COLUMNS
    types = {name: str(found.schema.field(name).type) for name in ("due", "required", "at_risk", "evidence")}
    assert types == {
        "due": "date32[day]", "required": "int64", "at_risk": "bool", "evidence": "list<element: string>",
    }  # fmt: skip
    assert found.column("as_of")[0].as_py() == dt.date(2018, 4, 11)


def test_the_size_of_batches_changes_no_value(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = table(page, out=tmp_path / "whole.parquet")
    monkeypatch.setattr(report_parquet, "BATCH", 3)
    assert table(page, out=tmp_path / "parts.parquet").equals(whole)


def test_same_run_gives_same_bytes(page: Page, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_parquet([page], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_run_without_verdicts_has_the_columns(tmp_path: Path) -> None:
    found = table(make_page("2017-12-31", [MONTHLY]), out=tmp_path / "v.parquet")
    assert (found.num_rows, tuple(found.column_names)) == (0, COLUMNS)
