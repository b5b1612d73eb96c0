# SPDX-License-Identifier: EUPL-1.2
"""Strips: the windows of a unit side by side, one character each, years apart."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from ..verdicts.verdict_rows import VerdictRow
from .layout import WIDTH, cut
from .page import Page

NAME = 30
YEARS = 5


def strip_lines(page: Page, rows: Sequence[VerdictRow], units: Sequence[str], indent: str) -> Iterator[str]:
    """A heading of years, then a line for each of the units; at most the last five calendar years."""
    starts = dict(sorted({row.window: row.start for row in rows}.items(), key=itemgetter(1)))
    years = sorted({start.year for start in starts.values()})[-YEARS:]
    labels = [label for label in starts if starts[label].year in years]
    groups = [list(group) for _, group in groupby(labels, key=lambda label: starts[label].year)]
    width = sum(map(len, groups)) + len(groups) - 1
    names = _names(page, units, min(NAME + 12, WIDTH - len(indent) - width - 2))
    pad = max(map(len, names.values()), default=0)
    marks = _marks(page, rows)
    yield f"{indent}{' ' * pad}  {' '.join(_year(page, group, starts) for group in groups)}"
    for unit in units:
        strips = ["".join(marks.get((unit, label), " ") for label in group) for group in groups]
        yield f"{indent}{names[unit].ljust(pad)}  {' '.join(strips)}"


def _year(page: Page, group: Sequence[str], starts: Mapping[str, dt.date]) -> str:
    """The year over its windows, with the first and last month where there is room for them."""
    first, last = starts[group[0]], starts[group[-1]]
    year = str(first.year)
    if len(group) >= 12 and "-Q" not in group[0]:
        year += f" {page.words.month_alone(first.month)}-{page.words.month_alone(last.month)}"
    return cut(year if len(group) >= 4 else year[-2:], max(2, len(group))).ljust(len(group))


def _names(page: Page, units: Sequence[str], room: int) -> dict[str, str]:
    """Names with their codes where all of them fit."""
    full = {unit: f"{page.unit(unit)} {unit}" if page.unit(unit) != unit else unit for unit in units}
    if all(len(name) <= room for name in full.values()):
        return full
    return {unit: cut(page.unit(unit), min(NAME, room)) for unit in units}


def _marks(page: Page, rows: Sequence[VerdictRow]) -> dict[tuple[str, str], str]:
    return {(row.unit, row.window): page.marks.of(row.kind, row.at_risk) for row in rows}
