# SPDX-License-Identifier: EUPL-1.2
"""Escalations: which runs of violations are long enough to be reported."""

import numpy as np
import pandas as pd

from ...schema.escalation import Escalation
from .decisions import escalates
from .distinct_rows import IntArray
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
    asked = frame["rule"].isin(list(limits)) & (frame["role"] == "rule")
    chosen = frame[past & asked & frame["kind"].isin(["violation", *ENDS_A_RUN])]
    first, last = _runs(chosen)
    runs = chosen[["rule", "unit", "unit_kind", "window"]].iloc[first]
    lengths, to = last - first + 1, chosen["window"].iloc[last].tolist()
    after = runs["rule"].map(limits).to_numpy(np.int64)
    told = np.zeros(len(runs), bool)
    for limit in set(limits.values()):
        told[after == limit] = escalates(lengths[after == limit], limit)
    return tuple(
        Escalation(
            convention=verdicts.convention.convention,
            rule=rule,
            unit=unit,
            unit_kind=unit_kind,
            from_=start,
            to=to[place],
            length=int(lengths[place]),
            as_of=verdicts.options.as_of,
        )
        for place, (rule, unit, unit_kind, start) in enumerate(runs.itertuples(index=False, name=None))
        if told[place]
    )


def _runs(chosen: pd.DataFrame) -> tuple[IntArray, IntArray]:
    """The first and the last row of each run of violations; rows stand by rule, then unit, then window."""
    violated = (chosen["kind"] == "violation").to_numpy()
    codes = [chosen[name].cat.codes.to_numpy() for name in ("rule", "unit")]
    changes = np.any([code[1:] != code[:-1] for code in codes], axis=0)
    apart = np.concatenate([[True], changes, [True]]) if len(chosen) else np.zeros(1, bool)
    before = np.concatenate([[False], violated[:-1]])[: len(chosen)]
    behind = np.concatenate([violated[1:], [False]])[: len(chosen)]
    return (
        np.flatnonzero(violated & (apart[:-1] | ~before)),
        np.flatnonzero(violated & (apart[1:] | ~behind)),
    )
