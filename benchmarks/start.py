# SPDX-License-Identifier: EUPL-1.2
"""How long a command takes to start, beside what its libraries take alone: `python benchmarks/start.py`.

Commands and libraries run by turns, each in a process of its own; the least of all rounds is given, because other
work on the machine only ever adds.
"""

import argparse
import sys
from pathlib import Path

from run import Seconds, timed

ROUNDS = 10
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "basilicata"
PROGRAM = [str(Path(sys.executable).with_name("impegni"))]
PAIRS = {
    "--help": ("click", [*PROGRAM, "--help"]),
    "check of the sample": (
        "duckdb, pandas, pydantic",
        [*PROGRAM, "check", "--no-project", str(SAMPLE / "events.csv"), str(SAMPLE / "populations.csv"),
         str(SAMPLE / "submissions.csv"), "--units", str(SAMPLE / "units.csv"), "--as-of", "2020-02-20"],
    ),
}  # fmt: skip
"""Each command, and the libraries it cannot do without."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PAIRS, help="one command alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(f"{'command':<32}{'seconds':>9}{'CPU':>9}{'x libraries':>13}{'CPU':>9}")
    for name in [asked.only] if asked.only else PAIRS:
        measure(name, asked.rounds)


def measure(name: str, rounds: int) -> None:
    """Print what a command and its libraries take, and how many times more the command does."""
    libraries, command = PAIRS[name]
    alone = [sys.executable, "-c", f"import {libraries}"]
    taken = [(timed(alone)[0], timed(command)[0]) for _ in range(rounds)]
    floor, found = (least(column) for column in zip(*taken, strict=True))
    print(f"{f'import {libraries}':<32}{floor[0]:>9.2f}{floor[1]:>9.2f}")
    print(
        f"{name:<32}{found[0]:>9.2f}{found[1]:>9.2f}{found[0] / floor[0]:>13.1f}{found[1] / floor[1]:>9.1f}",
        flush=True,
    )


def least(taken: tuple[Seconds, ...]) -> Seconds:
    clock, busy = zip(*taken, strict=True)
    return min(clock), min(busy)


if __name__ == "__main__":
    main()
