# SPDX-License-Identifier: EUPL-1.2
"""Digests of the rows of a table of verdicts: what was said of millions of tallies is told by eight bytes each."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..verdicts.table import COLUMNS

Digests = NDArray[np.uint64]

_PLACE = ("rule", "unit", "window")
"""What a verdict is about, not what it says."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_ABSENT = hash("nothing")


def digests(table: pd.DataFrame) -> Digests:
    """One digest a row, the same in one process where the row says the same."""
    found = np.zeros(len(table), np.uint64)
    for name in COLUMNS:
        if name not in _PLACE:
            found = _mixed(found * _MULTIPLIER + _mixed(_hashes(table[name])))
    return found


def digest_of(value: object) -> int:
    """The digest of one value, as an unsigned integer."""
    return int(_unsigned([value])[0])


def _hashes(column: "pd.Series") -> Digests:
    coded = column.array
    if isinstance(coded, pd.Categorical):
        found: Digests = _unsigned([*coded.categories, None])[coded.codes]
        return found
    if column.dtype == object:
        return _unsigned(column.tolist())
    plain = column.to_numpy(dtype=np.int64, na_value=_ABSENT) if column.hasnans else column.to_numpy(np.int64)
    return plain.astype(np.uint64)


def _unsigned(values: Iterable[object]) -> Digests:
    return np.array([hash(value) & 0xFFFFFFFFFFFFFFFF for value in values], np.uint64)


def _mixed(values: Digests) -> Digests:
    mixed: Digests = (values ^ (values >> _SHIFT)) * _MULTIPLIER
    return mixed ^ (mixed >> _SHIFT)
