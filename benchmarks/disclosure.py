# SPDX-License-Identifier: EUPL-1.2
"""What an attacker learns from everything that is published of random worlds: `python benchmarks/disclosure.py`.

Needs the package installed with its test extra. For each number of one to three persons in a world another world is
looked for that is published alike and has none or more there; in some of them every page, sheet and file is compared.
Ends with 1 if a number was left for which none was found; also tells what share of its figures the sample withholds.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dossier_site import MEETING, judged
from impegni.engine.reports.public import public
from impegni.engine.verdicts.run import Options
from public_outputs import alike
from public_search import following
from public_worlds import random_world

FIGURES = ("observed", "required", "shortfall", "headroom", "population_size")


def withheld() -> tuple[int, int]:
    """The figures of the sample's verdicts, and how many of them are not published."""
    verdicts = judged(Options(MEETING))
    before, after = (int(each.frame[[*FIGURES]].notna().sum().sum()) for each in (verdicts, public(verdicts)))
    return before, before - after


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--in-full", type=int, default=20, help="compare every format too in so many worlds")
    asked = parser.parse_args()
    numbers, open_, begun = 0, [], time.perf_counter()
    for seed in range(asked.seed, asked.seed + asked.worlds):
        world = random_world(seed)
        wanted, found = following(world, alike(world, in_full=seed < asked.seed + asked.in_full))
        numbers += wanted
        open_ += [f"world {seed}: {name}" for name in found]
        print(f"{seed - asked.seed + 1} worlds, {numbers} numbers, {len(open_)} left open", file=sys.stderr)
    figures, hidden = withheld()
    print(f"{asked.worlds} worlds, {numbers} numbers of one to three persons, {len(open_)} of them left open")
    print(f"{time.perf_counter() - begun:.0f} s; the sample withholds {hidden} of {figures} figures")
    print("\n".join(open_))
    sys.exit(bool(open_))


if __name__ == "__main__":
    main()
