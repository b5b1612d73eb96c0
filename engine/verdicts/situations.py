# SPDX-License-Identifier: EUPL-1.2
"""What the decision of each tally depends on, as columns of 64-bit integers, checked before they are used."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from ...schema.errors import EngineError
from .decision_rules import ActivityCode, Comparator, Pairing, PopulationCode
from .distinct_rows import IntArray

__all__ = ["PairedSituations", "Situations", "check_columns", "check_range"]

_HIGHEST_CODE: Final = {
    "activity": max(ActivityCode),
    "comparator": max(Comparator),
    "early": 1,
    "past_due": 1,
    "input_missing": 1,
    "lacking": 1,
    "absent": 1,
    "population": max(PopulationCode),
    "breach_unproved": 1,
    "pairing": max(Pairing),
}


@dataclass(frozen=True)
class _Columns:
    def __post_init__(self) -> None:
        columns = self.columns()
        check_columns(columns)
        for name, column in columns.items():
            if name in _HIGHEST_CODE:
                check_range(name, column, _HIGHEST_CODE[name])

    def columns(self) -> dict[str, IntArray]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Situations(_Columns):
    """What the decision of each tally depends on, one element a tally.

    Attributes:
        activity: `Activity`.
        comparator: `Comparator`.
        early: 1 where the tally may be decided before it is due.
        observed: What was counted.
        required: What is compared with; any number where the population is not known.
        past_due: 1 where the due day is over.
        input_missing: 1 where needed input is missing and what is unreported is not yet final.
        lacking: 1 where needed input is missing, final or not.
        absent: 1 where what is missing is a whole convention's part.
        population: `Population`.
    """

    activity: IntArray
    comparator: IntArray
    early: IntArray
    observed: IntArray
    required: IntArray
    past_due: IntArray
    input_missing: IntArray
    lacking: IntArray
    absent: IntArray
    population: IntArray


@dataclass(frozen=True)
class PairedSituations(_Columns):
    """What the decision of an order or a response depends on, one element a tally.

    Attributes:
        activity: `Activity`.
        required: Events that had to be preceded or answered.
        observed: Those that were.
        breached: Those that were not, and whose own grace is over.
        breach_unproved: 1 where the first breach may still be mended by input that is missing.
        past_due: 1 where the window's own due day is over.
        input_missing: 1 where needed input of the window is missing and not final.
        absent: 1 where what is missing is a whole convention's part.
        pairing: `Pairing`.
    """

    activity: IntArray
    required: IntArray
    observed: IntArray
    breached: IntArray
    breach_unproved: IntArray
    past_due: IntArray
    input_missing: IntArray
    absent: IntArray
    pairing: IntArray


def check_columns(columns: Mapping[str, IntArray]) -> None:
    """Refuse anything but arrays of 64-bit integers, all of the same length."""
    for name, column in columns.items():
        if not isinstance(column, np.ndarray) or column.dtype != np.int64 or column.ndim != 1:
            raise EngineError(f"{name}: a one-dimensional array of 64-bit integers is needed")
    if len(set(map(len, columns.values()))) > 1:
        raise EngineError(f"arrays of different length: {', '.join(columns)}")


def check_range(name: str, column: IntArray, highest: int | None = None) -> None:
    """Refuse values below zero or above the highest."""
    if len(column) and (column.min() < 0 or (highest is not None and column.max() > highest)):
        raise EngineError(f"{name}: values outside 0..{'' if highest is None else highest}")
