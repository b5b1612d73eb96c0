# SPDX-License-Identifier: EUPL-1.2
"""Random runs reach what the semantics speak of: an oracle that forgets a sentence is found out, and often."""

from functools import cache
from itertools import islice
from typing import Any

import pytest
from hypothesis.strategies import SearchStrategy
from impegni.schema.verdict import Verdict
from oracle import judge, judge_programme
from strategies import PAIRS, NationalRun, RandomRun, independent, national_runs, runs
from wrong_oracles import WRONG, Wrong

pytestmark = pytest.mark.slow

OFTEN = 2
RUNS: dict[str, tuple[SearchStrategy[Any], int]] = {
    "anything": (runs(), 360),
    "nation": (national_runs(), 240),
    "pairs": (runs(PAIRS), 240),
}

AnyRun = RandomRun | NationalRun


@cache
def drawn(kind: str) -> tuple[tuple[AnyRun, list[Verdict]], ...]:
    """Runs of a kind, the same each time, with what is right about them."""
    return tuple((run, right(run)) for run in independent(*RUNS[kind], 1))


def right(run: AnyRun) -> list[Verdict]:
    return judge_programme(*run.arguments()) if isinstance(run, NationalRun) else judge(*run.arguments())


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.sentence)
def test_a_sentence_forgotten_is_found_out(wrong: Wrong) -> None:
    told = drawn(wrong.told_by)
    with wrong.forgotten():
        found_out = islice((run for run, verdicts in told if right(run) != verdicts), OFTEN)
        assert len(list(found_out)) == OFTEN
