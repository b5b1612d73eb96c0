# SPDX-License-Identifier: EUPL-1.2
"""Persons in the archive: keys in the place of names, and nothing left of who is forgotten."""

from pathlib import Path

import pytest
from archive_support import one, put
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.forgetting import forget
from impegni.engine.archive.secret import Secret, read_secret
from impegni.engine.archive.verification import differences
from impegni.schema.errors import ArchiveError

pytestmark = pytest.mark.slow

FISCAL = "RCCMNL83S18D969H"
MISTYPED = "RCCMNL83S18D969X"
SECRET = Secret(b"a secret of sixteen bytes")


def test_fiscal_codes_need_a_secret_and_are_stored_as_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    with pytest.raises(ArchiveError, match="fiscal code"):
        put(path, one("s1", "2018-01-05", (FISCAL,)))
    put(path, one("s1", "2018-01-05", (FISCAL,)), SECRET)
    put(path, one("s2", "2018-01-06", (FISCAL.lower(),)), SECRET)
    found = open_archive(path, "en").con.execute("select distinct person from archive.event_row").fetchall()
    assert found == [(SECRET.key(FISCAL),)]
    assert FISCAL.encode() not in path.read_bytes()
    assert SECRET.value not in path.read_bytes()


def test_a_mistyped_fiscal_code_needs_a_secret_as_well(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    with pytest.raises(ArchiveError, match="fiscal code"):
        put(path, one("s1", "2018-01-05", (MISTYPED,)))
    put(path, one("s1", "2018-01-05", (MISTYPED,)), SECRET)
    assert MISTYPED.encode() not in path.read_bytes()


def test_another_secret_or_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05", (FISCAL,)), SECRET)
    with pytest.raises(ArchiveError, match="not the one"):
        put(path, one("s2", "2018-01-06"), Secret(b"another secret, long enough"))
    with pytest.raises(ArchiveError, match="secret key"):
        put(path, one("s2", "2018-01-06"))


def test_a_secret_comes_too_late_for_persons_given_without(tmp_path: Path) -> None:
    put(tmp_path / "a.impegni", one("s1", "2018-01-05"))
    with pytest.raises(ArchiveError, match="without a secret key"):
        put(tmp_path / "a.impegni", one("s2", "2018-01-06"), SECRET)


def test_a_secret_is_long_and_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IMPEGNI_KEY", raising=False)
    assert read_secret(None, "en") is None
    monkeypatch.setenv("IMPEGNI_KEY", "0123456789abcdef")
    assert read_secret(None, "en") == Secret(b"0123456789abcdef")
    (tmp_path / "key").write_text("short\n")
    with pytest.raises(ArchiveError, match="5 bytes"):
        read_secret(tmp_path / "key", "en")
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_secret(tmp_path / "missing", "en")


def test_nothing_is_left_of_a_person_forgotten_but_the_count(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    facts = one("s1", "2018-01-05", ("PERSON-ONE", "PERSON-TWO"))
    put(path, facts)
    forget(path, "PERSON-ONE", "en")
    assert b"PERSON-ONE" not in path.read_bytes()
    opened = open_archive(path, "en")
    assert differences(opened) == ()
    count = "select count(distinct person) from archive.event_row"
    assert opened.con.execute(count).fetchall() == [(2,)]
    opened.con.close()
    assert put(path, facts).held == ("s1",)
    with pytest.raises(ArchiveError, match="about this person"):
        forget(path, "PERSON-ONE", "en")
    assert [each.name for each in tmp_path.iterdir()] == ["a.impegni"]


def test_a_keyed_person_is_forgotten_with_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05", (FISCAL,)), SECRET)
    with pytest.raises(ArchiveError, match="secret key"):
        forget(path, FISCAL, "en")
    with pytest.raises(ArchiveError, match="not the one"):
        forget(path, FISCAL, "en", Secret(b"another secret, long enough"))
    forget(path, FISCAL, "en", SECRET)
    assert SECRET.key(FISCAL).encode() not in path.read_bytes()
