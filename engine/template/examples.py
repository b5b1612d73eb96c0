# SPDX-License-Identifier: EUPL-1.2
"""Rows that show how events are written, of the first event types of the vocabulary and the first units."""

from collections.abc import Mapping

from ..intake.columns import EVENTS
from .code_lists import CodeList, open_events
from .request import Request

_SHOWN = ("participants", "target")


def example_rows(request: Request, lists: tuple[CodeList, ...]) -> list[Mapping[str, str]]:
    """One event at one unit, and one that needs other columns, at two units where there are two."""
    shown = {one.name: [row[0] for row in one.rows] for one in lists}
    codes = [unit.code for unit in request.units]
    events = open_events(request)
    first = next(iter(events))
    other = next((code for code, event in events.items() if "deliverable" in event.requires), first)
    places = list(dict.fromkeys([*reversed(request.senders), *codes]))
    where = {first: places[:1], other: places[:2]}
    return [
        _row(request, shown, code, "|".join(request.written("unit", unit) for unit in units), number)
        for number, (code, units) in enumerate(where.items(), 1)
    ]


def _row(
    request: Request, shown: Mapping[str, list[str]], event: str, units: str, number: int
) -> dict[str, str]:
    row = {
        "event_id": str(number),
        "event": request.written("event", event),
        "date": f"{request.month.replace(day=14 + number):%d/%m/%Y}",
        "unit": units,
    }
    needed = (*open_events(request)[event].requires, *(_SHOWN if number == 1 else ()))
    for name in needed:
        column = EVENTS.column(name)
        if name not in row and shown.get(column.codes, [""]):
            row[name] = shown[column.codes][0] if column.codes else _free(name, column.example)
    return row | {"note": request.words.text("EXAMPLE")}


def _free(name: str, example: str) -> str:
    return "18" if name == "participants" else example
