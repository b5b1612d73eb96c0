# SPDX-License-Identifier: EUPL-1.2
"""Roll-ups: verdicts counted by duty and by objective. A group-by, not an inference."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.rule import Objective, Rule
from ...schema.verdict import Kind
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import Records, VerdictRow

STATES: tuple[Kind, ...] = (
    "violation",
    "not_evaluable",
    "pending",
    "attainment",
    "suspended",
    "not_applicable",
)
"""Worst first."""

SETTLED = ("attainment", "violation", "not_evaluable")


@dataclass(frozen=True)
class DutyStanding:
    """One rule of the run with its verdicts over units and windows.

    Attributes:
        records: The table of verdicts it is part of.
        places: Where in that table its verdicts are.
        counted: How many of them are of each kind, apart those whose due day is past or that are already violated.
        at_risk: How many are pending and behind.
    """

    objective: Objective
    rule: Rule
    records: Records
    places: NDArray[np.intp]
    counted: Counter[tuple[str, bool]]
    at_risk: int

    @cached_property
    def rows(self) -> list[VerdictRow]:
        """Its part of the table of verdicts."""
        return self.records.rows(self.places.tolist())

    @cached_property
    def units(self) -> list[str]:
        """The units it has verdicts at, each once."""
        return list(dict.fromkeys(row.unit for row in self.rows))

    @cached_property
    def state(self) -> str:
        """The first of STATES over due windows; over all windows where no due one has anything to judge."""
        due = {kind for kind, past in self.counted if past}
        kinds = due if due.intersection(SETTLED) else set(self.kinds)
        return next(state for state in STATES if state in kinds)

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many verdicts of each kind."""
        kinds = Counter[str]()
        for (kind, _), count in self.counted.items():
            kinds[kind] += count
        return kinds

    @property
    def due(self) -> int:
        """Unit-windows past due that had something to judge."""
        return sum(self.counted[kind, True] for kind in SETTLED)

    @property
    def kept(self) -> int:
        """Those of `due` that are attained."""
        return self.counted["attainment", True]

    @property
    def is_kept(self) -> bool:
        """Whether it was due anywhere, and is kept wherever it was."""
        return self.due > 0 and self.state == "attainment"

    @property
    def early(self) -> int:
        """Unit-windows attained before they are due."""
        return self.kinds["attainment"] - self.kept

    @property
    def missed_goal(self) -> bool:
        """A goal that was not reached: no breach."""
        return self.state == "violation" and self.rule.modality == "goal"

    @property
    def severity(self) -> tuple[int, int]:
        """Sorts the worst first; a missed goal after breaches, what is at risk before what is not."""
        rank = 2 * STATES.index(self.state) + self.missed_goal
        return (min(rank, 2 * STATES.index("pending") - 1) if self.at_risk else rank), -self.kinds[
            "violation"
        ]


def duties_of(verdicts: Verdicts) -> tuple[DutyStanding, ...]:
    """Every rule that has a verdict, in the order of the rulebook; components count with their rule alone."""
    frame = verdicts.frame
    if frame.empty:
        return ()
    frame = frame[frame["role"] == "rule"]
    groups = frame.groupby("rule", observed=True, sort=False).indices
    records = Records(frame)
    kinds, risky = np.asarray(frame["kind"], object), frame["at_risk"].to_numpy(bool)
    past = past_due(frame, verdicts.options.as_of).to_numpy(bool)
    return tuple(
        DutyStanding(
            objective,
            rule,
            records,
            places := np.asarray(groups[rule.id]),
            Counter(zip(kinds[places].tolist(), past[places].tolist(), strict=True)),
            int(risky[places].sum()),
        )
        for objective, rule in verdicts.rulebook.rules()
        if rule.id in groups
    )


def past_due(frame: pd.DataFrame, as_of: dt.date) -> "pd.Series[bool]":
    """Whether each verdict's due day is past, or a breach in it is violated or not evaluable before."""
    past = frame["due"].map(lambda day: day < as_of).astype(bool)
    return past | frame["kind"].isin(["violation", "not_evaluable"])


def counts(duties: Iterable[DutyStanding]) -> dict[str, int]:
    """Duties by state, every state named."""
    found = Counter(duty.state for duty in duties)
    return {state: found[state] for state in STATES}


def breached(frame: pd.DataFrame) -> bool:
    """Whether anything but a goal is violated, or past due and not evaluable.

    What waits for conventions that are no part of the run says nothing of those that are.
    """
    if frame.empty:
        return False
    wrong = frame["kind"].isin(["violation", "not_evaluable"]) & (frame["role"] == "rule")
    wrong &= frame["reason"].astype(object) != "missing_conventions"
    return bool((wrong & (frame["modality"] != "goal")).any())
