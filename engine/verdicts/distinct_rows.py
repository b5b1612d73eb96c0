# SPDX-License-Identifier: EUPL-1.2
"""Which rows of a table of integers are the same row.

Hashing one packed integer a row is several times faster than sorting rows of many columns.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["IntArray", "distinct_rows"]

IntArray = npt.NDArray[np.int64]

# Two sets of dense codes of up to 2**31 rows still fit one key.
_ROOM = 2**62


def distinct_rows(columns: Sequence[IntArray]) -> tuple[IntArray, IntArray]:
    """Tell the distinct rows apart.

    Args:
        columns: At least one, all of the same length, and at least one row.

    Returns:
        The position of one row like each distinct row, and for each row which distinct row it is.
    """
    key, span = np.zeros_like(columns[0]), 1
    for column in columns:
        key, span = _packed(key, span, column)
    codes, uniques = pd.factorize(key)
    sample = np.empty(len(uniques), np.int64)
    sample[codes] = np.arange(len(key))
    return sample, codes


def _packed(key: IntArray, span: int, column: IntArray) -> tuple[IntArray, int]:
    """Append a column to the key, as one more digit in a base as wide as the column's values."""
    low, high = int(column.min()), int(column.max())
    if (high - low + 1) * span > _ROOM:
        column, low, high = _dense(column)
    width = high - low + 1
    if width * span > _ROOM:
        key, _, highest = _dense(key)
        span = highest + 1
    return key * width + (column - low), span * width


def _dense(column: IntArray) -> tuple[IntArray, int, int]:
    codes, uniques = pd.factorize(column)
    return codes, 0, len(uniques) - 1
