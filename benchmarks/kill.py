# SPDX-License-Identifier: EUPL-1.2
"""Kill an ingest at random points: the archive must open, hold all or nothing of it, and take a retry.

`python benchmarks/kill.py --kills 200`; ends with 1 at the first archive that is none of that. Every other
kill hits an ingest that makes the archive, the others one that adds to it. How long an ingest takes is
measured first: half of the kills fall anywhere in it, half in its last part, where it writes and commits.
"""

import argparse
import multiprocessing
import random
import shutil
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb
import synthetic
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.ingest import ingest
from impegni.engine.archive.verification import differences
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.intake.reader import read_files
from impegni.schema.unit import Unit

PROCESSES = multiprocessing.get_context("forkserver")
EVENTS = 20_000
LAST_PART = 0.4
BEYOND = 1.1
"""How far after the expected end a kill may come, so that some ingests are whole."""


def write_submission(folder: Path, name: str) -> list[Path]:
    """The files of a submission of the synthetic region."""
    folder.mkdir(parents=True)
    every, events, row = folder / "all.parquet", folder / "events.parquet", folder / "submissions.csv"
    synthetic.write_events(every, EVENTS)
    with duckdb.connect() as con:
        con.execute(
            f"copy (select * replace ('{name}' || event_id as event_id), '{name}' as submission from '{every}') "
            f"to '{events}' (format parquet)"
        )
    row.write_text(f"id,month,units,received\n{name},2018-03,cpi0001,2018-04-05\n")
    return [events, row]


def store(files: list[Path], archive: Path, tell: Connection) -> None:
    """Read a submission and put it into an archive; tells when it begins and when it has ended."""
    tell.send("begun")
    units = [
        Unit(code=code, kind=kind)
        for code, kind, *_ in (line.split(",") for line in synthetic.units_csv().splitlines()[1:])
    ]
    ingest(archive, read_files(files, load_rulebook().vocabulary, units), "en")
    tell.send("done")


def started(files: list[Path], archive: Path) -> tuple[BaseProcess, Connection]:
    """An ingest in a process of its own that has just begun."""
    hear, tell = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=store, args=(files, archive, tell))
    process.start()
    hear.recv()
    return process, hear


def stored(files: list[Path], archive: Path) -> float:
    """An ingest left alone; the seconds it takes."""
    process, hear = started(files, archive)
    begun = time.perf_counter()
    hear.recv()
    took = time.perf_counter() - begun
    process.join()
    return took


def held(archive: Path) -> list[str]:
    """The submissions in an archive, which must be whole; none where there is no archive."""
    if not archive.exists():
        return []
    opened = open_archive(archive, "en")
    found = differences(opened)
    rows = opened.con.execute("select id from archive.submission_row order by id desc").fetchall()
    opened.con.close()
    if found:
        raise SystemExit(f"{archive}: {found}")
    return [row[0] for row in rows]


def kill_once(work: Path, old: Path | None, files: list[Path], delay: float) -> str:
    """What was left after one kill: nothing of the submission, or everything; then it must go in."""
    work.mkdir()
    archive, before = work / "a.impegni", [] if old is None else ["old"]
    if old is not None:
        shutil.copy(old, archive)
    process, _ = started(files, archive)
    time.sleep(delay)
    process.kill()
    process.join()
    found = held(archive)
    if found not in (before, [*before, "new"]):
        raise SystemExit(f"{archive}: holds {found} after a kill at {delay:.3f} s")
    stored(files, archive)
    left = sorted(path.name for path in work.iterdir())
    if held(archive) != [*before, "new"] or left != ["a.impegni"]:
        raise SystemExit(f"{archive}: holds {held(archive)} after a retry, beside it {left}")
    shutil.rmtree(work)
    return "nothing" if found == before else "everything"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, found = random.Random(asked.seed), Counter[tuple[int, str]]()
    with tempfile.TemporaryDirectory() as scratch:
        folder, old = Path(scratch), Path(scratch) / "old.impegni"
        files = write_submission(folder / "new", "new")
        stored(write_submission(folder / "old", "old"), old)
        took = [stored(files, folder / "fresh.impegni"), 0.0]
        shutil.copy(old, folder / "added.impegni")
        took[1] = stored(files, folder / "added.impegni")
        for number in range(asked.kills):
            least = 0.0 if number % 4 < 2 else 1 - LAST_PART
            share = least + chance.random() * (BEYOND - least)
            left = kill_once(folder / "work", old if number % 2 else None, files, share * took[number % 2])
            found[int(share * 10), left] += 1
    print(
        f"{asked.kills} kills of an ingest of {EVENTS:,} events: {took[0]:.2f} s into a new archive, ", end=""
    )
    print(f"{took[1]:.2f} s into one that holds as many")
    print(f"{'part of its time':<20}{'nothing left':>14}{'everything left':>17}")
    for tenth in range(11):
        print(f"{tenth * 10:>3}% to {tenth * 10 + 10}%".ljust(20), end="")
        print(f"{found[tenth, 'nothing']:>14}{found[tenth, 'everything']:>17}")


if __name__ == "__main__":
    main()
