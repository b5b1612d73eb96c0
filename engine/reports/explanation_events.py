# SPDX-License-Identifier: EUPL-1.2
"""The events of an explanation in words: those that counted, those that waited, those that nearly counted."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ...schema.explanation import CountedEvent, Explanation, Origin, WaitingEvent
from ...schema.finding import OutOfOrder
from ..language.catalogue import mark
from ..words.columns import THINGS
from ..words.declared import figure_words
from .explanation_faults import fault_words
from .layout import heading, wrapped
from .page import Page, number_said

SHOWN = 10
"""How many events a list shows people; the files hold more."""

WAITING = {
    "order": mark("What had to be preceded by another event"),
    "response": mark("What had to be answered by another event"),
}
PAIRED = {"order": mark("preceded by {id}"), "response": mark("answered by {id}")}
NEAR = {
    "order": mark("Events that do not precede {id}, for one reason only: {count}"),
    "response": mark("Events that do not answer {id}, for one reason only: {count}"),
}


def declared_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The figures that an authority has declared for the window."""
    if told.verdict.declared:
        yield heading(page.words.text("Declared figures"), page.marks)
        for figure in told.verdict.declared:
            yield from wrapped(figure_words(figure, page.words), "  ", "    ")


def counted_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The events that counted."""
    verdict, words = told.verdict, page.words
    continued = verdict.reason is not None and verdict.reason.code == "continued_in"
    if verdict.measure in ("order", "response", "composition") or continued:
        return
    counted = verdict.observed if verdict.counted is None else verdict.counted
    yield heading(words.text("What counted: {count}", count=number_said(counted, words)), page.marks)
    if counted == 0:
        yield "  " + words.text("Nothing.")
    elif not told.counted:
        yield "  " + words.text("Single events are not shown in what is published.")
    for event in told.counted[:SHOWN]:
        named = _named(page, event.event_id, event.date, event.origin)
        yield from wrapped(" · ".join([named, *_added(page, told, event)]), "  ", "    ")
    yield from _more(page, len(told.counted[SHOWN:]) + told.counted_more)


def _added(page: Page, told: Explanation, event: CountedEvent) -> Iterator[str]:
    """How much of what is counted an event named, where that may be more than one."""
    measure = told.verdict.measure.partition(":")[0]
    count = event.adds if measure == "sum" else len(event.values) if measure == "distinct" else 0
    if count:
        yield page.words.marked_plural(THINGS[told.verdict.measure.partition(":")[2]].counted, count)


def unreached_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The members nobody reached, and those who joined too late to be counted."""
    words, number = page.words, page.words.number
    if told.unreached_count:
        yield heading(words.text("Not reached: {count}", count=number(told.unreached_count)), page.marks)
        yield from _people(page, told.unreached, told.unreached_count)
    share = page.verdicts.duties[told.verdict.rule].measure.share
    if told.left_out_count and share is not None:
        title = words.text(
            "Not counted, joined in the last {days} days: {count}",
            days=number(share.lead_days),
            count=number(told.left_out_count),
        )
        yield heading(title, page.marks)
        yield from _people(page, told.left_out, told.left_out_count)


def _people(page: Page, named: Sequence[str], count: int) -> Iterator[str]:
    if named:
        yield from wrapped(", ".join(named), "  ")
        if count > len(named):
            yield "  " + page.words.plural("and {count} more", "and {count} more", count - len(named))


def waiting_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The events that had to be preceded or answered, and what became of each."""
    words, measure = page.words, told.verdict.measure
    if measure not in WAITING:
        return
    yield heading(words.marked(WAITING[measure]), page.marks)
    if not told.waiting:
        yield "  " + words.text("Nothing.")
    for event in told.waiting[:SHOWN]:
        named = _named(page, event.event_id, event.date, event.origin)
        open_ = event.partner is None and measure == "response" and event.grace_until >= told.verdict.as_of
        kind = "attainment" if event.partner else "pending" if open_ else "violation"
        said = _became(page, told, event)
        yield from wrapped(f"{named}: {said}", f"  {page.marks.of(kind)} ", "    ")
    yield from _more(page, len(told.waiting[SHOWN:]) + told.waiting_more)


def _became(page: Page, told: Explanation, event: WaitingEvent) -> str:
    words, measure = page.words, told.verdict.measure
    if event.partner is not None:
        return words.marked(PAIRED[measure], id=event.partner)
    if event.instead is not None:
        found = OutOfOrder(day=event.date, other=event.instead, until=event.until)
        return page.duty_words.out_of_order(page.verdicts.duties[told.verdict.rule], found)
    if measure == "order":
        return words.text("preceded by nothing")
    return words.text("not answered; to be done by {day}", day=words.day(event.until))


def near_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The events that nearly counted, each with the one condition it failed."""
    if not told.near:
        return
    words, total = page.words, page.words.number(len(told.near) + told.near_more)
    paired = bool(told.waiting)
    if paired:
        title = words.marked(NEAR[told.verdict.measure], id=told.waiting[0].event_id, count=total)
    elif told.near[0].failed == "late":
        title = words.text("Submissions received too late: {count}", count=total)
    else:
        title = words.text("Events not counted, for one reason only: {count}", count=total)
    yield heading(title, page.marks)
    for near in told.near[:SHOWN]:
        named = _named(page, near.event_id, near.date, near.origin)
        yield from wrapped(f"{named}: {fault_words(page, near, paired)}", "  ", "    ")
    yield from _more(page, len(told.near[SHOWN:]) + told.near_more)


def _named(page: Page, event_id: str, day: dt.date, origin: Origin) -> str:
    parts = [page.words.day(day), event_id, *_origin(page, origin)]
    return " · ".join(parts)


def _origin(page: Page, origin: Origin) -> Iterator[str]:
    """The submission and the row, as far as they are known."""
    words = page.words
    if origin.month is not None:
        month = words.month_in_full(dt.date.fromisoformat(f"{origin.month}-01"))
        units = page.some([page.unit(unit) for unit in origin.units])
        yield words.text("submission of {month}, {units}", month=month, units=units)
    elif origin.submission is not None:
        yield words.text("submission {id}", id=origin.submission)
    if origin.row is not None and origin.file is not None:
        name = origin.file.replace("\\", "/").rpartition("/")[2]
        sheet = f" [{origin.sheet}]" if origin.sheet else ""
        yield words.text("{file}, row {row}", file=f"{name}{sheet}", row=origin.row)


def _more(page: Page, count: int) -> Iterator[str]:
    if count > 0:
        yield "  " + page.words.plural("and {count} more event", "and {count} more events", count)
