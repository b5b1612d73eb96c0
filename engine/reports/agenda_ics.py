# SPDX-License-Identifier: EUPL-1.2
"""The agenda as a calendar: one all-day event an item, on the last day it can be done."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from icalendar import Calendar, Event

from ...schema.agenda import AgendaItem
from .agenda import AgendaPage, part_words, to_do_words

DOMAIN = "impegni"


def agenda_ics(pages: Sequence[AgendaPage]) -> bytes:
    """The agendas as one iCalendar file (RFC 5545); the same agenda makes the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//impegni//agenda//IT")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for page in pages:
        for item in page.agenda.items:
            calendar.add_component(_event(page, item))
    content: bytes = calendar.to_ical(sorted=False)
    return content


def _event(page: AgendaPage, item: AgendaItem) -> Event:
    day = item.due if item.report_only else item.last_day
    event = Event()
    event.add("uid", uid(item))
    event.add("dtstamp", dt.datetime.combine(page.agenda.start, dt.time(), dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", f"{page.unit(item.unit)}: {page.title(item)} ({page.window(item)})")
    event.add("description", "\n".join(_description(page, item)))
    event.add("categories", [item.objective])
    event.add("transp", "TRANSPARENT")
    return event


def _description(page: AgendaPage, item: AgendaItem) -> Iterator[str]:
    words = page.words
    yield to_do_words(page, item)
    yield from (f"- {part_words(page, item, part)}" for part in item.parts)
    yield words.text("To be reported by {day}", day=words.day(item.due))
    yield f"{words.text('Owed by')}: {page.owners(item)}"
    yield f"{words.text('Rule')}: {item.rule}"
    yield f"{words.text('Clauses')}: {', '.join(item.clauses)}"


def uid(item: AgendaItem) -> str:
    """The same for one duty in every agenda, so that a later import replaces the earlier one."""
    parts = [item.convention, item.rule, item.unit, item.window.label]
    if item.form in ("order", "response"):
        parts += [item.last_day.isoformat(), item.due.isoformat()]
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@{DOMAIN}"
