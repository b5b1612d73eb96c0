# SPDX-License-Identifier: EUPL-1.2
"""What stands of each rule: for every unit and window the verdict last said, in a few bytes."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.convention import Convention
from ...schema.rule import Rule
from ...schema.unit import Unit
from ...schema.verdict import Window
from ..definitions.calendar import windows
from ..definitions.registry import Registry
from ..tallies.layouts import judged_units
from ..verdicts.decisions import KINDS
from .digests import Digests
from .judged_rows import JudgedRows

Places = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True)
class Standing:
    """What stands of one rule, one row a unit and one column a window of the whole term.

    Attributes:
        said: The number of the line that told it; 0 where nothing was.
        told: The digest of its row in the table of verdicts.
        proof: The digest of its evidence.
        kinds: Index into KINDS.
        due: Ordinals.
    """

    rule: Rule
    role: str
    units: Sequence[Unit]
    windows: Sequence[Window]
    said: NDArray[np.int64]
    told: Digests
    proof: Digests
    kinds: NDArray[np.int8]
    due: NDArray[np.int32]
    at_risk: NDArray[np.bool_]
    row_of: dict[str, int] = field(default_factory=dict)
    column_of: dict[str, int] = field(default_factory=dict)

    def places(self, judged: JudgedRows) -> Places:
        """Row and column of each of some verdicts of this rule."""
        rows = np.array([self.row_of[unit] for unit in judged.units], np.intp)
        return rows, np.array([self.column_of[window] for window in judged.windows], np.intp)

    def columns_of(self, days: Collection[int]) -> NDArray[np.intp]:
        """The columns of the windows that some days lie in."""
        inside = [
            column
            for column, window in enumerate(self.windows)
            if any(window.start.toordinal() <= day <= window.end.toordinal() for day in days)
        ]
        return np.array(inside, np.intp)

    def moved(self, judged: JudgedRows, places: Places, days: tuple[int, int]) -> NDArray[np.bool_]:
        """Which of some verdicts count otherwise now: of another kind, at risk or not any more, or past due since.

        Args:
            days: The ordinals of the day judged as of before, and of that judged as of now.
        """
        other = (self.kinds[places] != judged.kinds) | (self.at_risk[places] != judged.at_risk)
        passed = (days[0] <= judged.due) & (judged.due < days[1])
        moved: NDArray[np.bool_] = other | passed | (self.due[places] != judged.due)
        return moved

    def take(self, judged: JudgedRows, places: Places) -> None:
        """Keep what some verdicts say."""
        self.told[places], self.kinds[places] = judged.told, judged.kinds
        self.due[places], self.at_risk[places] = judged.due, judged.at_risk

    def table(self, rows: Sequence[int] | None = None) -> pd.DataFrame:
        """What roll-ups and escalations look at, of all units or of some, by unit and window."""
        chosen = np.arange(len(self.units)) if rows is None else np.array(sorted(rows), np.intp)
        places, columns = np.nonzero(self.said[chosen] > 0)
        places = chosen[places]
        days, codes = np.unique(self.due[places, columns], return_inverse=True)
        whole = np.zeros(len(places), np.intp)
        return pd.DataFrame(
            {
                "rule": _coded([self.rule.id], whole),
                "role": _coded([self.role], whole),
                "unit": _coded([unit.code for unit in self.units], places),
                "unit_kind": [self.units[place].kind for place in places.tolist()],
                "window": _coded([window.label for window in self.windows], columns),
                "kind": _coded(KINDS, self.kinds[places, columns].astype(np.intp)),
                "due": _coded([dt.date.fromordinal(day) for day in days.tolist()], codes),
                "at_risk": self.at_risk[places, columns],
            }
        )


def empty_standing(rule: Rule, role: str, convention: Convention, registry: Registry) -> Standing:
    """Nothing said yet of a rule."""
    term = convention.term
    units: Sequence[Unit] = judged_units(rule.for_each, registry, term)
    columns = windows(rule.per, term, term.end, convention.year_basis)
    if not units:
        region = registry.get(convention.region) or Unit(code=convention.region, kind="region")
        units, columns = (region,), windows("term", term, term.end)
    shape = (len(units), len(columns))
    return Standing(
        rule, role, units, columns,
        np.zeros(shape, np.int64), np.zeros(shape, np.uint64), np.zeros(shape, np.uint64),
        np.zeros(shape, np.int8), np.zeros(shape, np.int32), np.zeros(shape, bool),
        {unit.code: row for row, unit in enumerate(units)},
        {window.label: column for column, window in enumerate(columns)},
    )  # fmt: skip


def _coded(values: Sequence[object], codes: NDArray[np.intp]) -> pd.Categorical:
    categories: pd.Index[Any] = pd.Index(values, dtype=object)
    return pd.Categorical.from_codes(codes, categories=categories)
