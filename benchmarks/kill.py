# SPDX-License-Identifier: EUPL-1.2
"""Kill and interrupt commands on an archive at random moments: all of a command is done or nothing.

`python benchmarks/kill.py --kills 1000 --interrupts 300`; ends with 1 at the first that leaves anything else. What is
left of a killed command must be whole, and the command, given again, must succeed and leave nothing beside the archive.
What is left of one that was interrupted (130) or told to end (143) must be whole with nothing beside it at once, and
nothing may have been said of where it was in the program.

A command is watched first: the processor time at which it first and last changes its folder is the window in which it
writes, and every kill falls anywhere in that; an interrupt falls anywhere in the command. Processor time is the same
however busy the machine is, or nearly: after a hit that came too late those that follow come a little earlier. What had
ended before it was hit is counted apart.
"""

import argparse
import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import acts

PROCESSES = multiprocessing.get_context("forkserver")
EARLIER, LATER = 0.93, 1.01
"""By how much hits come earlier after one that was too late, and later after one that was not."""

TIMES = 3
"""How often each command is watched before it is hit."""

STEP = 0.0002
"""Seconds between two looks at a command, at least."""

CODES = {signal.SIGKILL: (-9,), signal.SIGINT: (130,), signal.SIGTERM: (143, -15)}
"""How a command that was hit ends; told to end before it has begun, it ends as the system ends it."""


@dataclass(frozen=True)
class Known:
    """A command that was left alone.

    Attributes:
        before: What is held before it, and after.
        beside: What lies in the folder before it, and after.
        first: The processor time at which it first changed its folder, last changed it, and ended.
    """

    before: acts.State
    after: acts.State
    beside: tuple[list[str], list[str]]
    first: float
    last: float
    end: float


def clock(process: BaseProcess) -> float:
    """The processor time of a process, in seconds.

    Raises:
        OSError: It has ended.
    """
    assert process.pid is not None
    return time.clock_gettime((~process.pid << 3) | 2)


def started(name: str, begun: Path, work: Path) -> tuple[BaseProcess, float]:
    """A command in a process of its own, and the processor time at which it began: before, that is none of it."""
    words = acts.ACTS[name].given(begun)
    heard(work).unlink(missing_ok=True)
    process = PROCESSES.Process(target=acts.do, args=(words, work, heard(work)))
    process.start()
    while process.is_alive() and not heard(work).exists():
        time.sleep(STEP)
    try:
        return process, clock(process)
    except OSError:
        return process, 0.0


def heard(work: Path) -> Path:
    """What a command said."""
    return work.with_name("heard")


def looked(work: Path) -> list[tuple[str, int, int]]:
    """What lies in a folder and how it looks from outside."""
    found = []
    for folder, _, files in os.walk(work):
        for file in files:
            with contextlib.suppress(OSError):
                state = Path(folder, file).stat()
                found.append((file, state.st_size, state.st_mtime_ns))
    return found


def watched(name: str, begun: Path, work: Path) -> tuple[float, float, float]:
    """When a command first and last changes its folder, and when it ends.

    Raises:
        SystemExit: It fails.
    """
    seen, changes, now = looked(work), list[float](), 0.0
    process, since = started(name, begun, work)
    while process.is_alive():
        try:
            now = clock(process) - since
        except OSError:
            break
        if (look := looked(work)) != seen:
            seen = look
            changes.append(now)
        time.sleep(STEP)
    check_done(name, process, work)
    return (changes or [now])[0], (changes or [now])[-1], now


def check_done(name: str, process: BaseProcess, work: Path) -> None:
    """Wait for a command that was left alone.

    Raises:
        SystemExit: It fails.
    """
    process.join()
    if process.exitcode != 0:
        raise SystemExit(f"{name} ended with {process.exitcode} in {work}: {heard(work).read_text()}")


def known(name: str, begun: Path, work: Path) -> Known:
    """A command watched a few times."""
    runs = []
    for _ in range(TIMES):
        acts.prepare(name, begun, work)
        before, beside = acts.state(work), names(work)
        runs.append(watched(name, begun, work))
        after, left = acts.state(work), names(work)
        shutil.rmtree(work)
    first, last, end = map(min, zip(*runs, strict=True))
    return Known(before, after, (beside, left), first, last, end)


