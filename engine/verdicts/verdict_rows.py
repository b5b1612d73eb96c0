# SPDX-License-Identifier: EUPL-1.2
"""Rows of the table of verdicts as plain values: what words and models are made from, row by row."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from ...schema.rule import Modality
from ...schema.verdict import DeclaredFigure, Flag, Kind, Reason, Role


class VerdictRow(NamedTuple):
    """One verdict by the columns of the table, in their order; None where it has no such value."""

    rule: str
    objective: str
    form: str
    modality: Modality
    role: Role
    unit: str
    unit_kind: str
    window: str
    start: dt.date
    end: dt.date
    kind: Kind
    threshold: int | str | None
    required: int | None
    observed: int | None
    shortfall: int | None
    headroom: int | None
    active_days: int
    window_days: int
    due: dt.date
    at_risk: bool
    reason: str | None
    reason_object: str | None
    incomplete: tuple[str, ...]
    flags: tuple[Flag, ...]
    population_size: int | None
    population_date: dt.date | None
    declared: tuple[DeclaredFigure, ...]
    counted: int | None

    @property
    def why(self) -> Reason | None:
        """The reason with the thing it is about."""
        return None if self.reason is None else Reason(code=self.reason, object=self.reason_object)


class Records:
    """A table of verdicts, its columns made plain once: data frames are slow to be asked for a few rows at a time."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    @cached_property
    def columns(self) -> list[list[Any]]:
        """The values of every column; whoever counts alone never asks for them."""
        return [_plain(self._table[name]) for name in VerdictRow._fields]

    def rows(self, places: Iterable[int]) -> list[VerdictRow]:
        """The rows at some places, in that order."""
        return [VerdictRow(*[values[place] for values in self.columns]) for place in places]


def rows_of(table: pd.DataFrame) -> list[VerdictRow]:
    """All rows of a table, in their order."""
    return list(map(VerdictRow._make, zip(*Records(table).columns, strict=True)))


def _plain(column: "pd.Series[Any]") -> list[Any]:
    coded = column.array
    if isinstance(coded, pd.Categorical):
        values = [*coded.categories.tolist(), None]
        return [values[code] for code in coded.codes.tolist()]
    found = column.to_numpy(object, na_value=None)  # type: ignore[call-overload]  # its stubs know no None
    return list(found)
