# SPDX-License-Identifier: EUPL-1.2
"""The facts of a case spelled out: repeated events, numbered names, made ids."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...schema.case import Case, CaseEvent, CasePopulation
from ...schema.facts import Event, Facts, Population
from ..definitions.calendar import DAY, month_end, month_label
from ..language.catalogue import mark
from ..language.reader import words

MIDDLE = 15
"""The day of the month of repeated events that write none."""

_REPEAT = re.compile(
    r"monthly (?P<first>\d{4}-\d{2})\.\.(?P<last>\d{4}-\d{2})"
    r"(?: except (?P<except>\d{4}-\d{2}(?:, ?\d{4}-\d{2})*))?"
    r"(?: at (?P<at>[^\s,|]+(?:, ?[^\s,|]+)*))?"
)
REPEAT_FORM = mark("write for example monthly 2018-01..2018-06 except 2018-03 at PZ, MT")


class Repeat(NamedTuple):
    """A repeated event: the first day of each month, and the units, none for the event's own."""

    months: tuple[dt.date, ...]
    at: tuple[str, ...]


def facts_of(case: Case, place: str) -> Facts:
    """The facts a case writes; events that name no unit happened at `place`."""
    return Facts(
        events=tuple(_events(case.events, place)),
        populations=tuple(row for one in case.populations for row in _populations(one)),
        figures=case.figures,
        submissions=None if case.submissions == "complete" else case.submissions,
    )


def parse_repeat(text: str) -> Repeat:
    """What `repeat` means.

    Raises:
        ValueError: It is not of that form; the message says what is.

    >>> repeat = parse_repeat("monthly 2018-01..2018-03 except 2018-02 at PZ, MT")
    >>> [f"{month:%Y-%m}" for month in repeat.months], repeat.at
    (['2018-01', '2018-03'], ('PZ', 'MT'))
    """
    found = _REPEAT.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(words.text("got '{text}'; {form}", text=text, form=words.marked(REPEAT_FORM)))
    try:
        first, last = (dt.date.fromisoformat(f"{found[name]}-01") for name in ("first", "last"))
    except ValueError as error:
        form = words.marked(REPEAT_FORM)
        raise ValueError(
            words.text("got '{text}' with a month that does not exist; {form}", text=text, form=form)
        ) from error
    months, left_out = tuple(_months(first, last)), _parts(found["except"])
    missing = [label for label in left_out if label not in map(month_label, months)]
    if missing or not months:
        form = words.marked(REPEAT_FORM)
        if missing:
            raise ValueError(
                words.text("got '{month}' outside the months; {form}", month=missing[0], form=form)
            )
        raise ValueError(words.text("got a last month before the first; {form}", form=form))
    return Repeat(tuple(one for one in months if month_label(one) not in left_out), _parts(found["at"]))


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if text else ()


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first = month_end(first) + DAY


def _events(written: Sequence[CaseEvent], place: str) -> Iterator[Event]:
    taken = {event.event_id for event in written}
    numbers = (number for number in range(1, 10**9) if f"e{number}" not in taken)
    for event in written:
        places = list(places_of(event, place))
        single = event.times == 1 and len(places) == 1
        serial = 0
        for day, unit in places:
            for number in range(1, event.times + 1):
                serial += 1
                if event.event_id is None:
                    event_id = f"e{next(numbers)}"
                else:
                    event_id = event.event_id if single else f"{event.event_id}-{serial}"
                yield _event(event, event_id, day, unit, number)


def places_of(event: CaseEvent, place: str) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
    """The days of an event, each with its units; those of one that names none happened at `place`."""
    unit = event.unit or (place,)
    if event.repeat is None:
        if event.date is not None:
            yield event.date, unit
        return
    repeat = parse_repeat(event.repeat)
    for month in repeat.months:
        wanted = event.date.day if event.date else MIDDLE
        day = month.replace(day=min(wanted, month_end(month).day))
        if not repeat.at:
            yield day, unit
        yield from ((day, (one,)) for one in repeat.at)


def _event(event: CaseEvent, event_id: str, day: dt.date, unit: tuple[str, ...], number: int) -> Event:
    fields = event.model_dump(exclude={"repeat", "times", "event_id", "date", "unit"})
    fields |= {name: _numbered(fields[name], number) for name in ("firm", "person", "case")}
    return Event(event_id=event_id, date=day, unit=unit, **fields)


def _populations(written: CasePopulation) -> Iterator[Population]:
    fields = written.model_dump(exclude={"times"})
    for number in range(1, written.times + 1):
        numbered = {name: _numbered(fields[name], number) for name in ("person", "case")}
        yield Population(**{**fields, **numbered})


def _numbered(text: str | None, number: int) -> str | None:
    return text if text is None else text.replace("{n}", str(number))