def names(work: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in work.iterdir())


def hit(name: str, begun: Path, work: Path, moment: float, how: signal.Signals) -> tuple[bool, list[str]]:
    """A command that is hit at a moment; whether it was, and what lay beside the archive then.

    Raises:
        SystemExit: It ended in another way than one that was hit or had ended already, or said where it was.
    """
    process, since = started(name, begun, work)
    try:
        while (left := since + moment - clock(process)) > 0 and process.is_alive():
            time.sleep(max(STEP, left / 3))
        assert process.pid is not None
        os.kill(process.pid, how)
    except OSError:
        pass
    process.join()
    said = heard(work).read_text()
    if process.exitcode not in (0, *CODES[how]) or "Traceback" in said or "Exception" in said:
        raise SystemExit(f"{name}, {how.name} at {moment:.3f} s: ended with {process.exitcode}: {said}")
    return process.exitcode != 0, names(work)


def tried(name: str, begun: Path, work: Path, moment: float, how: signal.Signals, expected: Known) -> str:
    """What was left after one hit; given again, the command must succeed and leave nothing beside the archive.

    Raises:
        SystemExit: One of these does not hold.
    """
    acts.prepare(name, begun, work)
    was_hit, left = hit(name, begun, work, moment, how)
    found = acts.state(work)
    where = f"{name}, {how.name} at {moment:.3f} s in {work}"
    if found not in (expected.before, expected.after):
        raise SystemExit(f"{where}: holds {found}")
    everything = found == expected.after
    if how is not signal.SIGKILL and left != expected.beside[everything]:
        raise SystemExit(f"{where}: beside the archive lies {left}")
    if not everything:
        process, _ = started(name, begun, work)
        check_done(name, process, work)
        again = (acts.state(work), names(work))
        if again != (expected.after, expected.beside[1]):
            raise SystemExit(f"{where}: given again, it leaves {again}")
    shutil.rmtree(work)
    return ("everything" if everything else "nothing") if was_hit else "too late"


def told(found: Mapping[tuple[str, str, str], int], all_known: Mapping[str, Known]) -> None:
    """Print what came of it."""
    for how in dict.fromkeys(how for how, _, _ in found):
        counts = {
            name: [found[how, name, what] for what in ("nothing", "everything", "too late")]
            for name in all_known
        }
        hits = sum(nothing + everything for nothing, everything, _ in counts.values())
        print(
            f"{how}: {hits} of {sum(map(sum, counts.values()))} hit a command on {acts.ROWS:,} rows of events"
        )
        print(
            f"  {'command':<10}{'takes':>8}{'writes':>9}{'nothing left':>14}{'all of it left':>16}{'came too late':>15}"
        )
        for name, one in all_known.items():
            nothing, everything, late = counts[name]
            writes = one.last - one.first
            print(
                f"  {name:<10}{one.end:>6.2f} s{writes:>7.2f} s{nothing:>14}{everything:>16}{late:>15}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--interrupts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance, found = random.Random(asked.seed), Counter[tuple[str, str, str]]()
    PROCESSES.set_forkserver_preload(["acts"])
    with tempfile.TemporaryDirectory() as scratch:
        begun, work = Path(scratch) / "begun", Path(scratch) / "work"
        begun.mkdir()
        acts.write_beginnings(begun)
        all_known = {name: known(name, begun, work) for name in acts.ACTS}
        signals = [signal.SIGKILL] * asked.kills
        signals += [(signal.SIGINT, signal.SIGTERM)[number % 2] for number in range(asked.interrupts)]
        pace = dict.fromkeys(all_known, 1.0)
        for number, how in enumerate(signals, 1):
            name = chance.choice(list(all_known))
            one = all_known[name]
            moment = (
                chance.uniform(one.first, one.last) if how is signal.SIGKILL else chance.uniform(0, one.end)
            )
            what = tried(name, begun, work, moment * pace[name], how, one)
            pace[name] = min(1, pace[name] * (EARLIER if what == "too late" else LATER))
            found[how.name, name, what] += 1
            if number % 20 == 0:
                late = sum(count for (_, _, what), count in found.items() if what == "too late")
                print(f"{number} of {len(signals)}, {number - late} hit", file=sys.stderr, flush=True)
    told(found, all_known)


if __name__ == "__main__":
    main()
