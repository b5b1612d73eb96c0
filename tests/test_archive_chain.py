# SPDX-License-Identifier: EUPL-1.2
"""The chain of the log: what is changed behind its back is named, what was seen is proved, forgetting keeps it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from archive_support import intake_of, one, put
from impegni.engine.archive.chain import breaks, chained, head
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.forgetting import forget
from impegni.engine.archive.ingest import ingest
from impegni.engine.archive.log import LogEntry, entries
from impegni.engine.archive.secret import Secret
from impegni.engine.archive.verification import Contradiction, differences
from impegni.engine.definitions.registry import Registry
from impegni.schema.unit import Unit

pytestmark = pytest.mark.slow

SECRET = Secret(b"a secret of sixteen bytes")
UNITS = Registry([Unit(code="A", kind="cpi", name="CPI A"), Unit(code="K1", kind="crisis", name="Crisis")])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two submissions under a secret, a person of the first forgotten."""
    path = tmp_path / "a.impegni"
    for name, received in (("s1", "2018-01-05"), ("s2", "2018-02-05")):
        facts = one(name, received, ("P1", "P2"))
        ingest(path, intake_of(facts), "en", secret=SECRET, agreements=[("basilicata", UNITS)])
    forget(path, "P1", "en", SECRET)
    return path


def found(path: Path, secret: Secret | None = SECRET, seen: str | None = None) -> set[str]:
    opened = open_archive(path, "en")
    checks = {one.check for one in differences(opened, secret, seen)}
    opened.con.close()
    return checks


def tampered(path: Path, *statements: str) -> None:
    with duckdb.connect(str(path)) as con:
        for statement in statements:
            con.execute(statement)


def test_a_chain_holds_after_ingests_and_forgetting(archive: Path) -> None:
    assert found(archive) == found(archive, None) == set()


LAST = "(select max(seq) from log)"
TAMPERINGS = {
    "a row": ["update event_row set event = 'contact'"],
    "a date received": ["update log set received = date '2018-01-01'"],
    "a date received, everywhere": [
        "update log set received = date '2018-01-01' where seq = 1",
        "update submission_row set received = date '2018-01-01' where id = 's1'",
    ],
    "a sender": ["update log set sender = 'X'", "update submission_row set sender = 'X'"],
    "files": ["update log set files = 'other.csv' where seq = 1"],
    "counts": ["update log set events = 7 where seq = 1"],
    "the count of rows left out": ["update log set refused = 7 where seq = 1"],
    "the last entry": [f"delete from log where seq = {LAST}"],
    "the last submission, everywhere": [
        *(f"delete from {table} where submission = 's2'" for table in ("event_row", "current_event", "log")),
        "delete from submission_row where id = 's2'",
    ],
    "the order of the log": ["update log set seq = case seq when 1 then 2 when 2 then 1 else seq end"],
    "a number of the log": ["update log set seq = 9 where seq = 1"],
    "an invented forgetting": [
        f"insert into log (seq, act, submission, entry) select {LAST} + 1, 'forget', 's1', 'x'",
    ],
    "a forgetting unsaid": ["delete from log where act = 'forget'"],
    "a person": ["update event_row set person = 'P9' where person like 'k-%'"],
    "a person, everywhere": [
        "update event_row set person = 'P9' where person like 'k-%'",
        "update current_event set person = 'P9'",
        "update person set key = 'P9' where key like 'k-%'",
    ],
    "a person forgotten in no entry": [
        "update event_row set person = 'forgotten-0' where person like 'k-%'",
        "update person set key = 'forgotten-0', salt = null where key like 'k-%'",
    ],
    "an invented row left out": ["insert into refused_row (submission, content) values ('s1', '{}')"],
    "the fingerprint of the secret": ["update meta set value = 'x' where name = 'key_fingerprint'"],
    "a unit": ["update known_unit set name = 'X' where code = 'K1'"],
    "a unit gone": ["delete from known_unit where code = 'K1'"],
    "a version that counts": ["update current_event set event = 'contact'"],
    "a figure invented": [
        "insert into population_row (population, unit, size, submission) values ('p', 'A', 1, 's1')"
    ],
    "a submission invented": ["insert into submission_row (id, month, units) values ('s9', '2018-03', 'A')"],
    "the last submission, where nobody was forgotten": [
        *(f"delete from {table} where submission = 's2'" for table in ("event_row", "current_event", "log")),
        "delete from submission_row where id = 's2'",
        "delete from log where act = 'forget'",
        "delete from person",
        "update event_row set person = null",
    ],
    "a link": ["update log set previous = repeat('0', 64) where seq = 2"],
}


@pytest.mark.parametrize("statements", TAMPERINGS.values(), ids=list(TAMPERINGS))
def test_what_is_changed_behind_its_back_is_named(archive: Path, statements: list[str]) -> None:
    tampered(archive, *statements)
    assert found(archive, None)


def chained_anew(path: Path) -> None:
    """Change a row and its digest, and compute the whole chain anew without the secret."""
    opened = open_archive(path, "en")
    held = entries(opened)
    opened.con.close()
    forged = chained([replace(one, events=5) if one.seq == 1 else one for one in held], "0" * 64, None)
    with duckdb.connect(str(path)) as con:
        for one in forged:
            con.execute(
                "update log set events = ?, previous = ?, entry = ? where seq = ?",
                [one.events, one.previous, one.entry, one.seq],
            )


def test_a_chain_written_anew_is_betrayed_by_its_seals_and_by_a_head_seen_before(archive: Path) -> None:
    opened = open_archive(archive, "en")
    seen = head(opened)
    opened.con.close()
    assert found(archive, SECRET, seen) == set()
    chained_anew(archive)
    assert "seal" in found(archive)
    assert {"head"} <= found(archive, None, seen)


def test_an_old_head_is_found_in_a_longer_chain(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05"))
    opened = open_archive(path, "en")
    seen = head(opened)
    opened.con.close()
    put(path, one("s2", "2018-02-05"))
    assert found(path, None, seen) == set()
    assert found(path, None, "f" * 64) == {"head"}


def test_every_field_of_an_entry_is_in_its_digest() -> None:
    whole = LogEntry(1, "ingest", "s1", None, "x", ("a",), "d", 1, 2, 3, "l", "u", "k")
    changes: Iterator[LogEntry] = (
        replace(whole, **{name: value})
        for name, value in {
            "act": "forget", "submission": "s2", "sender": "y", "files": ("b",), "digest": "e", "events": 9,
            "populations": 9, "refused": 9, "left_out": "m", "units": "v", "key": "q",
        }.items()
    )  # fmt: skip
    (linked,) = chained([whole], "0" * 64, SECRET)
    assert list(breaks([linked], SECRET)) == []
    for changed in changes:
        kept = replace(changed, previous=linked.previous, entry=linked.entry, seal=linked.seal)
        assert ("chain", 1) in list(breaks([kept], SECRET))
    assert list(breaks([replace(linked, seal=None)], SECRET)) == [("seal", 1)]


def test_differences_name_the_submission(archive: Path) -> None:
    tampered(archive, "update event_row set event = 'contact' where submission = 's2'")
    opened = open_archive(archive, "en")
    assert Contradiction("content", "s2") in differences(opened, SECRET)
