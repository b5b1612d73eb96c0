# SPDX-License-Identifier: EUPL-1.2
"""Whatever goes wrong while an archive is written, it says so plainly and loses nothing."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_support import one, put, sessions, submission
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.log import entries
from impegni.engine.archive.verification import differences
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION), "--lang", "en"]
LOCKING = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
PROGRAM = (
    "import sys, os, resource, duckdb, numpy, pandas, pyarrow\n"
    "from impegni.cli import main; from impegni.commands import ingest\n"
    "from impegni.engine.runs import facts, setting\n"
    "from impegni.engine.archive import ingest, parquet_copy; from impegni.engine.reports import archive_lines\n"
)
LIMITED = PROGRAM + (
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))\nmain(sys.argv[2:])\n"
)
UNPRIVILEGED = PROGRAM + (
    "import tempfile, contextlib\n"
    "with tempfile.TemporaryDirectory() as scratch, contextlib.suppress(SystemExit):\n"
    "    archive = sys.argv.index('--archive') + 1\n"
    "    main([*sys.argv[1:archive], scratch + '/a', *sys.argv[archive + 1:]])\n"
    "os.geteuid() or os.seteuid(65534)\nmain(sys.argv[1:])\n"
)
"""Nobody may read the interpreter's own modules, so all are loaded by an ingest into another archive first."""


def run(program: str, *words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True)


def held(path: Path) -> list[str]:
    opened = open_archive(path, "en")
    assert differences(opened) == ()
    names = [entry.submission for entry in entries(opened)]
    opened.con.close()
    return names


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-01-05"))
    return path


def test_two_writers_do_not_meet(archive: Path, tmp_path: Path) -> None:
    sent = submission(tmp_path, "s2", sessions(1))
    command = [sys.executable, "-c", LOCKING, str(archive)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        refused = run(PROGRAM + "main(sys.argv[1:])", "ingest", sent, "--archive", archive, *SETTING)
        other.communicate(b"\n")
    assert refused.returncode == 2
    assert "another program is using the archive" in refused.stderr
    assert len(put(archive, one("s2", "2018-01-06")).added) == 1


def test_a_full_disk_leaves_the_archive_as_it_was(archive: Path, tmp_path: Path) -> None:
    sent = submission(tmp_path, "s2", sessions(30_000))
    done = run(LIMITED, archive.stat().st_size, "ingest", sent, "--archive", archive, *SETTING)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{archive}: the disk is full; the archive is as it was: make room and try again\n"
    )
    assert held(archive) == ["s1"]
    assert run(LIMITED, -1, "ingest", sent, "--archive", archive, *SETTING).returncode == 0
    assert held(archive) == ["s1", "s2"]


def test_a_full_disk_leaves_no_half_of_a_new_archive(tmp_path: Path) -> None:
    sent, archive = submission(tmp_path, "s2", sessions(30_000)), tmp_path / "folder" / "a.impegni"
    archive.parent.mkdir()
    done = run(LIMITED, 300_000, "ingest", sent, "--archive", archive, *SETTING)
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert list(archive.parent.iterdir()) == []


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with an archive that nobody may write to; reachable by every user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put(folder / "a.impegni", one("s1", "2018-01-05"))
        submission(folder, "s2", sessions(1))
        for path in (folder, folder / "s2"):
            path.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        (folder / "s2").chmod(0o755)


@pytest.mark.parametrize(
    ("name", "mode"), [("a.impegni", 0o444), ("a.impegni", 0o666), ("new.impegni", 0o666)]
)
def test_a_folder_that_is_read_only_is_named(locked_folder: Path, name: str, mode: int) -> None:
    (locked_folder / "a.impegni").chmod(mode)
    words = [locked_folder / "s2", "--archive", locked_folder / name, *SETTING]
    done = run(UNPRIVILEGED, "ingest", *words)
    assert done.returncode == 2, done.stderr
    assert done.stderr == (
        f"{locked_folder / name}: it cannot be written: the file or its folder is read-only; "
        "the archive is as it was\n"
    )
    assert held(locked_folder / "a.impegni") == ["s1"]


def test_a_killed_ingest_leaves_nothing_or_everything(tmp_path: Path) -> None:
    put(tmp_path / "seed", one("s1", "2018-01-05"))
    subprocess.run([sys.executable, HERE / "archive_killed.py", tmp_path, "6"], check=True)
    for name, before in (("new", []), ("old", ["s1"])):
        folders = sorted(tmp_path.glob(f"{name}-*"))
        left = []
        for path in (folder / "a.impegni" for folder in folders):
            left.append(held(path) if path.exists() else [])
            put(path, one("s2", "2018-02-05", ("P1", "P2"), replaces="s1"))
            assert held(path) == [*before, "s2"]
            assert [each.name for each in path.parent.iterdir()] == ["a.impegni"]
        assert len(left) > 4
        assert left == sorted(left)
        assert (left[0], left[-1]) == (before, [*before, "s2"])
        assert {len(each) - len(before) for each in left} == {0, 1}
