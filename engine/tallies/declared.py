# SPDX-License-Identifier: EUPL-1.2
"""Declared figures: totals that an authority publishes, and where they decide because events cannot."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb
import numpy as np

from ...schema.rule import Rule
from ...schema.verdict import DeclaredFigure
from .activity import Days
from .frames import Frame

Place = tuple[int, int]


class FigureRow(NamedTuple):
    """A figure as it was declared for a rule at a unit."""

    unit: str
    date: dt.date
    value: int
    source: str
    document: str | None


@dataclass(frozen=True)
class Declared:
    """The figures declared for the tallies of one rule.

    Attributes:
        figures: By row and column, the latest first.
        counted: What events add up to, where a figure is observed in its place.
    """

    figures: Mapping[Place, tuple[DeclaredFigure, ...]] = field(default_factory=dict)
    counted: Mapping[Place, int] = field(default_factory=dict)


NOTHING = Declared()


def takes_figures(rule: Rule) -> bool:
    """Whether a total says something about a rule: not of orders, parts of populations and compositions."""
    counts = rule.form == "threshold" and rule.measure.share is None
    return counts and rule.where is not None and rule.where.event.values != ("submission",)


def declared_for(rows: Sequence[FigureRow], frame: Frame) -> Declared:
    """The figures of a rule, each in the windows that it is dated in."""
    places: dict[Place, list[DeclaredFigure]] = {}
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}
    for unit, date, value, source, document in rows:
        day, row = date.toordinal(), row_of.get(unit)
        for column in np.flatnonzero((frame.starts <= day) & (frame.ends >= day)).tolist():
            if row is not None and frame.exists[row, column]:
                figure = DeclaredFigure(value=value, date=date, source=source, document=document)
                places.setdefault((row, column), []).append(figure)
    return Declared({place: tuple(figures) for place, figures in places.items()})


def figures_known(con: duckdb.DuckDBPyConnection, as_of: dt.date) -> dict[str, list[FigureRow]]:
    """The figures not dated after `as_of`, by rule, the latest first; of one day the lowest, which claims least."""
    query = (
        "select distinct rule, unit, date, value, source, document from figure_row where date <= $as_of"
        " order by date desc, value, source, document nulls last, unit"
    )
    try:
        rows = con.execute(query, {"as_of": as_of}).fetchall()
    except duckdb.CatalogException:
        # No table: an archive keeps none. To look for it first would take longer than to read it.
        return {}
    found: dict[str, list[FigureRow]] = {}
    for rule, *row in rows:
        found.setdefault(rule, []).append(FigureRow(*row))
    return found


def deciding(
    declared: Declared, rule: Rule, observed: Days, required: Days, active: Days
) -> tuple[Declared, Days]:
    """The figures put in the place of what was counted, wherever something is due and that alone does not decide.

    For a run whose events are known in part only: what they reach or exceed is reached all the same.
    """
    shown, counted = observed.copy(), {}
    for place, (latest, *_) in declared.figures.items():
        reached = observed[place] >= required[place]
        exceeded = observed[place] > required[place]
        if active[place] and not (exceeded if rule.comparator == "at_most" else reached):
            counted[place] = int(observed[place])
            shown[place] = latest.value
    return Declared(declared.figures, counted), shown
