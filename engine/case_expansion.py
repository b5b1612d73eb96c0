# SPDX-License-Identifier: EUPL-1.2
"""A case spelled out: the convention, the registry and the facts it stands for.

Shorthand exists so that a case reads as a sentence; nothing here decides anything.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..schema.case import Case, CaseEvent, CasePopulation
from ..schema.convention import Convention
from ..schema.facts import Event, Facts, Population
from ..schema.unit import Unit
from .calendar import DAY, month_end, month_label
from .conventions import default_convention_path, load_convention
from .registry import Registry
from .rulebook import Rulebook
from .units_file import load_units
from .yaml_source import read_yaml

MIDDLE = 15
"""The day of the month of repeated events that write none."""

_REPEAT = re.compile(
    r"monthly (?P<first>\d{4}-\d{2})\.\.(?P<last>\d{4}-\d{2})"
    r"(?: except (?P<except>\d{4}-\d{2}(?:, ?\d{4}-\d{2})*))?"
    r"(?: at (?P<at>[^\s,|]+(?:, ?[^\s,|]+)*))?"
)
REPEAT_FORM = "write for example monthly 2018-01..2018-06 except 2018-03 at PZ, MT"


@dataclass(frozen=True)
class Defaults:
    """What a case starts from: the default convention, as read and as written, and its registry."""

    convention: Convention
    data: Mapping[str, Any]
    registry: Registry


class Expanded(NamedTuple):
    """Everything a run needs to judge a case."""

    convention: Convention
    registry: Registry
    facts: Facts
    rule: str
    as_of: dt.date
    known_at: dt.date | None


class Repeat(NamedTuple):
    """A repeated event: the first day of each month, and the units, none for the event's own."""

    months: tuple[dt.date, ...]
    at: tuple[str, ...]


def load_defaults(rulebook: Rulebook) -> Defaults:
    """The default convention of the rulebook, which cases override key by key."""
    path = default_convention_path(rulebook.root)
    convention = load_convention(path, rulebook.vocabulary)
    registry = load_units(path.parent / convention.units, rulebook.vocabulary)
    return Defaults(convention, read_yaml(path).data, registry)


def merged(data: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """A convention's data with overrides: parameters and readings by name, anything else whole."""
    result = {**data, **overrides}
    for key in ("parameters", "readings"):
        if isinstance(overrides.get(key), Mapping):
            result[key] = {**data.get(key, {}), **overrides[key]}
    return result


def case_convention(case: Case, defaults: Defaults) -> Convention:
    """The convention a case is judged under."""
    if not case.convention:
        return defaults.convention
    return Convention.model_validate(merged(defaults.data, case.convention))


def case_registry(case: Case, region: str, defaults: Defaults) -> Registry:
    """The units of a case, or the default ones; the region is always among them."""
    known = defaults.registry.get(region)
    if not case.units:
        if known is not None:
            return defaults.registry
        return Registry([Unit(code=region, kind="region"), *defaults.registry.units])
    units = [_under(unit, region) for unit in case.units]
    if all(unit.code != region for unit in units):
        units.append((known or Unit(code=region, kind="region")).model_copy(update={"parent": None}))
    return Registry(units)


def _under(unit: Unit, region: str) -> Unit:
    if unit.parent is not None or unit.code == region or unit.kind == "nation":
        return unit
    return unit.model_copy(update={"parent": region})


def expand(case: Case, defaults: Defaults) -> Expanded:
    """The case spelled out; the case must have been checked."""
    convention = case_convention(case, defaults)
    facts = Facts(
        events=tuple(_events(case.events, convention.region)),
        populations=tuple(row for one in case.populations for row in _populations(one)),
        submissions=None if case.submissions == "complete" else case.submissions,
    )
    registry = case_registry(case, convention.region, defaults)
    return Expanded(convention, registry, facts, case.rule, case.as_of, case.known_at)


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
        raise ValueError(f"got '{text}'; {REPEAT_FORM}")
    try:
        first, last = (dt.date.fromisoformat(f"{found[name]}-01") for name in ("first", "last"))
    except ValueError as error:
        raise ValueError(f"got '{text}' with a month that does not exist; {REPEAT_FORM}") from error
    months, left_out = tuple(_months(first, last)), _parts(found["except"])
    missing = [label for label in left_out if label not in map(month_label, months)]
    if missing or not months:
        what = f"'{missing[0]}' outside the months" if missing else "a last month before the first"
        raise ValueError(f"got {what}; {REPEAT_FORM}")
    return Repeat(tuple(one for one in months if month_label(one) not in left_out), _parts(found["at"]))


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if text else ()


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first = month_end(first) + DAY


def _events(written: Sequence[CaseEvent], region: str) -> Iterator[Event]:
    taken = {event.event_id for event in written}
    numbers = (number for number in range(1, 10**9) if f"e{number}" not in taken)
    for event in written:
        places = list(_places(event, region))
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


def _places(event: CaseEvent, region: str) -> Iterator[tuple[dt.date, tuple[str, ...]]]:
    unit = event.unit or (region,)
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
