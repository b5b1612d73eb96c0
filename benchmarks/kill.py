# SPDX-License-Identifier: EUPL-1.2
"""Kill acts on an archive at random moments: all of an act is done or nothing, and given again it succeeds.

`python benchmarks/kill.py --kills 1000`; ends with 1 at the first archive that is none of that, or beside which
something is left in the end. How long each act takes is measured first: half of the kills fall anywhere in it, half
in its last part, where it writes and commits. A kill that comes when the act has ended hits nothing and is counted
apart.
"""

import argparse
import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import acts

PROCESSES = multiprocessing.get_context("forkserver")
LAST_PART = 0.4
BEYOND = 1.05
"""How far after the expected end a kill may come."""


def act(name: str, begun: Path, work: Path, tell: Connection) -> None:
    """Do an act; tells when it begins and when it has ended."""
    tell.send("begun")
    acts.ACTS[name][1](begun, work)
    tell.send("done")


def started(name: str, begun: Path, work: Path) -> tuple[BaseProcess, Connection]:
    """An act in a process of its own that has just begun."""
    hear, tell = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=act, args=(name, begun, work, tell))
    process.start()
    tell.close()
    hear.recv()
    return process, hear


def done(name: str, begun: Path, work: Path) -> float:
    """An act left alone; the seconds it takes.

    Raises:
        SystemExit: It fails.
    """
    process, hear = started(name, begun, work)
    since = time.perf_counter()
    try:
        hear.recv()
    except EOFError:
        raise SystemExit(f"{name} failed in {work}") from None
    took = time.perf_counter() - since
    process.join()
    return took


def measured(name: str, begun: Path, work: Path) -> tuple[float, acts.State, acts.State, list[str]]:
    """How long an act takes, what is held before and after it, and what lies in the folder then."""
    acts.prepare(name, begun, work)
    before = acts.state(work)
    took = done(name, begun, work)
    after, left = acts.state(work), sorted(path.name for path in work.iterdir())
    shutil.rmtree(work)
    return took, before, after, left


def kill_once(name: str, begun: Path, work: Path, delay: float, expected: tuple[object, ...]) -> str:
    """What was left after one kill; given again, the act must succeed and leave nothing beside it.

    Raises:
        SystemExit: One of these does not hold.
    """
    before, after, left = expected
    acts.prepare(name, begun, work)
    process, _ = started(name, begun, work)
    time.sleep(delay)
    process.kill()
    process.join()
    hit = process.exitcode == -signal.SIGKILL
    found = acts.state(work)
    if found not in (before, after):
        raise SystemExit(f"{name}: holds {found} after a kill at {delay:.3f} s, in {work}")
    if found == before:
        done(name, begun, work)
    beside = sorted(path.name for path in work.iterdir())
    if acts.state(work) != after or (found == before and beside != left):
        raise SystemExit(f"{name}: holds {acts.state(work)} after it was given again, beside it {beside}")
    shutil.rmtree(work)
    return ("nothing" if found == before else "everything") if hit else "too late"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, found = random.Random(asked.seed), Counter[tuple[str, str]]()
    PROCESSES.set_forkserver_preload(["acts"])
    with tempfile.TemporaryDirectory() as scratch:
        begun, work = Path(scratch) / "begun", Path(scratch) / "work"
        begun.mkdir()
        acts.write_beginnings(begun)
        known = {name: measured(name, begun, work) for name in acts.ACTS}
        for number in range(asked.kills):
            name = list(known)[number % len(known)]
            took, *expected = known[name]
            least = 0.0 if chance.random() < 0.5 else 1 - LAST_PART
            share = least + chance.random() * (BEYOND - least)
            found[name, kill_once(name, begun, work, share * took, tuple(expected))] += 1
            if number % 20 == 19:
                print(f"{number + 1} kills: {dict(found)}", file=sys.stderr)
    hits = sum(count for (_, what), count in found.items() if what != "too late")
    print(f"{asked.kills} kills, {hits} of them hit an act on {acts.ROWS:,} rows of events")
    print(f"{'act':<10}{'takes':>8}{'nothing left':>14}{'all of it left':>16}{'came too late':>15}")
    for name, (took, *_) in known.items():
        counts = [found[name, what] for what in ("nothing", "everything", "too late")]
        print(f"{name:<10}{took:>6.2f} s{counts[0]:>14}{counts[1]:>16}{counts[2]:>15}", flush=True)


if __name__ == "__main__":
    main()
