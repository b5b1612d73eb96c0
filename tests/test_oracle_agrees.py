# SPDX-License-Identifier: EUPL-1.2
"""The engine says what the oracle says, in every field of every verdict, on random runs."""

from collections.abc import Sequence
from typing import Any

from engine_runs import engine_verdicts, programme_verdicts
from hypothesis import given, settings
from impegni.schema.verdict import Verdict
from oracle import judge, judge_programme
from strategies import NationalRun, RandomRun, national_runs, runs

FEWER = settings(max_examples=max(1, settings.default.max_examples // 5))


def both(run: RandomRun | NationalRun) -> tuple[Sequence[Verdict], Sequence[Verdict]]:
    """What the oracle and the engine say."""
    if isinstance(run, NationalRun):
        return judge_programme(*run.arguments()), programme_verdicts(*run.arguments())
    return judge(*run.arguments()), engine_verdicts(*run.arguments())


def unlike(run: RandomRun | NationalRun) -> list[str]:
    """Every field in which the two differ."""
    ours, theirs = (list(map(told, verdicts)) for verdicts in both(run))
    if [place(verdict) for verdict in ours] != [place(verdict) for verdict in theirs]:
        return [f"oracle judges {[place(v) for v in ours]}", f"engine judges {[place(v) for v in theirs]}"]
    return [
        f"{place(one)}: {field}: oracle {one[field]}, engine {other[field]}"
        for one, other in zip(ours, theirs, strict=True)
        for field in one
        if one[field] != other[field]
    ]


def told(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data, without the hash of the rulebook."""
    fields: dict[str, Any] = verdict.model_dump(exclude={"rulebook"})
    return fields


def place(verdict: dict[str, Any]) -> tuple[str, str, str]:
    return verdict["rule"], verdict["unit"], verdict["window"]["label"]


@given(runs())
def test_engine_and_oracle_agree(run: RandomRun) -> None:
    assert unlike(run) == []


@FEWER
@given(national_runs())
def test_engine_and_oracle_agree_about_the_nation(run: NationalRun) -> None:
    assert unlike(run) == []
