# SPDX-License-Identifier: EUPL-1.2
"""How fast everything is on this machine: `python benchmarks/run.py [EVENTS]...`, 1M and 10M unless told.

Every figure is the median of three. Ratios are to a bare scan of the same file in the same run, by the
clock and in seconds of all cores together: the latter say more on a machine that has other work.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import synthetic

HERE = Path(__file__).resolve().parent
PACKAGES = ("duckdb", "pandas", "numpy", "pyarrow", "durable_rules")
TIMES = 3
UNITS_OF_SIZE = {"k": 1_000, "M": 1_000_000}
Seconds = tuple[float, float]
"""By the clock, and of all cores together."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="*", type=_size, help="numbers of events, such as 500k or 50M")
    parser.add_argument("--folder", type=Path, help="keep the synthetic files there and use them again")
    arguments = parser.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {packages}\n")
    with tempfile.TemporaryDirectory() as scratch:
        for events in arguments.events or [1_000_000, 10_000_000]:
            folder = (arguments.folder or Path(scratch)) / str(events)
            _write(folder, events)
            _print_run(folder, events)
        _print_decision(folder)


def _size(text: str) -> int:
    number, unit = (text[:-1], text[-1]) if text[-1:] in UNITS_OF_SIZE else (text, "")
    return int(number) * UNITS_OF_SIZE.get(unit, 1)


def _write(folder: Path, events: int) -> None:
    """Write what is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "units.csv").write_text(synthetic.units_csv())
    (folder / "populations.csv").write_text(synthetic.populations_csv())
    if not (folder / "events.parquet").exists():
        synthetic.write_events(folder / "events.parquet", events)


def _print_run(folder: Path, events: int) -> None:
    before, bare_memory = _stage("bare", folder)
    intake, intake_memory = _stage("intake", folder)
    judging, memory = _stage("judging", folder)
    whole = [_checked(folder) for _ in range(TIMES)]
    posting, posting_memory = _stage("posting", folder)
    after, _ = _stage("bare", folder)
    floor = _median(before["bare scan"] + after["bare scan"])
    print(
        f"{events:,} events, {judging['units']:,} units, {judging['rules']} rules, {judging['verdicts']:,} tallies"
    )
    print(f"{'stage':<33}{'seconds':>9}{'x bare':>8}{'CPU':>9}{'x bare':>8}{'MiB':>7}")
    _print_line("bare scan", floor, floor, bare_memory)
    _print_line("intake checks", _median(intake["intake checks"]), floor, intake_memory)
    for name in ("reduction", "tallies", "decision", "table of verdicts"):
        _print_line(name, _median(judging[name]), floor, memory)
    _print_line(
        "whole check, process and report",
        _median(run[0] for run in whole),
        floor,
        max(run[1] for run in whole),
    )
    clock, busy = _median(posting["posting"])
    times = events / posting["posted"]
    _print_line("durable_rules on every event *", (clock * times, busy * times), floor, posting_memory)
    print(f"* one rule, {posting['posted']:,} events posted, the rest extrapolated\n")


def _print_decision(folder: Path) -> None:
    found, memory = _stage("decision", folder)
    whole, alone = _median(found["all"])[0], _median(found["distinct"])[0]
    print(f"decision of {found['tallies']:,} tallies, every one counted: {whole:.2f} s, {memory} MiB,")
    print(
        f"  {found['tallies'] / whole:,.0f} tallies a second; {found['situations']:,} situations are distinct,"
    )
    print(f"  durable_rules decides {found['situations'] / alone:,.0f} of them a second")


def _median(times: Iterable[Seconds]) -> Seconds:
    clock, busy = zip(*times, strict=True)
    return median(clock), median(busy)


def _print_line(name: str, seconds: Seconds, floor: Seconds, memory: int) -> None:
    figures = "".join(f"{one:>9.2f}{one / least:>8.1f}" for one, least in zip(seconds, floor, strict=True))
    print(f"{name:<33}{figures}{memory:>7,}")


def _stage(name: str, folder: Path) -> tuple[dict[str, Any], int]:
    """The figures of a stage and the peak memory of its process, in MiB."""
    _, memory, output = timed([sys.executable, str(HERE / "stages.py"), name, str(folder)])
    return json.loads(output), memory


def _checked(folder: Path) -> tuple[Seconds, int]:
    """Seconds and MiB of the command, from the path of the files to the printed report."""
    command = [
        sys.executable,
        "-m",
        "impegni",
        "check",
        str(folder / "events.parquet"),
        str(folder / "populations.csv"),
    ]
    command += ["--units", str(folder / "units.csv"), "--as-of", synthetic.AS_OF]
    return timed(command)[:2]


def timed(command: Sequence[str], codes: Collection[int] = (0, 1)) -> tuple[Seconds, int, bytes]:
    """Seconds, peak memory in MiB and output of a command that ends with one of some exit codes."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        output.seek(0)
        return (seconds, usage.ru_utime + usage.ru_stime), usage.ru_maxrss // 1024, output.read()


if __name__ == "__main__":
    main()
