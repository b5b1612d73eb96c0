# SPDX-License-Identifier: EUPL-1.2
"""Archives, logs and exports that somebody has made or changed with other tools: named, and nothing of them obeyed."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest
from archive_support import one, put
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.archive.log_bytes import log_state
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", RULEBOOK, "--convention", CONVENTION]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--lang", "en"])


def verified(archive: Path, *more: object) -> tuple[int, str]:
    done = run("archive", "verify", "--archive", archive, *more)
    return done.exit_code, done.stdout + done.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05", ("P0001", "P0002")))
    return path


@pytest.fixture
def logged(archive: Path) -> Path:
    """An archive whose last act lies in its log alone."""
    copy = archive.with_name("b.impegni")
    with duckdb.connect(str(archive)) as con:
        con.execute("set wal_autocheckpoint = '1TB'")
        columns = ", ".join(f"c{number} varchar" for number in range(40))
        con.execute(f"begin; create table t ({columns}); drop table t; commit")
        shutil.copy(archive, copy)
        shutil.copy(f"{archive}.wal", f"{copy}.wal")
    return copy


def test_every_byte_of_a_log_counts(logged: Path) -> None:
    log = Path(f"{logged}.wal")
    whole = log.read_bytes()
    assert verified(logged)[0] == 0
    for place in [*range(0, 60, 3), *range(60, len(whole), 97)]:
        log.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        code, said = verified(logged)
        assert (code in (1, 2), "whole" in said) == (True, False), place


@pytest.mark.parametrize("kept", [1, 30, 45, 200, -1])
def test_a_log_that_ends_in_the_midst_of_an_act_is_named(logged: Path, kept: int) -> None:
    log = Path(f"{logged}.wal")
    log.write_bytes(log.read_bytes()[:kept])
    code, said = verified(logged)
    assert (code, "its log ends in the midst of an act" in said) == (1, True)
    put(logged, one("s2", "2018-02-05"))
    assert verified(logged)[0] == 0


@pytest.mark.parametrize("junk", [b"hello" * 100, bytes(4096), b"d\x00b" + bytes(200)])
def test_what_is_no_log_is_not_passed_over(archive: Path, junk: bytes) -> None:
    Path(f"{archive}.wal").write_bytes(junk)
    for words in (["archive", "verify"], ["archive", "log"], ["check", "--as-of", "2018-03-31", *SETTING]):
        done = run(*words, "--archive", archive)
        assert (done.exit_code, "the bytes 0-63 of its log" in done.stderr) == (2, True)


def test_a_log_that_is_not_there_is_well(tmp_path: Path) -> None:
    state = log_state(tmp_path / "x.wal")
    assert (state.damaged, state.unfinished) == (None, False)


WITH_OTHER_TABLES = (
    "drop table log; create view log as select * from read_csv('/etc/passwd')",
    "create view more as select content from read_text('/etc/hostname')",
    "drop table person",
    "drop table current_event",
    "alter table event_row drop column note",
    "alter table log alter received type varchar",
    "create table kept_aside as select * from person",
    "create schema aside; create table aside.kept as select 1 as x",
    "create macro received(day) as day",
)


@pytest.mark.parametrize("statement", WITH_OTHER_TABLES)
def test_other_tables_are_named_by_every_command(archive: Path, statement: str) -> None:
    with duckdb.connect(str(archive)) as con:
        con.execute(statement)
    for words in (["archive", "verify"], ["archive", "log"], ["check", "--as-of", "2018-03-31", *SETTING]):
        done = run(*words, "--archive", archive)
        assert (done.exit_code, "is not as impegni makes it" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "row", ["('schema_version', '1')", "('more', 'x')", "('head', 'x')", "('key_fingerprint', 'x')"]
)
def test_what_is_said_of_the_archive_is_said_once(archive: Path, row: str) -> None:
    with duckdb.connect(str(archive)) as con:
        con.execute(f"insert into meta values {row}")
    assert verified(archive)[0] == 1


def test_an_archive_with_two_names_is_not_written_anew_under_one(archive: Path) -> None:
    os.link(archive, archive.with_name("other"))
    done = run("archive", "forget", "P0001", "--archive", archive)
    assert (done.exit_code, "another name too" in done.stderr) == (2, True)
    archive.with_name("other").unlink()
    assert run("archive", "forget", " P0001 ", "--archive", archive).exit_code == 0


def test_links_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    assert verified(tmp_path / "a")[0] == 2


def changed(table: str, statement: str) -> Callable[[Path], None]:
    """A table of an export changed, and its digest with it."""

    def change(folder: Path) -> None:
        file, manifest = folder / f"{table}.parquet", folder / "manifest.json"
        with duckdb.connect() as con:
            con.execute(f"create table t as from '{file}'")
            con.execute(statement)
            con.execute(f"copy t to '{file}'")
        said = json.loads(manifest.read_text())
        said["tables"][table]["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
        manifest.write_text(json.dumps(said))

    return change


def said(**fields: object) -> Callable[[Path], None]:
    """Other words in the manifest of an export."""

    def change(folder: Path) -> None:
        manifest = folder / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | fields))

    return change


EXPORTS = (
    said(schema_version=float("inf")), said(schema_version=4.7), said(schema_version=4), said(schema_version=1),
    said(tables=[]), changed("event_row", "alter table t add column more int"),
    changed("log", "alter table t alter seq type varchar using 'x' || seq"), changed("log", "update t set act = 'x'"),
)  # fmt: skip


@pytest.mark.parametrize("change", EXPORTS)
def test_an_export_that_none_wrote_is_refused(archive: Path, change: Callable[[Path], None]) -> None:
    out, copy = archive.with_name("out"), archive.with_name("b.impegni")
    run("archive", "export", "--archive", archive, "--out", out)
    change(out)
    done = run("archive", "import", out, "--archive", copy)
    assert (done.exit_code, done.stderr.startswith(str(out)), copy.exists()) == (2, True, False)


@pytest.mark.parametrize("version", ["9", "x", "1"])
def test_an_export_does_not_say_what_version_its_archive_is(archive: Path, version: str) -> None:
    out, copy = archive.with_name("out"), archive.with_name("b.impegni")
    run("archive", "export", "--archive", archive, "--out", out)
    changed("meta", f"update t set value = '{version}' where name = 'schema_version'")(out)
    assert run("archive", "import", out, "--archive", copy).exit_code == 0
    assert verified(copy)[0] == 0


def test_a_head_is_the_same_as_it_was_printed(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    done = run("brief", "--archive", archive, "--meeting", "2018-03-31", "--out", out, *SETTING)
    assert done.exit_code == 0, done.stderr
    head = json.loads((out / "brief.json").read_text("utf-8"))["head"]
    first = openpyxl.load_workbook(out / "brief.xlsx").worksheets[0]
    assert any(head in str(cell.value) for row in first.iter_rows() for cell in row)
    assert head in (out / "index.html").read_text("utf-8")
    for written in (head, head.upper(), f" {head[:32]}\n{head[32:]} "):
        assert verified(archive, "--head", written)[0] == 0
    assert verified(archive, "--head", "f" * 64)[0] == 1
    assert verified(archive, "--head", head[:20])[0] == 2
