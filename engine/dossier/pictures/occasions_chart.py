# SPDX-License-Identifier: EUPL-1.2
"""The chart of an occasion: bars from the day duties become due to the last on which they are, a line a unit."""

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ....schema.condition import Where
from ....schema.dossier import DutyPart
from ...reports.layout import cut
from ..view import View
from .dates import DayScale
from .drawing import INK, LETTER, NAME, Drawing
from .occasions import DueSpan, Occasion, occasions
from .picture import Picture, Table
from .shapes import draw

WIDTH = 860
ROW = 24
LINES = 40
TOP, AXIS = 6, 28
"""Room above the lines, and for the names of months under them."""


def occasion_pictures(view: View, parts: Sequence[DutyPart]) -> Iterator[Picture]:
    """One for each condition that is met anywhere, and a sentence for each that is met nowhere."""
    for number, found in enumerate(occasions(view.page.verdicts, parts), 1):
        yield _picture(view, found, f"occasion-{number}")


def _picture(view: View, found: Occasion, name: str) -> Picture:
    words = view.page.words
    caption = words.text("{occasion}: when it makes duties due", occasion=_what(view, found.when.event))
    summary = list(_summary(view, found))
    drawn = _drawn(view, found.spans[:LINES], name, caption, " ".join(summary)) if found.spans else Markup()
    return Picture(
        id=name,
        caption=caption,
        svg=drawn,
        legend=_legend(view) if found.spans else [],
        summary=summary,
        table=_table(view, found, caption) if found.spans else None,
    )


def _legend(view: View) -> list[tuple[str, str]]:
    words = view.page.words
    return [
        ("◆", words.text("the day it is due from")),
        ("▬", words.text("due")),
        ("┊", words.text("day of the dossier")),
    ]


def _table(view: View, found: Occasion, caption: str) -> Table:
    words = view.page.words
    return Table(
        words.text("{title}: figures of the picture", title=caption),
        [view.t["unit"], words.text("Due from"), words.text("Due until")],
        [(view.page.unit(span.unit), view.day(span.start), view.day(span.end)) for span in found.spans],
    )


def _what(view: View, where: Where) -> str:
    """What happens, in the vocabulary's words: `Agreement (apprenticeship)`."""
    vocabulary, language = view.page.verdicts.rulebook.vocabulary, view.page.words.language
    events = [vocabulary.events[str(code)].title.in_language(language) for code in where.event.values or ()]
    topics = where.topic.values or () if where.topic else ()
    named = [vocabulary.topics[str(code)].title.in_language(language) for code in topics]
    return ", ".join(events) + (f" ({', '.join(named)})" if named else "")


def _summary(view: View, found: Occasion) -> Iterator[str]:
    words = view.page.words
    yield words.text("Duties: {titles}.", titles="; ".join(view.title(rule) for rule in found.rules))
    if found.spans:
        yield words.plural(
            "Due at {count} unit, from {first}.",
            "Due at {count} units, from {first} at the earliest.",
            len(found.spans),
            first=view.day(found.spans[0].start),
        )
    if found.unmet and found.spans:
        yield words.plural(
            "It has not happened at {count} unit: nothing is due there.",
            "It has not happened at {count} units: nothing is due there.",
            found.unmet,
        )
    if not found.spans:
        yield words.text("It has not happened: nothing is due.")
    if len(found.spans) > LINES:
        yield words.plural(
            "{count} unit more is in the table below.",
            "{count} units more are in the table below.",
            len(found.spans) - LINES,
        )


def _drawn(view: View, spans: Sequence[DueSpan], name: str, title: str, description: str) -> Markup:
    names = [cut(view.page.unit(span.unit), NAME) for span in spans]
    left, bottom = LETTER * max(map(len, names)) + 16, TOP + ROW * len(spans)
    dossier, a_day = view.dossier, dt.timedelta(days=1)
    drawing = Drawing(WIDTH, bottom + AXIS)
    days = DayScale(dossier.term_start, dossier.term_end + a_day, left, WIDTH - 24)
    rows = [TOP + ROW * (row + 0.5) for row in range(len(spans))]
    for y, text in zip(rows, names, strict=True):
        drawing.text((left - 8, y), text, anchor="end")
    lit = [
        [(days.at(span.start), y), (days.at(span.end + a_day), y)]
        for span, y in zip(spans, rows, strict=True)
    ]
    drawing.stroke(lit, "#7c9cbf", 7)
    draw(drawing, "diamond", [line[0] for line in lit], (6, 6), INK)
    days.mark(drawing, dossier.meeting, TOP, bottom)
    days.name_months(drawing, view.page.words, bottom)
    return drawing.svg(name, title, description)
