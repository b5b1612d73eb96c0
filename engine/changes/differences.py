# SPDX-License-Identifier: EUPL-1.2
"""Differences: the verdicts of two runs side by side, where any field but the days of the runs differs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..verdicts.verdict_rows import VerdictRow, rows_of

IDENTITY = ("rule", "unit", "window")
"""What tells one verdict of a convention from another."""

Key = tuple[str, str, str]
Places = NDArray[np.intp]
Difference = tuple[VerdictRow | None, VerdictRow | None]
"""The row of each run; none where that run does not judge it."""


def differences(before: pd.DataFrame, after: pd.DataFrame) -> dict[Key, Difference]:
    """The verdicts that differ, in the order of the second table; those it no longer has stand last."""
    first, second = _keyed(before), _keyed(after)
    places = first.index.get_indexer(second.index)
    common = np.flatnonzero(places >= 0)
    unlike = _unlike(first.iloc[places[common]], second.iloc[common])
    changed = np.sort(np.concatenate([np.flatnonzero(places < 0), common[unlike]]))
    gone = np.flatnonzero(second.index.get_indexer(first.index) < 0)
    found: dict[Key, Difference] = {}
    olds = iter(_rows(first, places[changed][places[changed] >= 0]))
    for place, key, row in zip(places[changed], _keys(second, changed), _rows(second, changed), strict=True):
        found[key] = (next(olds) if place >= 0 else None, row)
    gone = np.flatnonzero(second.index.get_indexer(first.index) < 0)
    left = zip(_keys(first, gone), _rows(first, gone), strict=True)
    return found | {key: (row, None) for key, row in left}


def rows_at(frame: pd.DataFrame, keys: Mapping[Key, object]) -> dict[Key, VerdictRow | None]:
    """The rows of another run for the same verdicts."""
    table, wanted = _keyed(frame), list(keys)
    places = table.index.get_indexer(_index(wanted))
    rows = iter(_rows(table, places[places >= 0]))
    return {key: next(rows) if place >= 0 else None for key, place in zip(wanted, places, strict=True)}


def alike(one: VerdictRow | None, other: VerdictRow | None) -> bool:
    """Whether two runs say the same of a verdict."""
    if one is None or other is None:
        return one is other
    return one == other


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    keys = [frame[name].astype(object).tolist() for name in IDENTITY]
    return frame.set_axis(_index(list(zip(*keys, strict=True))))


def _index(keys: list[Key]) -> pd.MultiIndex:
    if not keys:
        return pd.MultiIndex.from_arrays([[], [], []], names=IDENTITY)
    return pd.MultiIndex.from_tuples(keys, names=IDENTITY)


def _unlike(one: pd.DataFrame, other: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows differ, both tables being in one order."""
    found = np.zeros(len(one), bool)
    for name in VerdictRow._fields:
        left, right = (_values(frame[name]) for frame in (one, other))
        found |= np.fromiter((a != b for a, b in zip(left, right, strict=True)), bool, len(left))
    return found


def _values(column: "pd.Series[Any]") -> list[Any]:
    """The values of a column, missing ones as none."""
    plain = column.astype(object)
    return list(plain.where(plain.notna(), None))


def _keys(frame: pd.DataFrame, places: Places) -> list[Key]:
    return [(rule, unit, window) for rule, unit, window in frame.index[places]]


def _rows(frame: pd.DataFrame, places: Places) -> list[VerdictRow]:
    return rows_of(frame.iloc[places])
