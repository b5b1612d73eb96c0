# SPDX-License-Identifier: EUPL-1.2
"""Verdicts fit to be published: where one to three persons were counted, the count is withheld.

A count of few persons can tell who they are. Withheld too is what would give it back: the shortfall, the
headroom, the events; of a share the number of those not reached, when that is one to three. Where a single
unit of a rule and window is withheld, so is the smallest other one, or a published total would give it away.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.rule import Duty
from ...schema.verdict import WITHHELD
from ..verdicts.run import Verdicts

FEW = 3
"""The most persons whose count is withheld."""

Rows = NDArray[np.bool_]


def public(verdicts: Verdicts) -> Verdicts:
    """The same verdicts, counts of one to three persons missing and flagged `withheld`.

    In the table `observed`, `shortfall` and `headroom` are NA then; `required` and `population_size` as well
    where the population itself has one to three members.
    """
    frame = verdicts.frame
    if frame.empty:
        return replace(verdicts, public=True)
    figures = _Figures(frame, {rule for rule, duty in verdicts.duties.items() if counts_persons(duty)})
    hidden, small = figures.hidden, figures.small
    columns = {
        **dict.fromkeys(("observed", "shortfall", "headroom"), hidden),
        **dict.fromkeys(("required", "population_size"), small),
    }
    frame = frame.copy(deep=False)
    for name, rows in columns.items():
        frame[name] = frame[name].mask(rows)
    frame["flags"] = [
        (*flags, WITHHELD) if rows else flags for flags, rows in zip(frame["flags"], hidden, strict=True)
    ]
    return replace(verdicts, frame=frame, public=True)


def counts_persons(duty: Duty) -> bool:
    """Whether what a rule or a part of one observes is a number of persons: participants, members, persons."""
    measure = duty.measure
    if duty.order is not None or duty.response is not None:
        return False
    if measure.share is not None:
        return measure.share.reached != "firm"
    return measure.sum is not None or measure.distinct in ("person", "case")


class _Figures:
    """The numbers of persons in a table of verdicts, and which of its rows are not to be told."""

    def __init__(self, frame: pd.DataFrame, personal: Collection[str]) -> None:
        self._frame = frame
        self._counted = np.asarray(frame["rule"].isin(sorted(personal)), bool)
        self._observed = frame["observed"].fillna(0).to_numpy(np.int64)
        sizes = frame["population_size"].fillna(0).to_numpy(np.int64)
        self.small = self._counted & _few(sizes)
        unreached = np.where(sizes > 0, sizes - self._observed, 0)
        hidden = self._counted & (_few(self._observed) | self.small | _few(unreached))
        self.hidden = hidden | self._seconds(hidden)

    def _seconds(self, hidden: Rows) -> Rows:
        """Where one row of a rule, kind of unit and window is hidden: the smallest other that counted anybody."""
        found = np.zeros(len(hidden), bool)
        places = np.flatnonzero(self._counted)
        keys = self._frame.iloc[places].groupby(["rule", "unit_kind", "window"], observed=True, sort=False)
        for rows in keys.indices.values():
            mine = places[rows]
            others = mine[~hidden[mine] & (self._observed[mine] > 0)]
            if hidden[mine].sum() == 1 and len(others):
                found[others[np.argmin(self._observed[others])]] = True
        return found


def _few(numbers: NDArray[np.int64]) -> Rows:
    return (numbers >= 1) & (numbers <= FEW)
