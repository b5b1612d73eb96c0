# SPDX-License-Identifier: EUPL-1.2
"""The engine says what the oracle says, in every field of every verdict, on random runs."""

from typing import Any

from engine_runs import engine_verdicts
from hypothesis import given
from oracle import judge
from strategies import RandomRun, runs


def unlike(run: RandomRun) -> list[str]:
    """Every field in which the two differ."""
    ours = [told(verdict) for verdict in judge(*run.arguments())]
    theirs = [told(verdict) for verdict in engine_verdicts(*run.arguments())]
    if [place(verdict) for verdict in ours] != [place(verdict) for verdict in theirs]:
        return [f"oracle judges {[place(v) for v in ours]}", f"engine judges {[place(v) for v in theirs]}"]
    return [
        f"{place(one)}: {field}: oracle {one[field]}, engine {other[field]}"
        for one, other in zip(ours, theirs, strict=True)
        for field in one
        if one[field] != other[field]
    ]


def told(verdict: Any) -> dict[str, Any]:
    """A verdict as plain data, without the hash of the rulebook."""
    fields: dict[str, Any] = verdict.model_dump(exclude={"rulebook"})
    return fields


def place(verdict: dict[str, Any]) -> tuple[str, str, str]:
    return verdict["rule"], verdict["unit"], verdict["window"]["label"]


@given(runs())
def test_engine_and_oracle_agree(run: RandomRun) -> None:
    assert unlike(run) == []
