# SPDX-License-Identifier: EUPL-1.2
"""The rows of a table of verdicts as plain arrays, rule by rule: thousands of small data frames would cost more."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..verdicts.decisions import KINDS
from .digests import Digests, digests


@dataclass(frozen=True)
class JudgedRows:
    """The verdicts of one rule.

    Attributes:
        rule: Its id, that of a member of a composition included.
        places: Where in the table they stand.
        units: The code of the unit of each.
        windows: The label of the window of each.
        kinds: Index into KINDS.
        due: Ordinals.
        told: The digest of what each says.
    """

    rule: str
    places: NDArray[np.intp]
    units: Sequence[str]
    windows: Sequence[str]
    kinds: NDArray[np.int64]
    due: NDArray[np.int64]
    at_risk: NDArray[np.bool_]
    told: Digests


def judged_rows(table: pd.DataFrame) -> Iterator[JudgedRows]:
    """The rows of each rule, in the order of the table."""
    if table.empty:
        return
    rules, names = _coded(table["rule"]).codes, _coded(table["rule"]).categories
    units, windows = _values(table["unit"]), _values(table["window"])
    kinds, due = _numbered(table["kind"], KINDS.index), _numbered(table["due"], dt.date.toordinal)
    at_risk, told = table["at_risk"].to_numpy(bool), digests(table)
    edges = np.flatnonzero(np.diff(rules)) + 1
    for places in np.split(np.arange(len(rules)), edges):
        yield JudgedRows(
            str(names[rules[places[0]]]), places, units[places].tolist(), windows[places].tolist(),
            kinds[places], due[places], at_risk[places], told[places],
        )  # fmt: skip


def _values(column: "pd.Series[Any]") -> NDArray[np.object_]:
    coded = _coded(column)
    values: NDArray[np.object_] = np.asarray(coded.categories, object)[coded.codes]
    return values


def _numbered(column: "pd.Series[Any]", number: Callable[[Any], int]) -> NDArray[np.int64]:
    coded = _coded(column)
    numbers: NDArray[np.int64] = np.array([number(value) for value in coded.categories], np.int64)[
        coded.codes
    ]
    return numbers


def _coded(column: "pd.Series[Any]") -> pd.Categorical:
    """The values themselves: what pandas puts around them takes longer than a few of them."""
    coded = column.array
    assert isinstance(coded, pd.Categorical)
    return coded
