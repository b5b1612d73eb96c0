# SPDX-License-Identifier: EUPL-1.2
"""Damage archives at random: `impegni archive verify` must name every one of them, with 1 or 2.

`python benchmarks/damage.py --archives 1000`; ends with 1 at the first that is taken for whole, fails otherwise or
crashes the process. Each archive is a copy of one that was ingested into, of one in which a person was forgotten, of
one with a long history, or of one whose last act still lies in its log, which is then what is damaged; a few bytes are
changed, a run of them is overwritten, the file is cut, or something is written at its end.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import acts
import duckdb
from click.testing import CliRunner
from impegni.cli import main as command
from impegni.engine.archive.forgetting import forget

PROCESSES = multiprocessing.get_context("forkserver")


def changed(data: bytearray, chance: random.Random) -> None:
    """One to eight bytes changed anywhere."""
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)


def overwritten(data: bytearray, chance: random.Random) -> None:
    """A run of bytes of something else, as of a file that was mixed up with another."""
    place, length = chance.randrange(len(data)), chance.choice((16, 512, 4096))
    data[place : place + length] = chance.randbytes(len(data[place : place + length]))


def cut(data: bytearray, chance: random.Random) -> None:
    """The end is missing."""
    del data[chance.randrange(len(data) // 2, len(data)) :]


def grown(data: bytearray, chance: random.Random) -> None:
    """Something stands behind the end."""
    data += chance.randbytes(chance.choice((1, 100, 4096)))


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (changed, changed, overwritten, cut, grown)


def verify(archive: Path, tell: Connection) -> None:
    """What the command says of an archive: its exit code and its last words."""
    done = CliRunner().invoke(command, ["archive", "verify", "--archive", str(archive), "--lang", "en"])
    tell.send((done.exit_code, (done.stdout + done.stderr).strip().splitlines()))


def verified(archive: Path) -> tuple[int | None, list[str]]:
    """The same from a process of its own, which a damaged file may crash; no code then."""
    hear, tell = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=verify, args=(archive, tell))
    process.start()
    tell.close()
    try:
        return hear.recv()
    except EOFError:
        return None, [f"the process ended with {process.exitcode}"]
    finally:
        process.join()


def log_of(archive: Path) -> Path:
    """Where what was not yet folded into an archive lies."""
    return archive.with_name(archive.name + ".wal")


def logged(folder: Path) -> Path:
    """An archive whose last ingest lies in its log alone: copied before it is folded in."""
    path, held = folder / "logged.impegni", folder / "held.impegni"
    shutil.copy(folder / acts.ARCHIVE, held)
    with duckdb.connect(str(held)) as con:
        con.execute("set wal_autocheckpoint = '1TB'")
        con.execute("begin; create or replace table current_event as from current_event; commit")
        shutil.copy(held, path)
        shutil.copy(log_of(held), log_of(path))
    return path


def archives(folder: Path) -> Iterator[Path]:
    """One of each kind to damage."""
    acts.write_beginnings(folder)
    yield folder / acts.ARCHIVE
    for name in ("grown", "forgotten"):
        path = folder / f"{name}.impegni"
        shutil.copy(folder / acts.ARCHIVE, path)
        acts.give([*acts.ACTS["add"].words_for(folder), "--archive", str(path)])
        if name == "forgotten":
            forget(path, acts.PERSON, "en")
        yield path
    yield logged(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archives", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, found, begun = random.Random(asked.seed), Counter[tuple[str, str, int]](), time.perf_counter()
    PROCESSES.set_forkserver_preload(["impegni.cli", "acts"])
    with tempfile.TemporaryDirectory() as scratch:
        kinds = list(archives(Path(scratch)))
        for whole in kinds:
            if (said := verified(whole))[0] != 0:
                raise SystemExit(f"{whole.name}: {said} before any damage")
        for number in range(asked.archives):
            whole, way = kinds[number % len(kinds)], chance.choice(WAYS)
            copy = Path(scratch) / f"copy-{os.getpid()}.impegni"
            for source, target in ((whole, copy), (log_of(whole), log_of(copy))):
                target.unlink(missing_ok=True)
                if source.exists():
                    shutil.copy(source, target)
            damaged = log_of(copy) if log_of(copy).exists() else copy
            data = bytearray(damaged.read_bytes())
            way(data, chance)
            damaged.write_bytes(data)
            code, said = verified(copy)
            if code not in (1, 2) or not any(copy.name in line or "in the midst" in line for line in said):
                raise SystemExit(f"archive {number}: {whole.stem} {way.__name__}: {code} {said}")
            found[whole.stem, way.__name__, code] += 1
    print(f"{asked.archives} damaged archives, each named by verify, in {time.perf_counter() - begun:.0f} s")
    for (kind, way, code), count in sorted(found.items()):
        print(f"  {kind:<12}{way:<14}exit {code}{count:>6}")


if __name__ == "__main__":
    main()
