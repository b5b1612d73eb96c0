# SPDX-License-Identifier: EUPL-1.2
"""Moved figures: what populations two runs know differently, and by whose doing."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .moved import Con, Known

_COLUMNS = "population, coalesce(\"case\", ''), unit, date, size, person, member_from, member_to"
_CURRENT = "population, case_code, unit, date, size, person, member_from, member_to"


@dataclass(frozen=True)
class MovedFigure:
    """A population figure or a membership that moved.

    Attributes:
        owners: The unit and the case it is told for.
        start: First day it can matter.
        end: Last day it can matter; none where nothing ends it.
    """

    population: str
    owners: frozenset[str]
    start: dt.date
    end: dt.date | None
    submission: str | None

    def within(self, start: dt.date, end: dt.date) -> bool:
        """Whether it can matter in a window."""
        return self.start <= end and (self.end is None or self.end >= start)


class MovedFigures:
    """The figures that one run knows and the other does not."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @cached_property
    def all(self) -> tuple[MovedFigure, ...]:
        """Every one of them: first those that came, then those that went."""
        known = self._known
        if not known.concerned:
            return ()
        old, new = _carried(known.before, known.concerned), _carried(known.after, known.concerned)
        before, after = _current(known.before), _current(known.after)
        came = [_figure(row, new.get(row)) for row in sorted(after - before, key=repr)]
        keys = {_key(row) for row in after}
        gone = (row for row in sorted(before - after, key=repr) if _key(row) not in keys)
        return (*came, *(_figure(row, self._withdrawn(row, old)) for row in gone))

    def of(self, population: str) -> Iterator[MovedFigure]:
        """Those of one population."""
        return (figure for figure in self.all if figure.population == population)

    def _withdrawn(self, row: tuple[Any, ...], carried: Mapping[tuple[Any, ...], str]) -> str | None:
        return self._known.replaced_by.get(carried.get(row, ""))


def _key(row: tuple[Any, ...]) -> tuple[Any, ...]:
    population, case, unit, date, _, person, start, _ = row
    return population, case or unit, person, start, None if person else date


def _carried(con: Con, submissions: list[str]) -> dict[tuple[Any, ...], str]:
    """The submission that carried each row, the latest where several did."""
    rows = con.execute(
        f"select {_COLUMNS}, r.submission from population_row as r"
        " join known_submission as s on r.submission = s.id"
        " where list_contains($submissions, r.submission) order by s.rank",
        {"submissions": submissions},
    ).fetchall()
    return {row[:-1]: row[-1] for row in rows}


def _current(con: Con) -> set[tuple[Any, ...]]:
    return set(con.execute(f"select {_CURRENT} from population_now").fetchall())


def _figure(row: tuple[Any, ...], submission: str | None) -> MovedFigure:
    population, case, unit, date, _, person, start, end = row
    first = (start or dt.date.min) if person else date
    return MovedFigure(population, frozenset({unit, case} - {""}), first, end if person else None, submission)
