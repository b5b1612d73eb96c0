# SPDX-License-Identifier: EUPL-1.2
"""How often engine and oracle agree on random runs: `python benchmarks/agree.py [RUNS] [SEED]`.

Needs the package installed with its test extra. Prints the seed, the number of runs and verdicts compared,
the number of runs that differ, and every kind of difference with its smallest run. Exits 1 on any difference.
"""

import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hypothesis import HealthCheck, Phase, given, seed, settings
from impegni.schema.base import Model
from oracle import judge
from strategies import RandomRun, runs
from test_oracle_agrees import unlike


def main(count: int, start: int) -> int:
    """Compare `count` random runs, told by `start`, and report."""
    compared, kinds, smallest = Counter[str](), Counter[str](), dict[str, tuple[int, RandomRun, list[str]]]()

    @seed(start)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(runs())
    def compare(run: RandomRun) -> None:
        compared["runs"] += 1
        for verdict in judge(*run.arguments()):
            compared["verdicts"] += 1
            compared[verdict.kind] += 1
        try:
            found = unlike(run)
        except Exception as error:  # any failure of either side is a difference to report
            found = [f"failure of one of them: {type(error).__name__}: {error}"]
        compared["runs that differ"] += bool(found)
        for kind in {line.partition("): ")[2].partition(":")[0] or line[:13] for line in found}:
            kinds[kind] += 1
            size = len(repr(run.arguments()))
            if kind not in smallest or size < smallest[kind][0]:
                smallest[kind] = (size, run, found)

    compare()
    print(f"seed {start}: " + ", ".join(f"{number} {name}" for name, number in compared.items()))
    for kind, number in kinds.most_common():
        _, run, found = smallest[kind]
        print(f"\n{number} runs differ in {kind}; the smallest:", *found[:6], _shown(run), sep="\n  ")
    return 1 if kinds else 0


def _shown(run: RandomRun) -> str:
    models: list[Model] = [rule for each in run.objectives for rule in each.rules]
    models += [run.convention, *run.units]
    parts = [str(model.model_dump(exclude_unset=True)) for model in models]
    parts += [str(run.facts.model_dump(exclude_none=True)), f"as_of {run.as_of}, known_at {run.known_at}"]
    return "\n  ".join(parts)


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(numbers + [200, random.randrange(10**6)][len(numbers) :])))
