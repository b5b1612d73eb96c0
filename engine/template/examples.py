# SPDX-License-Identifier: EUPL-1.2
"""Rows that show how events are written, of the first event types of the vocabulary: such as a rule would count."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...schema.condition import Where
from ...schema.unit import Unit
from ...schema.vocabulary import Recorded
from ..intake.columns import EVENTS
from .code_lists import CodeList, open_events
from .request import Request

_SHOWN = ("participants", "target")


class Shown(NamedTuple):
    """What a row shows: where its event was, and what the rule that would count it says of its columns."""

    units: tuple[str, ...]
    where: Where | None = None

    def of(self, column: str) -> str | None:
        """The first value that the rule names for a column."""
        test = None if self.where is None else self.where.tests().get(column)
        return None if test is None or not test.values else str(test.values[0])


def example_rows(request: Request, lists: tuple[CodeList, ...]) -> list[Mapping[str, str]]:
    """One event at one unit, and one that needs other columns, at two units where there are two that may have it."""
    offered = {one.name: [row[0] for row in one.rows] for one in lists}
    events = open_events(request)
    first = next(iter(events))
    other = next((code for code, event in events.items() if "deliverable" in event.requires), first)
    return [
        _row(request, offered, code, next(_counted(request, code, number)), number)
        for number, code in enumerate(dict.fromkeys((first, other)), 1)
    ]


def _counted(request: Request, event: str, most: int) -> Iterator[Shown]:
    """Events of a type that a rule counts, at units that may have them; at last one that no rule is known for."""
    entries: Mapping[str, Recorded] = request.vocabulary.deliverables
    for rule in request.rules:
        if rule.where is None or event not in (rule.where.event.values or ()):
            continue
        of_event: list[Recorded] = [request.vocabulary.events[event]]
        product = Shown((), rule.where).of("deliverable")
        recorded = of_event if product is None else [*of_event, entries[product]]
        if units := _places(request, rule.for_each.kind, recorded, most):
            yield Shown(units, rule.where)
    codes = (*reversed(request.senders), *(unit.code for unit in request.units))
    yield Shown(tuple(dict.fromkeys(codes))[:most])


def _places(
    request: Request, judged: tuple[str, ...], recorded: list[Recorded], most: int
) -> tuple[str, ...]:
    """Senders of one kind that may record something and are judged on it, themselves or a unit above them."""
    units = {unit.code: unit for unit in request.units}
    found: list[str] = []
    for code in reversed(request.senders):
        kind = units[code].kind
        allowed = all(not entry.units or kind in entry.units for entry in recorded)
        if allowed and not _kinds_from(code, units).isdisjoint(judged):
            found.append(code)
    found.sort(key=lambda code: units[code].kind not in judged)
    return tuple(code for code in found if units[code].kind == units[found[0]].kind)[:most]


def _kinds_from(code: str, units: Mapping[str, Unit]) -> set[str]:
    """The kinds of a unit and of those above it."""
    found, unit = set[str](), units.get(code)
    while unit is not None:
        found.add(unit.kind)
        unit = units.get(unit.parent or "")
    return found


def _row(
    request: Request, offered: Mapping[str, list[str]], event: str, shown: Shown, number: int
) -> dict[str, str]:
    row = {
        "event_id": str(number),
        "event": request.written("event", event),
        "date": f"{request.month.replace(day=14 + number):%d/%m/%Y}",
        "unit": "|".join(request.written("unit", unit) for unit in shown.units),
    }
    product = shown.of("deliverable")
    needed = [*open_events(request)[event].requires, *(_SHOWN if number == 1 else ())]
    needed += request.vocabulary.deliverables[product].requires if product else ()
    for name in needed:
        column = EVENTS.column(name)
        if name in row or not offered.get(column.codes, [""]):
            continue
        named = shown.of(name)
        if column.codes:
            row[name] = offered[column.codes][0] if named is None else request.written(column.codes, named)
        else:
            row[name] = _free(name, column.example)
    return row | {"note": request.words.text("EXAMPLE")}


def _free(name: str, example: str) -> str:
    return "18" if name == "participants" else example
