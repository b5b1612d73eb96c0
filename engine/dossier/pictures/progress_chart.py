# SPDX-License-Identifier: EUPL-1.2
"""The chart of a volume: what was done month by month, beside an even pace and what is required."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ....schema.dossier import DutyPart
from ..view import View
from .dates import date_axis
from .picture import Picture, Table
from .progress import Course, courses
from .svg import DPI, FAINT, INK, MUTED, defaults, inline

WIDTH, HEIGHT = 760, 350
DONE = "#004080"


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
    words = view.page.words
    with defaults():
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
        axes = figure.add_axes((70 / WIDTH, 40 / HEIGHT, (WIDTH - 90) / WIDTH, (HEIGHT - 70) / HEIGHT))
        for course in found:
            drawn = _course(axes, course)
            middle = (course.start.toordinal() + course.end.toordinal()) / 2
            text = words.text("required {count}", count=words.number(course.required))
            axes.annotate(
                text, (middle, course.required), (0, 5), textcoords="offset points", ha="center", color=INK,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )  # fmt: skip
        today = view.dossier.meeting.toordinal()
        first, last = found[0].start, max(course.end for course in found)
        top = max(max(course.required, *(step.done for step in course.steps)) for course in found)
        if today <= last.toordinal():
            drawn += axes.plot([today, today], [0, top * 1.15], color=INK, linewidth=1, linestyle=(0, (1, 2)))
        axes.set_ylim(0, top * 1.15)
        axes.set_xlim(first.toordinal(), last.toordinal() + 1)
        date_axis(axes, words, first, last)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.yaxis.set_major_formatter(lambda value, _: words.number(round(value)))
        axes.tick_params(axis="y", length=0, labelcolor=MUTED)
        axes.grid(axis="y", color=FAINT, linewidth=0.6)
        names = [
            words.text("done so far"), words.text("even pace"), words.text("required"),
            words.text("day of the dossier"),
        ][: len(drawn)]  # fmt: skip
        figure.legend(drawn, names, loc="upper left", ncols=4, frameon=False, borderaxespad=0)
        return inline(figure, name, title, description)


def _course(axes: Axes, course: Course) -> list[Line2D]:
    """One window: what was done by each month's end, the even pace, the level to reach."""
    start, end = course.start.toordinal(), course.end.toordinal() + 1
    days = [start, *(step.day.toordinal() + 1 for step in course.steps)]
    done = [0, *(step.done for step in course.steps)]
    return [
        *axes.plot(days, done, color=DONE, linewidth=2.2, marker="o", markersize=5, zorder=4),
        *axes.plot([start, end], [0, course.required], color=MUTED, linewidth=1.4, linestyle=(0, (6, 4))),
        *axes.plot([start, end], [course.required] * 2, color=INK, linewidth=1.8),
    ]
