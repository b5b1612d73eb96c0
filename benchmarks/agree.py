# SPDX-License-Identifier: EUPL-1.2
"""How often engine and oracle agree on random runs: `python benchmarks/agree.py [RUNS] [SEED]`.

Needs the package installed with its test extra. Prints the seed, the number of runs, rules and verdicts compared,
the number of runs that differ, and every kind of difference with its smallest run, made smaller still.
Exits 1 on any difference.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hypothesis import strategies as st
from impegni.schema.base import Model
from oracle import judge, judge_programme
from reduce import Run, reduced
from strategies import BENT_ON, BENTS, NationalRun, crowded, independent, national_runs, runs
from test_oracle_agrees import unlike


def main(count: int, start: int) -> int:
    """Compare `count` random runs, told by `start`, and report."""
    compared, kinds, smallest = Counter[str](), Counter[str](), dict[str, Run]()
    for run in _drawn(count, start):
        compared["runs"] += 1
        compared["rules"] += sum(len(objective.rules) for objective in run.objectives)
        for verdict in (
            judge_programme(*run.arguments()) if isinstance(run, NationalRun) else judge(*run.arguments())
        ):
            compared["verdicts"] += 1
            compared[verdict.kind] += 1
        found = _kinds(run)
        compared["runs that differ"] += bool(found)
        for kind in found:
            kinds[kind] += 1
            smallest[kind] = min(smallest.get(kind, run), run, key=lambda each: len(repr(each)))
    print(f"seed {start}: " + ", ".join(f"{number} {name}" for name, number in compared.items()))
    for kind, number in kinds.most_common():
        run = reduced(smallest[kind], lambda each, kind=kind: kind in _kinds(each))
        print(
            f"\n{number} runs differ in {kind}; the smallest:",
            *_differences(run)[:6],
            _shown(run),
            sep="\n  ",
        )
    return 1 if kinds else 0


def _drawn(count: int, start: int) -> Iterator[Run]:
    """Six runs in ten of anything, three of few things, one of the nation; every one of many rules."""
    each = 3 * count // (10 * len(BENT_ON))
    of_few_things = [independent(runs(crowded(st.just(bent))), each, start) for bent in BENT_ON.values()]
    of_the_nation = independent(national_runs(crowded(BENTS)), count // 10, start)
    others = count - count // 10 - each * len(BENT_ON)
    return chain(*of_few_things, of_the_nation, independent(runs(crowded(BENTS)), others, start))


def _differences(run: Run) -> list[str]:
    try:
        return unlike(run)
    except Exception as error:  # any failure of either side is a difference to report
        return [f"failure of one of them: {type(error).__name__}: {error}"]


ORDER = ("oracle judges", "failure of", "active_days", "threshold", "required", "observed", "due", "kind")
"""What differs first; the rest often follows from it."""


def _kinds(run: Run) -> set[str]:
    """What differs, verdict by verdict: the field from which the others may follow."""
    by_verdict: dict[str, list[str]] = {}
    for line in _differences(run):
        place, said, _ = line.partition("): ")
        by_verdict.setdefault(place if said else "", []).append(_field(line))
    return {min(fields, key=_rank) for fields in by_verdict.values()}


def _rank(field: str) -> int:
    return ORDER.index(field) if field in ORDER else len(ORDER)


def _field(line: str) -> str:
    _, said, rest = line.partition("): ")
    return rest.partition(":")[0] if said else " ".join(line.split()[:2])


def _shown(run: Run) -> str:
    models: list[Model] = [rule for each in run.objectives for rule in each.rules]
    models += [run.programme] if isinstance(run, NationalRun) else [run.convention]
    models += (
        [unit for _, units in run.members for unit in units] if isinstance(run, NationalRun) else [*run.units]
    )
    parts = [str(model.model_dump(exclude_unset=True, exclude_none=True)) for model in models]
    parts += [str(run.facts.model_dump(exclude_unset=True, exclude_none=True))]
    return "\n  ".join([*parts, f"as_of {run.as_of}, known_at {run.known_at}"])


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(numbers + [200, random.randrange(10**6)][len(numbers) :])))
