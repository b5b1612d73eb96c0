# SPDX-License-Identifier: EUPL-1.2
"""Rows of the table of verdicts as plain values: what words and models are made from, row by row."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

Row = dict[str, Any]
"""A verdict by the names of its columns, missing values as none."""


class Records:
    """A table of verdicts, its columns made plain once: data frames are slow to be asked for a few rows at a time."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._columns = {str(name): _plain(table[name]) for name in table}

    def rows(self, places: Iterable[int]) -> list[Row]:
        """The rows at some places, in that order."""
        return [{name: values[place] for name, values in self._columns.items()} for place in places]


def plain_records(table: pd.DataFrame) -> list[Row]:
    """All rows of a table, in their order."""
    return Records(table).rows(range(len(table)))


def _plain(column: "pd.Series[Any]") -> list[Any]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        values = [*column.cat.categories.tolist(), None]
        return [values[code] for code in column.cat.codes.tolist()]
    found = column.to_numpy(object, na_value=None)  # type: ignore[call-overload]  # its stubs know no None
    return list(found)
