# SPDX-License-Identifier: EUPL-1.2
"""The chart of an ordering or an answer: pairs on an axis of dates, a line a unit."""

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ....schema.dossier import DutyPart
from ...reports.layout import cut
from ..view import View
from .dates import DayScale
from .drawing import FAINT, INK, LETTER, NAME, Drawing, Point
from .picture import Picture, Table
from .shapes import draw
from .timeline import State, WaitingLine, broken, timeline

WIDTH = 860
ROW = 46
TOP, AXIS = 6, 28
"""Room above the lines, and for the names of months under them."""
LINES = 40
"""The most units drawn; those with something broken come first."""

NAMED = 20

STROKES: dict[State, float] = {"kept": 7.0, "broken": 2.4, "open": 1.6}
SHAPES: dict[State, tuple[str, str]] = {
    "kept": ("disc", "#00673d"),
    "broken": ("cross", "#b3123a"),
    "open": ("ring", "#455b71"),
}


def timeline_picture(view: View, part: DutyPart) -> Picture | None:
    """The chart drawn and told; none where the duty is no ordering, or nothing waited."""
    found = timeline(view.page.verdicts, part)
    if not found:
        return None
    words, name = view.page.words, f"{view.anchor(part.rule)}-timeline"
    caption = words.text("{title}: one after the other", title=view.text(part.title))
    summary = list(_summary(view, part, found))
    return Picture(
        id=name,
        caption=caption,
        svg=_drawn(view, found[:LINES], name, caption, " ".join(summary)),
        legend=_legend(view, part, found),
        summary=summary,
        table=_table(view, part, found),
    )


def _state_words(view: View, part: DutyPart) -> dict[State, str]:
    """What each state means for an ordering, or for an answer."""
    words = view.page.words
    if part.form == "order":
        return {
            "kept": words.text("came after it"),
            "broken": words.text("came without it"),
            "open": words.text("came without it, may still be put right"),
        }
    return {
        "kept": words.text("was answered"),
        "broken": words.text("was not answered in time"),
        "open": words.text("may still be answered"),
    }


def _legend(view: View, part: DutyPart, found: Sequence[WaitingLine]) -> list[tuple[str, str]]:
    words, marks = view.page.words, view.page.marks
    other = words.text("what has to come first") if part.form == "order" else words.text("the answer")
    shapes = {"kept": marks.attainment, "broken": marks.violation, "open": marks.pending}
    states = [
        (shapes[state], text)
        for state, text in _state_words(view, part).items()
        if any(line.count(state) for line in found)
    ]
    return [("◆", other), *states, ("┊", words.text("day of the dossier"))]


def _summary(view: View, part: DutyPart, found: Sequence[WaitingLine]) -> Iterator[str]:
    words = view.page.words
    counts = {state: sum(line.count(state) for line in found) for state in SHAPES}
    counted = [
        f"{text} {words.number(counts[state])}"
        for state, text in _state_words(view, part).items()
        if counts[state]
    ]
    yield words.text("Events that waited for another: {counts}.", counts=", ".join(counted))
    wrong = list(broken(found))
    if wrong:
        named = "; ".join(
            f"{view.page.unit(unit)} {_day(view, link.day)}"
            + (f" ({link.event_id})" if link.event_id else "")
            for unit, link in wrong[:NAMED]
        )
        rest = "; …" if len(wrong) > NAMED else ""
        yield words.text("Without it: {named}.", named=named + rest)
    if len(found) > LINES:
        yield words.plural(
            "{count} unit more is in the table below.",
            "{count} units more are in the table below.",
            len(found) - LINES,
        )


def _day(view: View, day: dt.date) -> str:
    return view.page.words.month(day) if view.dossier.public else view.day(day)


def _table(view: View, part: DutyPart, found: Sequence[WaitingLine]) -> Table:
    words, states = view.page.words, _state_words(view, part)
    return Table(
        words.text("{title}: figures of the picture", title=view.text(part.title)),
        [view.t["unit"], words.text("Events"), *(text.capitalize() for text in states.values())],
        [
            (view.page.unit(line.unit), len(line.links), *(line.count(state) for state in states))
            for line in found
        ],
    )


def _drawn(view: View, found: Sequence[WaitingLine], name: str, title: str, description: str) -> Markup:
    names = [cut(view.page.unit(line.unit), NAME) for line in found]
    left = LETTER * max(map(len, names)) + 16
    moments = [day for line in found for link in line.links for day in (link.day, link.partner) if day]
    first, last = min(moments) - dt.timedelta(days=15), max(*moments, view.dossier.meeting)
    days, bottom = DayScale(first, last + dt.timedelta(days=10), left, WIDTH - 24), TOP + ROW * len(found)
    drawing = Drawing(WIDTH, bottom + AXIS)
    for row, text in enumerate(names):
        drawing.text((left - 8, TOP + ROW * (row + 0.5)), text, anchor="end")
    drawing.stroke(
        [[(left, TOP + ROW * row), (WIDTH - 24, TOP + ROW * row)] for row in range(len(found) + 1)],
        FAINT,
        0.6,
    )
    _links(drawing, found, days)
    days.mark(drawing, view.dossier.meeting, TOP, bottom)
    days.name_months(drawing, view.page.words, bottom)
    return drawing.svg(name, title, description)


def _links(drawing: Drawing, found: Sequence[WaitingLine], days: DayScale) -> None:
    """What comes first lies above; pairs are joined."""
    pairs: dict[tuple[Point, Point], None] = {}
    partners: dict[Point, None] = {}
    waiting: dict[State, dict[Point, None]] = {state: {} for state in SHAPES}
    for row, line in enumerate(found):
        above, below = TOP + ROW * row + 14.0, TOP + ROW * row + 32.0
        for link in line.links:
            place = (days.at(link.day), below)
            waiting[link.state][place] = None
            if link.partner is not None:
                other = (days.at(link.partner), above)
                partners[other] = None
                pairs[other, place] = None
    drawing.stroke(pairs, "#7c8c9c", 0.8)
    draw(drawing, "diamond", list(partners), (5, 5), INK)
    for state, (shape, colour) in SHAPES.items():
        half = 7.5 if state == "broken" else 5.0
        draw(drawing, shape, list(waiting[state]), (half, half), colour, STROKES[state])
