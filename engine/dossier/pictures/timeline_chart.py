# SPDX-License-Identifier: EUPL-1.2
"""The chart of an ordering or an answer: pairs on an axis of dates, a line a unit."""

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ....schema.dossier import DutyPart
from ...reports.layout import cut
from ..view import View
from .dates import date_axis
from .picture import Picture, Table
from .shapes import Point, draw, lines
from .svg import DPI, FAINT, INK, LETTER, NAME, defaults, inline
from .timeline import State, WaitingLine, broken, timeline

WIDTH = 860
ROW = 46
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
    height = ROW * len(found) + 34
    days = [day for line in found for link in line.links for day in (link.day, link.partner) if day]
    first, last = min(days) - dt.timedelta(days=15), max(*days, view.dossier.meeting)
    with defaults():
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI)
        axes = figure.add_axes(
            (left / WIDTH, 28 / height, (WIDTH - left - 24) / WIDTH, (height - 34) / height)
        )
        axes.set_xlim(first.toordinal(), last.toordinal() + 10)
        axes.set_ylim(ROW * len(found), 0)
        date_axis(axes, view.page.words, first, last)
        axes.set_yticks([ROW * (row + 0.5) for row in range(len(found))], names)
        axes.tick_params(axis="y", length=0, labelcolor=INK)
        per_pixel = (last - first).days / (WIDTH - left - 24)
        _links(axes, found, (5.0 * per_pixel, 5.0))
        today = view.dossier.meeting.toordinal()
        axes.plot([today, today], [0, ROW * len(found)], color=INK, linewidth=1, linestyle=(0, (1, 2)))
        return inline(figure, name, title, description)


def _links(axes: Axes, found: Sequence[WaitingLine], size: Point) -> None:
    """What comes first lies above; pairs are joined."""
    pairs: dict[tuple[Point, Point], None] = {}
    partners: dict[Point, None] = {}
    waiting: dict[State, dict[Point, None]] = {state: {} for state in SHAPES}
    for row, line in enumerate(found):
        above, below = ROW * row + 14.0, ROW * row + 32.0
        for link in line.links:
            place = (float(link.day.toordinal()), below)
            waiting[link.state][place] = None
            if link.partner is not None:
                other = (float(link.partner.toordinal()), above)
                partners[other] = None
                pairs[other, place] = None
    axes.hlines([ROW * row for row in range(len(found) + 1)], *axes.get_xlim(), color=FAINT, linewidth=0.6)
    lines(axes, list(pairs), "#7c8c9c", 0.8)
    draw(axes, "diamond", list(partners), size, INK)
    for state, (shape, colour) in SHAPES.items():
        big = 1.5 if state == "broken" else 1.0
        draw(
            axes,
            shape,
            list(waiting[state]),
            (size[0] * big, size[1] * big),
            colour,
            STROKES[state],
        )
