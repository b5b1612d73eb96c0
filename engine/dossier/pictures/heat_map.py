# SPDX-License-Identifier: EUPL-1.2
"""Heat map: the units of a rule by its months or quarters, a shape and a shade for each state."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ....schema.dossier import DutyPart
from ....schema.verdict import Window
from ...reports.layout import cut
from ..counts import STANDING_STATES
from ..grids import MANY, is_wrong, own
from ..view import View
from .drawing import FAINT, LETTER, MUTED, NAME, Drawing, Point
from .picture import Picture
from .shapes import LOOKS, draw

ROWS = 70
"""The most units drawn; those with something wrong come first."""

NAMED = 8
"""The most unit-windows of a state that the description names."""

WIDE = 1120
HEAD = 40


@dataclass(frozen=True)
class HeatMap:
    """Units by windows.

    Attributes:
        units: Code and name.
        states: The state shown, by row and column; none where there is no verdict.
        left_out: Units that are not drawn.
    """

    units: Sequence[tuple[str, str]]
    windows: Sequence[Window]
    states: dict[tuple[int, int], str]
    left_out: int


def heat_map(view: View, part: DutyPart) -> HeatMap | None:
    """The map of a rule with months or quarters; none where there are fewer than three."""
    found = own(part)
    windows = sorted({one.window.start: one.window for one in found}.values(), key=lambda one: one.start)
    if part.per not in ("month", "quarter") or len(windows) < 3:
        return None
    codes = list(dict.fromkeys(one.unit for one in found))
    if len(codes) > MANY:
        wrong = {one.unit for one in found if is_wrong(one)}
        codes.sort(key=lambda code: code not in wrong)
    shown = codes[:ROWS]
    row_of = {code: row for row, code in enumerate(shown)}
    column_of = {window.start: column for column, window in enumerate(windows)}
    states = {
        (row_of[one.unit], column_of[one.window.start]): view.state_code(one)
        for one in found
        if one.unit in row_of
    }
    units = [(code, view.page.unit(code)) for code in shown]
    return HeatMap(units, windows, states, len(codes) - len(shown))


def heat_map_picture(view: View, part: DutyPart) -> Picture | None:
    """The map drawn and told."""
    found = heat_map(view, part)
    if found is None:
        return None
    words, name = view.page.words, f"{view.anchor(part.rule)}-map"
    caption = words.text("{title}: units by windows", title=view.text(part.title))
    summary = list(_summary(view, found))
    counts = Counter(found.states.values())
    return Picture(
        id=name,
        caption=caption,
        svg=_drawn(view, part, found, name, caption, " ".join(summary)),
        legend=[(view.shape(code), view.state_word(code)) for code in STANDING_STATES if counts[code]],
        summary=summary[1:],
    )


def _summary(view: View, found: HeatMap) -> Iterator[str]:
    """How many of each state, and which are wrong."""
    words, counts = view.page.words, Counter(found.states.values())
    told = ", ".join(view.page.counted(code, counts[code]) for code in STANDING_STATES if counts[code])
    yield words.text(
        "From {first} to {last}: {counts}.",
        first=view.window(found.windows[0]),
        last=view.window(found.windows[-1]),
        counts=told,
    )
    for code in ("violation", "missed_goal", "not_evaluable", "at_risk"):
        places = [place for place, state in sorted(found.states.items()) if state == code]
        named = [f"{found.units[row][1]} {view.window(found.windows[column])}" for row, column in places]
        if named:
            rest = "; …" if len(named) > NAMED else "."
            yield f"{view.state_word(code).capitalize()}: {'; '.join(named[:NAMED])}{rest}"
    if found.left_out:
        yield words.plural(
            "{count} unit more is in the table below.",
            "{count} units more are in the table below.",
            found.left_out,
        )


def _drawn(view: View, part: DutyPart, found: HeatMap, name: str, title: str, description: str) -> Markup:
    names = [cut(text, NAME) for _, text in found.units]
    left = LETTER * max(map(len, names)) + 12
    count = len(found.windows)
    width = max(15.0, min(26.0 if part.per == "month" else 44.0, (WIDE - left) / count))
    height = 24.0 if len(found.units) <= MANY else 19.0
    drawing = Drawing(left + width * count + 2, HEAD + height * len(found.units) + 2)
    _heads(view, drawing, found, left, width)
    for row, text in enumerate(names):
        drawing.text((left - 8, HEAD + (row + 0.5) * height), text, anchor="end")
    _cells(drawing, found, left, (width, height))
    return drawing.svg(name, title, description)


def _cells(drawing: Drawing, found: HeatMap, left: float, size: Point) -> None:
    """Ground, edge and shape of every cell; what has to be looked at has an edge."""
    width, height = size
    side = min(width, height) * 0.3
    for code, look in LOOKS.items():
        centres = [
            (left + (column + 0.5) * width, HEAD + (row + 0.5) * height)
            for (row, column), state in found.states.items()
            if state == code
        ]
        if look.ground:
            draw(drawing, "bar", centres, (width / 2, 0), look.ground, height)
        if look.edge:
            draw(drawing, "frame", centres, (width / 2 - 1, height / 2 - 1), look.edge, 1.2)
        draw(
            drawing, look.shape, centres, (side, side), look.ink, 1.3 * side if look.shape == "disc" else 1.6
        )
    right, bottom = left + width * len(found.windows), HEAD + height * len(found.units)
    down = [left + column * width for column in range(len(found.windows) + 1)]
    across = [HEAD + row * height for row in range(len(found.units) + 1)]
    grid = [((x, float(HEAD)), (x, bottom)) for x in down] + [((left, y), (right, y)) for y in across]
    drawing.stroke(grid, FAINT, 0.6)


def _heads(view: View, drawing: Drawing, found: HeatMap, left: float, width: float) -> None:
    """The year above its first window, under it the months or quarters, as many as there is room for."""
    month = view.page.words.month_alone
    every = 1 if width >= 24 else 3
    years: set[int] = set()
    for column, window in enumerate(found.windows):
        centre, start = left + (column + 0.5) * width, window.start
        if start.year not in years:
            years.add(start.year)
            drawing.text((centre - width / 2, 12), str(start.year), bold=True)
        if (start.month - 1) % every == 0:
            quarter = (start.month + 2) // 3
            text = (
                month(start.month)
                if "Q" not in window.label
                else view.page.words.text("Q{quarter}", quarter=quarter)
            )
            drawing.text((centre, 30), text, anchor="middle", colour=MUTED, size=10)
