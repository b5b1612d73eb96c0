# SPDX-License-Identifier: EUPL-1.2
"""The chart of a volume: what was done month by month, beside an even pace and what is required."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from ....schema.dossier import DutyPart
from ..view import View
from .dates import DayScale
from .drawing import FAINT, INK, LETTER, MUTED, Drawing, Line, Point
from .picture import Picture, Table
from .progress import Course, courses
from .shapes import draw

WIDTH, HEIGHT = 760, 350
LEFT, TOP, BOTTOM = 70, 30, 322
A_DAY = dt.timedelta(days=1)

DONE = ("#004080", 2.2)
PACE = (MUTED, 1.4)
REQUIRED = (INK, 1.8)
DASHES = "6 4"


def progress_picture(view: View, part: DutyPart) -> Picture | None:
    """The chart drawn and told; none where the duty is no volume."""
    found = courses(view.page.verdicts, part)
    if not found:
        return None
    words, name = view.page.words, f"{view.anchor(part.rule)}-progress"
    caption = words.text("{title}: done so far and even pace", title=view.text(part.title))
    summary = [_told(view, course) for course in found]
    return Picture(
        id=name,
        caption=caption,
        svg=_drawn(view, found, name, caption, " ".join(summary)),
        legend=[],
        summary=summary,
        table=Table(
            words.text("{title}: figures of the picture", title=view.text(part.title)),
            [view.t["window"], words.text("By the end of"), view.t["done"], words.text("Even pace")],
            list(_rows(view, found)),
        ),
    )


def _told(view: View, course: Course) -> str:
    words, last = view.page.words, course.steps[-1]
    return words.text(
        "{window}: on {day} {done} of {required} were done; at an even pace it would be {pace}.",
        window=view.window(course.finding.window),
        day=words.day(last.day),
        done=words.number(last.done),
        required=words.number(course.required),
        pace=words.number(last.pace),
    )


def _rows(view: View, found: Sequence[Course]) -> Iterator[tuple[str | int, ...]]:
    for course in found:
        for step in course.steps:
            yield view.window(course.finding.window), view.day(step.day), step.done, step.pace


def _drawn(view: View, found: Sequence[Course], name: str, title: str, description: str) -> Markup:
    words, today = view.page.words, view.dossier.meeting
    last = max(course.end for course in found)
    most = max(max(course.required, *(step.done for step in course.steps)) for course in found)
    field = _Field(DayScale(found[0].start, last + A_DAY, LEFT, WIDTH - 20), most * 1.15)
    drawing = Drawing(WIDTH, HEIGHT)
    levels = whole_steps(most * 1.15)
    drawing.stroke([[(LEFT, field.up(level)), (WIDTH - 20, field.up(level))] for level in levels], FAINT, 0.6)
    for level in levels:
        drawing.text((LEFT - 8, field.up(level)), words.number(level), anchor="end", colour=MUTED)
    if today <= last:
        field.days.mark(drawing, today, TOP, BOTTOM)
    for course in found:
        _course(drawing, field, course, words.text("required {count}", count=words.number(course.required)))
    field.days.name_months(drawing, words, BOTTOM)
    _legend(drawing, view, marked=today <= last)
    return drawing.svg(name, title, description)


@dataclass(frozen=True)
class _Field:
    """Where days and amounts lie."""

    days: DayScale
    top: float

    def up(self, amount: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * amount / self.top

    def place(self, day: dt.date, amount: float) -> Point:
        return self.days.at(day), self.up(amount)


def _course(drawing: Drawing, field: _Field, course: Course, required: str) -> None:
    """One window: the even pace, the level to reach, what was done by each month's end."""
    start, end = course.start, course.end + A_DAY
    done = [field.place(start, 0), *(field.place(step.day + A_DAY, step.done) for step in course.steps)]
    level: Line = [field.place(start, course.required), field.place(end, course.required)]
    drawing.stroke([[field.place(start, 0), field.place(end, course.required)]], *PACE, dashes=DASHES)
    drawing.stroke([level], *REQUIRED)
    drawing.stroke([done], *DONE, cap="round")
    draw(drawing, "disc", done, (1, 1), DONE[0], 5)
    drawing.text(((level[0][0] + level[1][0]) / 2, level[0][1] - 10), required, anchor="middle")


def _legend(drawing: Drawing, view: View, *, marked: bool) -> None:
    """A piece of each line, and what it is."""
    words, x = view.page.words, 4.0
    lines = [
        (words.text("done so far"), DONE, ""),
        (words.text("even pace"), PACE, DASHES),
        (words.text("required"), REQUIRED, ""),
    ]
    if marked:
        lines.append((words.text("day of the dossier"), (INK, 1.0), "1 2"))
    for text, (colour, width), dashes in lines:
        drawing.stroke([[(x, 12), (x + 26, 12)]], colour, width, dashes=dashes)
        drawing.text((x + 32, 12), text)
        x += 32 + LETTER * len(text) + 20


def whole_steps(top: float) -> list[int]:
    """Whole amounts from 0 up, evenly, six at most.

    >>> whole_steps(4600), whole_steps(3)
    ([0, 1000, 2000, 3000, 4000], [0, 1, 2, 3])
    """
    sizes = (size * 10**power for power in count() for size in (1, 2, 5))
    step = next(size for size in sizes if top / size < 6)
    return list(range(0, int(top) + 1, step))
