# SPDX-License-Identifier: EUPL-1.2
"""Acts on a small archive, each as the commands do it, to be killed; and what must be true of it afterwards."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
from impegni.engine.archive.file import brought_up_to_date, open_archive
from impegni.engine.archive.forgetting import forget
from impegni.engine.archive.ingest import ingest
from impegni.engine.archive.layout import VERSION
from impegni.engine.archive.parquet_copy import export, import_
from impegni.engine.archive.verification import check_bytes, differences
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.submissions.reader import read_files
from impegni.schema.unit import Unit

UNITS = tuple(Unit(code=f"cpi{number:02}", kind="cpi") for number in range(20))
ROWS = 3_000
ARCHIVE, COPY = "a.impegni", "copy"
PERSON = "P000007"
State = list[tuple[str, str | None]]


def write_submission(folder: Path, name: str) -> None:
    """The files of a submission in which persons were assisted."""
    folder.mkdir(parents=True)
    units = "|".join(unit.code for unit in UNITS)
    with duckdb.connect() as con:
        con.execute(
            f"copy (select '{name}-' || i as event_id, 'intensive_assistance' as event, date '2018-03-20' as date, "
            f"printf('cpi%02d', i % {len(UNITS)}) as unit, printf('P%06d', i) as person, '{name}' as submission "
            f"from range({ROWS}) as t(i)) to '{folder / 'events.parquet'}' (format parquet)"
        )
    row = f"id,month,units,received\n{name},2018-03,{units},2018-04-05\n"
    (folder / "submissions.csv").write_text(row, encoding="utf-8")


def store(files: Path, archive: Path) -> None:
    """Read a submission and put it into an archive."""
    paths = [files / "events.parquet", files / "submissions.csv"]
    ingest(archive, read_files(paths, load_rulebook().vocabulary, UNITS), "en")


def write_beginnings(folder: Path) -> None:
    """What the acts begin with: two submissions, an archive of the first, one of an earlier version, an export."""
    for name in ("old", "new"):
        write_submission(folder / name, name)
    archive = folder / ARCHIVE
    store(folder / "old", archive)
    opened = open_archive(archive, "en")
    export(opened, folder / COPY)
    opened.con.close()
    shutil.copy(archive, folder / "earlier.impegni")
    with duckdb.connect(str(folder / "earlier.impegni")) as con:
        con.execute("drop table named_event; drop table reply_row")
        for added in ("actor", "replies", "replied"):
            con.execute(f"alter table log drop column {added}")
        con.execute("update meta set value = '3' where name = 'schema_version'")


def _exported(work: Path) -> None:
    opened = open_archive(work / ARCHIVE, "en")
    export(opened, work / COPY)
    opened.con.close()


ACTS: Mapping[str, tuple[str | None, Callable[[Path, Path], object]]] = {
    "make": (None, lambda begun, work: store(begun / "new", work / ARCHIVE)),
    "add": (ARCHIVE, lambda begun, work: store(begun / "new", work / ARCHIVE)),
    "forget": (ARCHIVE, lambda _, work: forget(work / ARCHIVE, PERSON, "en")),
    "export": (ARCHIVE, lambda _, work: _exported(work)),
    "import": (None, lambda begun, work: import_(begun / COPY, work / ARCHIVE, "en")),
    "upgrade": ("earlier.impegni", lambda _, work: brought_up_to_date(work / ARCHIVE, "en")),
}
"""Each act: the archive it begins with, and what it does, given the beginnings and the folder it works in."""


def prepare(act: str, begun: Path, work: Path) -> None:
    """Make the folder an act works in."""
    work.mkdir()
    if (archive := ACTS[act][0]) is not None:
        shutil.copy(begun / archive, work / ARCHIVE)


def state(work: Path) -> State:
    """What is held: each act in the log of an archive that must be whole, and a copy if there is one.

    Raises:
        SystemExit: The archive is not whole.
    """
    return _acts(work / ARCHIVE) + ([("copied", None)] if (work / COPY).exists() else [])


def _acts(path: Path) -> State:
    if not path.exists():
        return []
    check_bytes(path, "en")
    with duckdb.connect(str(path)) as con:
        version = int(con.execute("select value from meta where name = 'schema_version'").fetchall()[0][0])
    if version < VERSION:
        return [(f"version {version}", None)]
    opened = open_archive(path, "en")
    found = differences(opened)
    acts = opened.con.execute("select act, submission from archive.log order by seq").fetchall()
    opened.con.close()
    if found:
        raise SystemExit(f"{path}: {found}")
    return acts
