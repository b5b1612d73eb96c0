# SPDX-License-Identifier: EUPL-1.2
"""A byte changed anywhere in an archive is named, also where nothing is held; benchmarks/damage.py tries a thousand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from archive_support import one, put
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.archive.blocks import HEADER, HEADERS, damaged
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.forgetting import Unreached, forget

pytestmark = pytest.mark.slow

Way = Callable[[bytearray], None]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with blocks that are no longer in use."""
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05", ("P0001", "P0002")))
    put(path, one("s2", "2018-02-05", ("P0003",)))
    return path


def flipped(place: int) -> Way:
    def change(data: bytearray) -> None:
        data[place] ^= 1

    return change


def cut(data: bytearray) -> None:
    del data[-1]


def grown(data: bytearray) -> None:
    data.append(0)


FIRST = HEADERS * HEADER


@pytest.mark.parametrize(
    "way",
    [flipped(0), flipped(9), flipped(HEADER), flipped(2 * HEADER + 4000), flipped(FIRST + 20), flipped(-1), cut, grown],
)  # fmt: skip
def test_damage_is_named_wherever_it_lies(archive: Path, way: Way) -> None:
    assert damaged(archive) is None
    data = bytearray(archive.read_bytes())
    way(data)
    archive.write_bytes(data)
    done = CliRunner().invoke(main, ["archive", "verify", "--archive", str(archive), "--lang", "en"])
    assert (done.exit_code, f"{archive}: the archive is damaged: its bytes" in done.stderr) == (2, True)


def test_every_byte_of_a_block_counts(archive: Path) -> None:
    whole = archive.read_bytes()
    for place in range(FIRST, len(whole), 100_003):
        data = bytearray(whole)
        data[place] ^= 255
        archive.write_bytes(data)
        assert damaged(archive) is not None


def test_what_is_no_database_is_not_judged_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.impegni"
    path.write_bytes(b"x" * 20_000)
    assert damaged(path) is None
    done = CliRunner().invoke(main, ["archive", "verify", "--archive", str(path), "--lang", "en"])
    assert (done.exit_code, "not an archive" in done.stderr) == (2, True)


def test_forgetting_says_what_it_cannot_reach_and_leaves_nothing_beside(archive: Path) -> None:
    facts = one("s3", "2018-03-05", ("P0009",))
    named = {"event_id": "V-P0009-1", "evidence": "prot. P0009"}
    put(archive, facts.model_copy(update={"events": (facts.events[0].model_copy(update=named),)}))
    done = forget(archive, "P0009", "en")
    assert done.unreached == (Unreached("s3", "event_id", 1), Unreached("s3", "evidence", 1))
    done = forget(archive, "P0001", "en")
    assert done.unreached == ()
    files = [path for path in archive.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["a.impegni"]
    assert b"P0001" not in archive.read_bytes()


def test_what_does_not_fit_into_memory_lies_beside_the_archive(archive: Path) -> None:
    opened = open_archive(archive, "en")
    ((place,),) = opened.con.execute("select current_setting('temp_directory')").fetchall()
    assert Path(place).parent == archive.parent
    opened.con.execute("set memory_limit = '60MB'; set threads = 1")
    opened.con.execute(
        "create temp table t as select hash(range) as h, repeat('x', 20) || range as s from range(1500000)"
    )
    assert list(Path(place).iterdir())
    opened.con.close()
    assert [path.name for path in archive.parent.iterdir()] == ["a.impegni"]


def test_what_killed_programs_spilled_is_cleared_away(archive: Path) -> None:
    left = archive.with_name(".a.impegni.999999999.0.tmp")
    left.mkdir()
    (left / "storage").write_bytes(b"x")
    put(archive, one("s9", "2018-05-05"))
    assert [path.name for path in archive.parent.iterdir()] == ["a.impegni"]
