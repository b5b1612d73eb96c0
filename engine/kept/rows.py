# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table of verdicts, taken apart and put together again without looking at each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..verdicts.columns import Coded, Listed, Marked, Part, Whole
from ..verdicts.table import COLUMNS, INTEGERS, LISTS

Parts = Mapping[str, Part]
Codes = NDArray[np.int64]


def parts_of(table: pd.DataFrame) -> Parts:
    """The columns of a table of verdicts."""
    return {name: _part(name, table[name]) for name in COLUMNS}


def _part(name: str, column: "pd.Series[Any]") -> Part:
    if name in LISTS:
        return Listed(column.tolist())
    if name in INTEGERS:
        return Whole(column.to_numpy(np.int64, na_value=0), column.notna().to_numpy())
    if name == "at_risk":
        return Marked(column.to_numpy(bool))
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return Coded.of(column.tolist())
    return Coded(column.cat.categories.tolist(), column.cat.codes.to_numpy().astype(np.int64))


def joined(several: Sequence[Parts], order: Codes) -> pd.DataFrame:
    """Tables one after the other, then their rows in some order; those not in it left out."""
    if not len(order):
        return pd.DataFrame(columns=list(COLUMNS))
    whole = {name: _joined([parts[name] for parts in several]) for name in COLUMNS}
    return pd.DataFrame({name: _taken(values, order) for name, values in whole.items()})


def _joined(parts: Sequence[Any]) -> Any:
    return type(parts[0]).joined(parts)


def _taken(values: Any, order: Codes) -> Any:
    return values.iloc[order].reset_index(drop=True) if isinstance(values, pd.Series) else values[order]


def numbered(part: Part, number: Mapping[Any, int]) -> Codes:
    """For each row the number of its value; -1 for those that have none."""
    assert isinstance(part, Coded)
    known = np.array([*(number.get(value, -1) for value in part.values), -1], np.int64)
    return known[part.codes]


def days(part: Part) -> Codes:
    """For each row the ordinal of its day."""
    assert isinstance(part, Coded)
    known = [value.toordinal() for value in part.values if isinstance(value, dt.date)]
    return np.array([*known, -1], np.int64)[part.codes]
