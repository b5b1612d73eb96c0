# SPDX-License-Identifier: EUPL-1.2
"""Replies in the archive: kept once, proved, copied, shown beside the verdicts they speak of, and forgotten."""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from archive_support import one, put
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.archive.chain import digest
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.forgetting import forget
from impegni.engine.archive.log import LogEntry, entries
from impegni.engine.archive.parquet_copy import export, import_
from impegni.engine.archive.replies import held_replies
from impegni.engine.archive.secret import Secret
from impegni.engine.archive.verification import differences

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent / "national_rulebook"
HEAD = "regola,sede,periodo,tipo,parte,data,testo,documento\n"
ONE = "5.4.firms,Basilicata,2018,giustificazione,ANPAL Servizi,20/01/2019,Una sede era chiusa,prot. 12/2019\n"
OTHER = "5.4.firms,17,2018,contestation,region,2019-01-25,Vedi P0007 e P0007.,\n"
MANIFEST = "id: s1\nmonth: 2018-05\nunits: [17]\nsent: 2018-06-05\n"
SECRET = Secret(b"a secret of sixteen bytes")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a submission of a firm contacted."""
    sent = tmp_path / "s1"
    sent.mkdir()
    (sent / "submission.yaml").write_text(MANIFEST, encoding="utf-8")
    (sent / "events.csv").write_text(
        "event_id,event,date,unit,firm\ne1,firm_contact,2018-05-10,17,F1\n", encoding="utf-8"
    )
    path = tmp_path / "a.impegni"
    done = run("ingest", sent, "--archive", path, "--rulebook", ROOT, "--actor", "Anna")
    assert done.exit_code == 0, done.stderr
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--lang", "en"])


def reply(archive: Path, rows: str, *more: object, name: str = "repliche.csv") -> Result:
    path = archive.with_name(name)
    path.write_text(HEAD + rows, encoding="utf-8")
    return run("archive", "reply", path, "--archive", archive, "--rulebook", ROOT, *more)


def found(archive: Path, secret: Secret | None = None) -> set[str]:
    opened = open_archive(archive, "en")
    checks = {one.check for one in differences(opened, secret)}
    opened.con.close()
    return checks


def texts(archive: Path) -> list[object]:
    opened = open_archive(archive, "en")
    said = [one.cells[6] for one in held_replies(opened)]
    opened.con.close()
    return said


def test_each_is_kept_once_and_the_log_tells_who_put_it_in(archive: Path) -> None:
    first, receipt = reply(archive, ONE, "--actor", "Bea").stdout.splitlines()
    assert first == "1 reply archived"
    assert reply(archive, ONE).stdout == "1 reply already in the archive\n"
    both = reply(archive, ONE + OTHER).stdout.splitlines()
    assert both[:2] == ["1 reply archived", "1 reply already in the archive"]
    log = run("archive", "log", "--archive", archive).stdout.splitlines()
    assert log[0].endswith("; by Anna")
    assert log[1:3] == [
        "    2  1 reply of the parties, repliche.csv; by Bea",
        "    3  1 reply of the parties, repliche.csv",
    ]
    assert receipt.split()[4] in {each.entry for each in entries(open_archive(archive, "en"))}
    assert found(archive) == set()


def test_brief_and_explain_show_what_is_held_together_with_what_files_bring(
    archive: Path, tmp_path: Path
) -> None:
    reply(archive, ONE)
    more, out = tmp_path / "replies.csv", tmp_path / "out"
    more.write_text(HEAD + ONE + OTHER, encoding="utf-8")
    asked = ["--archive", archive, "--rulebook", ROOT]
    for files, said in (([], ["anpal_servizi"]), ([more], ["anpal_servizi", "region"])):
        done = run("brief", *files, *asked, "--meeting", "2019-02-01", "--out", out)
        assert done.exit_code == 0, done.stderr
        told = json.loads((out / "brief.json").read_text("utf-8"))
        assert [each["party"] for each in told["replies"]] == said
    told = run("explain", "5.4.firms", *asked, "--unit", "17", "--window", "2018", "--as-of", "2019-02-01")
    assert "justification by ANPAL Servizi" in told.stdout
    before = run("check", *asked, "--as-of", "2019-02-01", "--format", "json")
    assert before.exit_code == 1


def test_what_is_not_only_replies_is_refused(archive: Path) -> None:
    bare = archive.with_name("events.csv")
    bare.write_text("event_id,event,date,unit,firm\ne2,firm_contact,2018-05-11,17,F2\n", encoding="utf-8")
    words = ["archive", "reply", bare, "--archive", archive, "--rulebook", ROOT]
    done = run(*words)
    assert (done.exit_code, "replies only" in done.stderr) == (2, True)
    assert "no reply in the files given" in reply(archive, "").stderr
    assert run("archive", "verify", "--archive", archive).exit_code == 0
    missing = reply(archive.with_name("b.impegni"), ONE)
    assert (missing.exit_code, "does not exist" in missing.stderr) == (2, True)


TAMPERINGS = (
    "update reply_row set text = 'Nothing was closed'",
    "update reply_row set date = date '2018-01-01'",
    "delete from reply_row",
    "update reply_row set seq = 1",
    "insert into reply_row by name select * replace (repeat('0', 64) as mark) from reply_row limit 1",
    "update log set replies = 7 where act = 'reply'",
    "update log set replied = null where act = 'reply'",
    "update log set actor = 'X'",
)


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_what_is_changed_behind_its_back_is_named(archive: Path, statement: str) -> None:
    reply(archive, ONE + OTHER)
    with duckdb.connect(str(archive)) as con:
        con.execute(statement)
    assert found(archive)


def test_a_person_is_forgotten_in_replies_too_and_the_chain_holds(archive: Path) -> None:
    reply(archive, ONE + OTHER)
    done = run("archive", "forget", "P0007", "--archive", archive, "--actor", "Anna")
    assert (done.exit_code, done.stderr) == (0, "")
    said = "    3  replies of the parties: a person was forgotten; 1 reply; by Anna"
    assert done.stdout.splitlines()[0] == said
    assert b"P0007" not in archive.read_bytes()
    assert [str(text).count("forgotten-") for text in texts(archive)] == [2, 0]
    assert found(archive) == set()
    reply(archive, ONE.replace("2018", "2017"))
    assert found(archive) == set()
    with duckdb.connect(str(archive)) as con:
        con.execute("update reply_row set text = 'Nothing' where text like '%forgotten-%'")
    assert found(archive) == {"replies"}


def test_an_export_carries_them(archive: Path) -> None:
    reply(archive, ONE + OTHER)
    opened = open_archive(archive, "en")
    export(opened, archive.with_name("out"))
    opened.con.close()
    copy = archive.with_name("b.impegni")
    import_(archive.with_name("out"), copy, "en")
    assert texts(copy) == texts(archive)
    assert found(copy) == set()


def test_they_are_sealed_with_the_secret_of_the_archive(tmp_path: Path) -> None:
    path, key = tmp_path / "a.impegni", tmp_path / "key.txt"
    key.write_bytes(SECRET.value)
    put(path, one("s1", "2018-01-05"), SECRET)
    assert reply(path, ONE, "--key-file", key).exit_code == 0
    assert found(path, SECRET) == set()
    assert entries(open_archive(path, "en"))[-1].seal
    key.write_bytes(b"another secret, long enough")
    assert reply(path, OTHER, "--key-file", key).exit_code == 2
    forget(path, SECRET.key("P1"), "en", SECRET)
    assert found(path, SECRET) == set()


OLD = LogEntry(1, "ingest", "s1", None, "x", ("a",), "d", 1, 2, 3, "l", "u", "k", previous="0" * 64)


def test_heads_given_before_there_were_replies_are_still_found() -> None:
    assert digest(OLD) == "648c058b4f00ce23470ce1cbfc3f7a05f2c515105765720875c76f342c63e98f"
    told = [replace(OLD, actor="x"), replace(OLD, replies=1), replace(OLD, replied="x")]
    assert len({digest(each) for each in [OLD, *told]}) == 4


def test_an_archive_of_before_takes_replies_and_keeps_its_heads(archive: Path) -> None:
    opened = open_archive(archive, "en")
    seen = entries(opened)[0]
    opened.con.close()
    with duckdb.connect(str(archive)) as con:
        for column in ("actor", "replies", "replied"):
            con.execute(f"alter table log drop column {column}")
        con.execute("drop table reply_row; update meta set value = '4' where name = 'schema_version'")
        old = digest(replace(seen, actor=None))
        con.execute("update log set entry = ?", [old])
        con.execute("update meta set value = ? where name = 'head'", [old])
    assert reply(archive, ONE).exit_code == 0
    done = run("archive", "verify", "--archive", archive, "--head", old)
    assert (done.exit_code, "is still in it" in done.stdout) == (0, True)
