# SPDX-License-Identifier: EUPL-1.2
"""Escalations: which runs of violations are long enough to be reported."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from ...schema.escalation import Escalation
from .decisions import escalates
from .run import Verdicts

ENDS_A_RUN = ("attainment", "not_evaluable")
"""Any other kind is passed over: a window not owed neither breaks nor lengthens a run."""


def escalations(verdicts: Verdicts) -> tuple[Escalation, ...]:
    """One fact for each run of violations as long as its rule's `escalate`, in the order of the verdicts.

    Only windows past due count; goals never escalate.
    """
    limits = {
        rule.id: rule.escalate.after
        for rule in verdicts.duties.values()
        if rule.escalate is not None and rule.modality != "goal"
    }
    frame = verdicts.frame
    if frame.empty or not limits:
        return ()
    past = frame["due"].map(lambda day: day < verdicts.options.as_of).astype(bool)
    chosen = frame[past & frame["rule"].isin(list(limits)) & (frame["role"] == "rule")]
    runs = [
        run for _, rows in chosen.groupby(["rule", "unit"], observed=True, sort=False) for run in _runs(rows)
    ]
    long_enough = [
        bool(escalates(np.array([len(run)], np.int64), limits[str(run.iloc[0]["rule"])])[0]) for run in runs
    ]
    return tuple(_fact(run, verdicts) for run, told in zip(runs, long_enough, strict=True) if told)


def _runs(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    run: list[int] = []
    for place, kind in enumerate(rows["kind"].tolist()):
        if kind == "violation":
            run.append(place)
        elif kind in ENDS_A_RUN and run:
            yield rows.iloc[run]
            run = []
    if run:
        yield rows.iloc[run]


def _fact(run: pd.DataFrame, verdicts: Verdicts) -> Escalation:
    first: dict[Any, Any] = run.iloc[0].to_dict()
    return Escalation(
        convention=verdicts.convention.convention,
        rule=first["rule"],
        unit=first["unit"],
        unit_kind=first["unit_kind"],
        from_=first["window"],
        to=run.iloc[-1]["window"],
        length=len(run),
        as_of=verdicts.options.as_of,
    )
