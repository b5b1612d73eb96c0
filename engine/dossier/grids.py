# SPDX-License-Identifier: EUPL-1.2
"""Grids of a duty: its units by its windows, cut into tables that fit a page."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...schema.dossier import DutyPart
from ...schema.finding import Finding
from ...schema.verdict import Window
from .view import View

WIDE = 12
"""Windows side by side."""

MANY = 15
"""Units that stand together; of more, those with nothing wrong are folded away."""

Row = tuple[str, list[Finding | None]]


@dataclass(frozen=True)
class WindowRun:
    """Some windows in a row: what one table shows."""

    title: str
    windows: Sequence[Window]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Group:
    """Units that stand together.

    Attributes:
        suffix: Told apart by it in the ids of the page.
        note: What is added to the captions.
        units: How many they are.
    """

    title: str
    folded: bool
    suffix: str
    note: str
    units: int
    years: Sequence[WindowRun]


@dataclass(frozen=True)
class Years:
    """The windows of one unit, a year a row."""

    names: Sequence[str]
    rows: Sequence[Row]


def own(part: DutyPart) -> list[Finding]:
    """The verdicts of the rule itself."""
    return [one for one in part.findings if not one.component]


def components(part: DutyPart) -> list[Finding]:
    """The verdicts of the parts of a composition."""
    return [one for one in part.findings if one.component]


def grid(view: View, part: DutyPart) -> list[Group]:
    """The units by windows; nothing where there is only one unit or one window."""
    found = own(part)
    units = list(dict.fromkeys(one.unit for one in found))
    windows = list({one.window.start: one.window for one in found}.values())
    if len(units) < 2 or len(windows) < 2:
        return []
    windows.sort(key=lambda window: window.start)
    cells = {(one.unit, one.window.start): one for one in found}
    return list(_groups(view, part, _split(found, units), windows, cells))


def is_wrong(finding: Finding) -> bool:
    """Whether somebody has to look at it."""
    return finding.at_risk or finding.kind in ("violation", "not_evaluable")


def _split(found: Sequence[Finding], units: Sequence[str]) -> list[list[str]]:
    """Those with something wrong, then the others, where there are many."""
    if len(units) <= MANY:
        return [list(units)]
    wrong = {one.unit for one in found if is_wrong(one)}
    return [[unit for unit in units if unit in wrong], [unit for unit in units if unit not in wrong]]


def _groups(
    view: View,
    part: DutyPart,
    split: Sequence[Sequence[str]],
    windows: Sequence[Window],
    cells: Mapping[tuple[str, dt.date], Finding],
) -> Iterator[Group]:
    for number, units in enumerate(split):
        if not units:
            continue
        words = view.page.words
        title = words.plural(
            "{count} unit with nothing wrong", "{count} units with nothing wrong", len(units)
        )
        folded = number > 0
        years = [
            WindowRun(
                _title(view, part, run),
                run,
                [(unit, [cells.get((unit, w.start)) for w in run]) for unit in units],
            )
            for run in stretches(part.per, windows)
        ]
        note = " – " + words.text("units with nothing wrong") if folded else ""
        yield Group(title, folded, "b" if folded else "", note, len(units), years)


def stretches(per: str, windows: Sequence[Window]) -> list[list[Window]]:
    """Months by calendar year, others by the dozen."""
    if per == "month":
        return [list(run) for _, run in groupby(windows, key=lambda window: window.start.year)]
    return [list(windows[first : first + WIDE]) for first in range(0, len(windows), WIDE)]


def _title(view: View, part: DutyPart, run: Sequence[Window]) -> str:
    if part.per == "month":
        return str(run[0].start.year)
    ends = dict.fromkeys((view.window(run[0]), view.window(run[-1])))
    return " – ".join(ends)


def years_of(view: View, part: DutyPart, found: Sequence[Finding]) -> Years | None:
    """The months or quarters of one unit, a year a row; none where there are no more than two windows."""
    if part.per not in ("month", "quarter") or len(found) < 3:
        return None
    size = 12 if part.per == "month" else 4
    rows: dict[int, list[Finding | None]] = {}
    for one in found:
        place = (one.window.start.month - 1) * size // 12
        rows.setdefault(one.window.start.year, [None] * size)[place] = one
    return Years(_names(view, size), [(str(year), cells) for year, cells in sorted(rows.items())])


def _names(view: View, size: int) -> list[str]:
    words = view.page.words
    if size == 12:
        return [words.month_alone(month) for month in range(1, 13)]
    return [words.text("Q{quarter}", quarter=quarter) for quarter in range(1, 5)]
