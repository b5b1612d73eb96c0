# SPDX-License-Identifier: EUPL-1.2
"""A check of 21 regions on Spark beside the same on this machine: `python benchmarks/cluster.py [EVENTS]`.

The regions share the job centres, the schools and three years of events of a synthetic nation; each has a convention
and files of its own. Both ways must write the same bytes. Seconds of processor are those of every process started,
what they left behind included. It needs Java 17 and the extra [spark].
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import synthetic

RULES = Path(__file__).resolve().parents[1] / "rules"
REGIONS = 21
EXECUTORS = "local-cluster[2,1,2048]"
"""Two executors of one core, each a process of its own."""
SUBREAPER = 36


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="?", type=int, default=2_000_000)
    parser.add_argument("--folder", type=Path, help="keep the synthetic files there")
    asked = parser.parse_args()
    # What a process leaves behind becomes a child of this one, so that its seconds are counted too.
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        write_regions(folder, asked.events)
        files = sorted(folder.glob("events/*/*.parquet"))
        here = measured(folder, "one machine", [*files], [])
        there = measured(folder, "two executors", [folder], ["--engine", "spark", "--master", EXECUTORS])
        same = (folder / "one machine").read_bytes() == (folder / "two executors").read_bytes()
        print(f"{asked.events:,} events, {REGIONS} regions, the same bytes: {'yes' if same else 'NO'}")
        print(f"two executors take {there / here:.2f} times the seconds of processor")
    sys.exit(not same)


def measured(folder: Path, name: str, paths: list[Path], options: list[str]) -> float:
    """The seconds of processor of a check that writes its verdicts into the folder; printed with those by the clock."""
    conventions = [word for path in sorted(folder.glob("R*.yaml")) for word in ("--convention", str(path))]
    command = [sys.executable, "-m", "impegni", "check", *map(str, paths), *options, *conventions]
    command += ["--as-of", synthetic.AS_OF, "--format", "ndjson", "--out", str(folder / name), "--no-project"]
    began, before = time.perf_counter(), _processor()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, text=True)
    if ended.returncode not in (0, 1):
        raise SystemExit(f"{name} ended with {ended.returncode}:\n{ended.stderr}")
    clock = time.perf_counter() - began
    _wait_for_all()
    taken = _processor() - before
    print(f"{name:<16}{clock:>8.1f} s by the clock{taken:>8.1f} s of processor", flush=True)
    return taken


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _wait_for_all() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def write_regions(folder: Path, events: int) -> None:
    """Write the conventions, the registries and, divided by convention, the events."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.parquet"
    if not whole.exists():
        synthetic.write_events(whole, events)
    convention = (RULES / "conventions" / "basilicata.yaml").read_text(encoding="utf-8")
    for number in range(REGIONS):
        name = f"R{number:02}"
        own = convention.replace("convention: basilicata", f"convention: {name.lower()}")
        own = own.replace('region: "17"', f"region: {name}").replace(
            "basilicata.units.csv", f"{name}.units.csv"
        )
        (folder / f"{name}.yaml").write_text(own, encoding="utf-8")
        (folder / f"{name}.units.csv").write_text(_units(number), encoding="utf-8")
        part = folder / "events" / f"convention={name.lower()}"
        part.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as con:
            con.execute(f"copy ({_events(whole, number)}) to '{part}/part-0.parquet' (format parquet)")


def _units(number: int) -> str:
    lines = [f"R{number:02},region,Regione {number},"]
    for line in synthetic.units_csv().splitlines()[2:]:
        code, kind, name, _ = line.split(",")
        if int(code[-4:]) % REGIONS == number:
            lines.append(f"{code},{kind},{name},R{number:02}")
    return "\n".join(["code,kind,name,parent", *lines]) + "\n"


def _events(whole: Path, number: int) -> str:
    """The events of a region's units; one held by two job centres together is that of the first alone."""
    return (
        f"select * replace (split_part(unit, '|', 1) as unit) from '{whole}' "
        f"where right(split_part(unit, '|', 1), 4)::integer % {REGIONS} = {number} order by event_id"
    )


if __name__ == "__main__":
    main()
