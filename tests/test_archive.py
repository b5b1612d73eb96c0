# SPDX-License-Identifier: EUPL-1.2
"""The archive: all or nothing, each submission once, and the same verdicts as without it."""

import shutil
import tempfile
from pathlib import Path
from random import Random

import duckdb
import pytest
from archive_support import one, put
from hypothesis import given, settings
from hypothesis import strategies as st
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.held import held_facts
from impegni.engine.archive.log import entries
from impegni.engine.archive.parquet_copy import export, import_
from impegni.engine.archive.verification import differences
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook
from impegni.engine.intake.fact_tables import FactTables, fact_tables_from
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.errors import ArchiveError
from impegni.schema.facts import Facts
from strategies import RandomRun, runs

pytestmark = pytest.mark.slow


def judged(run: RandomRun, facts: FactTables) -> list[object]:
    book = Rulebook(Path(), run.vocabulary, tuple(run.objectives), (), "")
    found = judge(book, run.convention, Registry(run.units), facts, Options(run.as_of, run.known_at))
    return list(found.models())


@settings(max_examples=40)
@given(runs().filter(lambda run: bool(run.facts.submissions)), st.randoms())
def test_an_archive_fed_in_any_order_is_judged_like_its_facts(run: RandomRun, random: Random) -> None:
    kept = [row for row in run.facts.submissions or () if row.replaces != row.id]
    names = {row.id for row in kept}
    facts = Facts(
        events=tuple(row for row in run.facts.events if row.submission in names),
        populations=tuple(row for row in run.facts.populations if row.submission in names),
        submissions=tuple(kept),
    )
    random.shuffle(kept)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.impegni"
        for each in kept:
            put(path, Facts(
                events=tuple(row for row in facts.events if row.submission == each.id),
                populations=tuple(row for row in facts.populations if row.submission == each.id),
                submissions=(each,),
            ))  # fmt: skip
        if not kept:
            return
        opened = open_archive(path, "en")
        assert differences(opened) == ()
        assert judged(run, held_facts(opened)) == judged(run, fact_tables_from(facts))
        opened.con.close()


def test_the_same_submission_twice_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    assert [entry.submission for entry in put(path, one("s1", "2018-01-05")).added] == ["s1"]
    assert put(path, one("s1", "2018-01-05")).held == ("s1",)
    assert len(entries(open_archive(path, "en"))) == 1


def test_another_content_needs_another_id(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05"))
    with pytest.raises(ArchiveError, match="another content"):
        put(path, one("s1", "2018-01-05", ("P2",)))


def test_a_circle_of_replacements_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05", replaces="s2"))
    with pytest.raises(ArchiveError, match="replaces itself"):
        put(path, one("s2", "2018-01-06", replaces="s1"))


@pytest.mark.parametrize("facts", [Facts(events=one("s1", "2018-01-05").events), Facts(submissions=())])
def test_facts_without_a_submission_are_refused_and_leave_no_archive(tmp_path: Path, facts: Facts) -> None:
    bare = Facts(events=tuple(row.model_copy(update={"submission": None}) for row in facts.events))
    with pytest.raises(ArchiveError, match=r"submission\.yaml"):
        put(tmp_path / "a.impegni", bare)
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_imported_without_loss(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.impegni", tmp_path / "b.impegni"
    put(path, one("s1", "2018-01-05"))
    export(open_archive(path, "en"), tmp_path / "id=1 [copy]")
    import_(tmp_path / "id=1 [copy]", copy, "en")
    assert entries(open_archive(copy, "en")) == entries(open_archive(path, "en"))
    (tmp_path / "id=1 [copy]" / "log.parquet").write_bytes(b"x")
    with pytest.raises(ArchiveError, match=r"log\.parquet"):
        import_(tmp_path / "id=1 [copy]", tmp_path / "c.impegni", "en")


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("update event_row set event = 'contact'", "content"),
        ("update submission_row set received = date '2018-01-01'", "log"),
        ("delete from current_event", "current_event"),
        ("update log set seq = 7", "chain"),
        ("insert into submission_row select * from submission_row", "twice"),
        ("insert into refused_row (submission) values ('s9')", "rows"),
    ],
)
def test_a_change_behind_its_back_is_found(tmp_path: Path, sql: str, check: str) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05"))
    with duckdb.connect(str(path)) as con:
        con.execute(sql)
    assert check in {one.check for one in differences(open_archive(path, "en"))}


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    text, empty, other = tmp_path / "t", tmp_path / "e", tmp_path / "o"
    text.write_text("hello " * 3000)
    empty.touch()
    duckdb.connect(str(other)).close()
    for path in (text, empty, other):
        with pytest.raises(ArchiveError, match="not an archive"):
            open_archive(path, "en")
    with pytest.raises(ArchiveError, match="does not exist"):
        open_archive(tmp_path / "missing", "en")
    with pytest.raises(ArchiveError, match="folder"):
        open_archive(tmp_path, "en")


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path, broken = tmp_path / "a.impegni", tmp_path / "b.impegni"
    put(path, one("s1", "2018-01-05"))
    shutil.copy(path, broken)
    data = bytearray(path.read_bytes())
    data[12288 : 12288 + 4096] = bytes(4096)
    broken.write_bytes(data)
    with pytest.raises(ArchiveError, match="damaged"):
        open_archive(broken, "en")
