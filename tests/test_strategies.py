# SPDX-License-Identifier: EUPL-1.2
"""Random runs reach what the semantics speak of: an oracle that forgets a sentence is found out, and soon."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest
from impegni.schema.verdict import Verdict
from oracle import judge, judge_programme
from strategies import FEW_THINGS, NationalRun, RandomRun, independent
from wrong_oracles import WRONG, Wrong

pytestmark = pytest.mark.slow

OFTEN, AMONG = 2, 240
"""So many runs of so many: each sentence is told by one in twenty or more, so that no draw of the lot misses it."""

AnyRun = RandomRun | NationalRun
Told = tuple[AnyRun, list[Verdict]]


@cache
def search(kind: str) -> tuple[list[Told], Iterator[AnyRun]]:
    """The runs of a kind that were drawn, with what is right about them, and those to be drawn."""
    return [], independent(FEW_THINGS[kind], AMONG, 1)


def told(kind: str) -> Iterator[Told]:
    """Runs of a kind, the same each time, drawn when first asked for."""
    known, more = search(kind)
    yield from tuple(known)
    for run in more:
        known.append((run, judged(run)))
        yield known[-1]


def judged(run: AnyRun) -> list[Verdict]:
    return judge_programme(*run.arguments()) if isinstance(run, NationalRun) else judge(*run.arguments())


def judges_otherwise(wrong: Wrong, run: AnyRun, verdicts: list[Verdict]) -> bool:
    with wrong.forgotten():
        return judged(run) != verdicts


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.sentence)
def test_a_sentence_forgotten_is_found_out(wrong: Wrong) -> None:
    found_out = (run for run, verdicts in told(wrong.told_by) if judges_otherwise(wrong, run, verdicts))
    assert len(list(islice(found_out, OFTEN))) == OFTEN


def test_runs_are_the_same_each_time_and_never_twice() -> None:
    once, again, others = (
        [repr(run) for run in independent(FEW_THINGS["successors"], 8, start)] for start in (1, 1, 2)
    )
    assert once == again
    assert len({*once, *others}) == 16
