# SPDX-License-Identifier: EUPL-1.2
"""The agenda of some days: as a page tells it, as a calendar, as a workbook, as data."""

import json
from collections.abc import Sequence
from typing import Any

from ...engine.reports.agenda import AgendaPage, about_agenda, part_words, to_do_words
from ...engine.reports.agenda_ics import agenda_ics
from ...engine.reports.agenda_xlsx import write_agenda_xlsx
from ...engine.runs.agendas import AskedAgenda, agendas
from ...engine.runs.filters import Filters, checked_filters
from ...schema.agenda import AgendaItem
from ..orders import Order
from .common import Told, day_in, day_of, facts_of, setting_of, without_option

CALENDAR, WORKBOOK, DATA = "agenda.ics", "agenda.xlsx", "agenda.json"


def run(order: Order) -> Any:
    """Write the agenda from `asked["start"]` to `asked["end"]`, of `asked["units"]` or all; what its page says."""
    return without_option(lambda: _written(order))


def _written(order: Order) -> list[dict[str, Any]]:
    setting = setting_of(order)
    filters = checked_filters(Filters(units=order.asked["units"]), setting)
    options = filters.options(day_of(order, "start"), day_in(order, "known_at"))
    asked = AskedAgenda(options, day_of(order, "end"), order.language)
    pages = agendas(setting, facts_of(order, setting).facts, asked, Told(order.folder))
    (order.folder / CALENDAR).write_bytes(agenda_ics(pages))
    write_agenda_xlsx(pages, order.folder / WORKBOOK)
    data = [page.agenda.model_dump(mode="json") for page in pages]
    (order.folder / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return [_told(page) for page in pages]


def _told(page: AgendaPage) -> dict[str, Any]:
    return {"about": list(about_agenda(page)), "items": _items(page, page.agenda.items)}


def _items(page: AgendaPage, items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    """Each thing to do, by the day it has to be reported."""
    return [
        {
            "due": item.due.isoformat(),
            "last_day": item.last_day.isoformat(),
            "rule": item.rule,
            "unit": item.unit,
            "unit_name": page.unit(item.unit),
            "window": item.window.label,
            "window_name": page.window(item),
            "title": page.title(item),
            "owed_by": page.owed_by(item),
            "to_do": to_do_words(page, item),
            "parts": [part_words(page, item, part) for part in item.parts],
            "at_risk": item.at_risk,
        }
        for item in sorted(items, key=lambda item: (item.due, item.last_day, item.rule, item.unit))
    ]
