# SPDX-License-Identifier: EUPL-1.2
"""Archives of other versions, and exports: what is older is brought up to date, what is newer is refused."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from archive_support import one, put
from impegni.engine.archive import layout
from impegni.engine.archive.file import brought_up_to_date, open_archive
from impegni.engine.archive.log import entries
from impegni.engine.archive.parquet_copy import export, import_
from impegni.engine.archive.verification import differences
from impegni.engine.language.words import Words
from impegni.engine.reports.archive_lines import log_lines
from impegni.schema.errors import ArchiveError
from impegni.schema.facts import Facts

pytestmark = pytest.mark.slow

VERSION_1 = (Path(__file__).parent / "archive_v1.sql").read_text(encoding="utf-8")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """An archive as version 1 wrote it."""
    path = tmp_path / "first.impegni"
    with duckdb.connect(str(path)) as con:
        con.execute(VERSION_1)
    return path


def current(path: Path) -> list[Any]:
    opened = open_archive(path, "en")
    assert differences(opened) == ()
    rows = opened.con.execute(
        "select event_id, date, person, submission from archive.current_event order by all"
    ).fetchall()
    opened.con.close()
    return [(name, str(day), *more) for name, day, *more in rows]


MOVED = [("e1", "2018-02-05", "P1", "s2")]


def test_the_first_version_is_brought_up_to_date_and_loses_nothing(first: Path) -> None:
    with pytest.raises(ArchiveError, match="archive verify"):
        open_archive(first, "en")
    brought_up_to_date(first, "en")
    assert current(first) == MOVED
    log = entries(open_archive(first, "en"))
    assert [(each.act, each.submission) for each in log] == [
        ("ingest", "s1"),
        ("ingest", "s2"),
        ("upgrade", None),
    ]


def test_an_archive_changed_before_its_chain_began_is_not_brought_up_to_date(first: Path) -> None:
    with duckdb.connect(str(first)) as con:
        con.execute("update event_row set event = 'contact' where submission = 's2'")
    with pytest.raises(ArchiveError, match="'s2' is not the one received"):
        brought_up_to_date(first, "en")
    with duckdb.connect(str(first)) as con:
        assert con.execute("select value from meta where name = 'schema_version'").fetchall() == [("1",)]


def test_an_ingest_brings_the_first_version_up_to_date(first: Path) -> None:
    assert put(first, one("s2", "2018-02-05", replaces="s1", sender="CPI A")).held == ("s2",)
    assert current(first) == MOVED


def numbered(name: str, month: str, *rows: tuple[str, str, str]) -> Facts:
    """A submission of unit A for a month, sent in the next: events told by number, with day and status."""
    received = dt.date.fromisoformat(f"{month}-01") + dt.timedelta(days=40)
    carrier = {"id": name, "month": month, "units": "A", "received": received}
    events = [
        {
            "event_id": number, "event": "session", "date": dt.date.fromisoformat(day), "unit": "A",
            "status": status, "submission": name,
        }
        for number, day, status in rows
    ]  # fmt: skip
    return Facts.model_validate({"events": events, "submissions": [carrier]}, strict=False)


@pytest.fixture
def third(tmp_path: Path) -> Path:
    """An archive of version 3, where a number was the same event in every submission."""
    path = tmp_path / "third.impegni"
    put(
        path,
        numbered(
            "feb",
            "2018-02",
            ("1", "2018-02-13", "valid"),
            ("2", "2018-02-14", "valid"),
            ("3", "2018-02-15", "valid"),
        ),
    )
    put(
        path,
        numbered(
            "mar",
            "2018-03",
            ("1", "2018-03-12", "valid"),
            ("2", "2018-02-20", "valid"),
            ("3", "2018-03-01", "annulled"),
        ),
    )
    with duckdb.connect(str(path)) as con:
        con.execute("drop table named_event; drop table reply_row")
        for added in ("actor", "replies", "replied"):
            con.execute(f"alter table log drop column {added}")
        con.execute("update meta set value = '3' where name = 'schema_version'")
    return path


COUNTING = [
    ("A/2018-02/1", "2018-02-13", None, "feb"),
    ("A/2018-02/2", "2018-02-20", None, "mar"),
    ("A/2018-03/1", "2018-03-12", None, "mar"),
]


def test_what_one_number_overwrote_counts_again_and_corrections_stay(third: Path) -> None:
    brought_up_to_date(third, "en")
    assert current(third) == COUNTING
    last = entries(open_archive(third, "en"))[-1]
    assert (last.act, last.events, last.digest is None) == ("upgrade", 6, False)
    assert "6 rows with a number for their id" in "".join(log_lines([last], Words("en")))


def test_what_comes_later_names_those_events_in_full(third: Path) -> None:
    brought_up_to_date(third, "en")
    put(
        third,
        numbered("apr", "2018-04", ("A/2018-02/1", "2018-02-13", "annulled"), ("1", "2018-04-02", "valid")),
    )
    assert [row[0] for row in current(third)] == ["A/2018-02/2", "A/2018-03/1", "A/2018-04/1"]


def test_an_export_keeps_the_ids_given_then(third: Path) -> None:
    brought_up_to_date(third, "en")
    opened = open_archive(third, "en")
    export(opened, third.parent / "out")
    opened.con.close()
    import_(third.parent / "out", third.parent / "copy.impegni", "en")
    assert current(third.parent / "copy.impegni") == COUNTING


def test_the_ids_given_then_cannot_be_changed_unseen(third: Path) -> None:
    brought_up_to_date(third, "en")
    with duckdb.connect(str(third)) as con:
        con.execute("update named_event set full_id = 'A/2018-02/9'")
    found = {one.check for one in differences(open_archive(third, "en"))}
    assert found == {"names", "current_event"}


def test_an_id_of_nothing_is_seen_too(third: Path) -> None:
    brought_up_to_date(third, "en")
    with duckdb.connect(str(third)) as con:
        con.execute("insert into named_event default values")
    assert {one.check for one in differences(open_archive(third, "en"))} == {"names"}


def test_a_newer_version_is_refused(first: Path) -> None:
    with duckdb.connect(str(first)) as con:
        con.execute(f"update meta set value = '{layout.VERSION + 1}'")
    with pytest.raises(ArchiveError, match="upgrade"):
        open_archive(first, "en")
    with pytest.raises(ArchiveError, match="upgrade"):
        put(first, one("s3", "2018-03-05"))


def exported(first: Path, version: int) -> Path:
    """The export of an archive as version 1 wrote it, its manifest claiming some version."""
    folder = first.parent / "out"
    folder.mkdir()
    with duckdb.connect(str(first)) as con:
        con.execute(f"update meta set value = '{version}'")
        tables = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        for table in tables:
            con.execute(f"copy {table} to '{folder / table}.parquet'")
    described = {
        name: {"rows": 0, "sha256": hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest()}
        for name in tables
    }
    (folder / "manifest.json").write_text(json.dumps({"schema_version": version, "tables": described}))
    return folder


def test_an_export_of_the_first_version_becomes_an_archive_of_this_one(first: Path) -> None:
    copy = first.parent / "copy.impegni"
    import_(exported(first, 1), copy, "en")
    assert current(copy) == MOVED


@pytest.mark.parametrize(("version", "said"), [(layout.VERSION + 1, "upgrade"), (0, "not the export")])
def test_an_export_of_an_unknown_version_is_refused(first: Path, version: int, said: str) -> None:
    with pytest.raises(ArchiveError, match=said):
        import_(exported(first, version), first.parent / "copy.impegni", "en")
    assert not (first.parent / "copy.impegni").exists()
