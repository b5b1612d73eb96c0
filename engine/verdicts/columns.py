# SPDX-License-Identifier: EUPL-1.2
"""Columns of the table of verdicts, in parts: one a rule, put together only once all of them are there.

A run has hundreds of rules with few verdicts each; a data frame for each would take longer than deciding.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .distinct_rows import IntArray


@dataclass(frozen=True)
class Coded:
    """A part whose values repeat: distinct values, and for each row which of them it has; -1 for none."""

    values: Sequence[object]
    codes: IntArray

    @classmethod
    def same(cls, value: object, count: int) -> Self:
        """One value in every row, or none in any."""
        return cls(() if value is None else (value,), np.full(count, -1 if value is None else 0, np.int64))

    @classmethod
    def of(cls, values: Iterable[object]) -> Self:
        """The values of the rows; none may be missing or not."""
        place: dict[object, int] = {}
        codes = [-1 if value is None else place.setdefault(value, len(place)) for value in values]
        return cls(tuple(place), np.array(codes, np.int64))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> pd.Categorical:
        """The parts one after the other, as a category of objects."""
        place: dict[object, int] = {}
        codes = [
            np.array([*(place.setdefault(value, len(place)) for value in part.values), -1])[part.codes]
            for part in parts
        ]
        return pd.Categorical.from_codes(
            np.concatenate(codes), categories=pd.Index(list(place), dtype=object)
        )


@dataclass(frozen=True)
class Whole:
    """A part of whole numbers, some of them not known."""

    values: IntArray
    known: NDArray[np.bool_]

    @classmethod
    def all_known(cls, values: IntArray) -> Self:
        """Numbers none of which is missing."""
        return cls(values, np.ones(len(values), bool))

    @classmethod
    def unknown(cls, count: int) -> Self:
        """As many missing numbers."""
        return cls(np.zeros(count, np.int64), np.zeros(count, bool))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> pd.arrays.IntegerArray:
        """The parts one after the other."""
        values = np.concatenate([part.values for part in parts]).astype(np.int64)
        return pd.arrays.IntegerArray(values, ~np.concatenate([part.known for part in parts]))


@dataclass(frozen=True)
class Marked:
    """A part that says yes or no."""

    values: NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> NDArray[np.bool_]:
        """The parts one after the other."""
        return np.concatenate([part.values for part in parts])


@dataclass(frozen=True)
class Listed:
    """A part of any values, none where there is nothing."""

    values: Sequence[Any]

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> "pd.Series[Any]":
        """The parts one after the other."""
        return pd.Series([value for part in parts for value in part.values], dtype=object)


Part = Coded | Whole | Marked | Listed
