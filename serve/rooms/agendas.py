# SPDX-License-Identifier: EUPL-1.2
"""What has still to be done, by when: as a page, a calendar, a workbook, data."""

import datetime as dt
from itertools import groupby
from typing import Any

from starlette.responses import FileResponse, JSONResponse, Response

from ..asking import Asking
from ..orders import Limits, OrderRefusedError
from .dossiers import default_day
from .sending import XLSX

LIMITS = Limits(seconds=300)
PATIENCE = 1.0
LATER = dt.timedelta(days=60)
FILES = {
    "ics": ("agenda.ics", "text/calendar"),
    "xlsx": ("agenda.xlsx", XLSX),
    "json": ("agenda.json", "application/json"),
}


async def agenda(asking: Asking) -> Response:
    """The agenda as a page, or as the file that the address names."""
    state = await asking.desk.state(asking.language)
    start = asking.day("start", default_day(asking, state))
    assert start is not None
    end = asking.day("end", start + LATER)
    assert end is not None
    if end < start:
        said = asking.words.text(
            "got {end}, before {start}; write a later date",
            end=asking.words.day(end),
            start=asking.words.day(start),
        )
        raise OrderRefusedError([said])
    unit = asking.query("unit")
    wanted = await asking.desk.wanted(
        "agenda", asking.language, LIMITS,
        start=start.isoformat(), end=end.isoformat(), units=[unit] if unit else [],
    )  # fmt: skip
    built = await asking.desk.kept.built(wanted, PATIENCE)
    if built is None:
        return asking.waiting(
            asking.words.text("The agenda is being made"), asking.desk.kept.progress(wanted)
        )
    if format_ := asking.query("format"):
        return _file(asking, format_, built.folder)
    return asking.page(
        "agenda.html.j2",
        agendas=[(one["about"], _by_day(asking, one["items"])) for one in built.said],
        start=start,
        end=end,
        unit=unit,
        units=[(one.code, one.name) for agreement in state.agreements for one in agreement.units],
        question=f"start={start}&end={end}&unit={unit}",
    )


def _by_day(asking: Asking, items: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The things to do, by the last day on which they can be done."""
    ordered = sorted(items, key=lambda one: one["last_day"])
    return [
        (asking.words.day(dt.date.fromisoformat(day)), list(found))
        for day, found in groupby(ordered, key=lambda one: str(one["last_day"]))
    ]


def _file(asking: Asking, format_: str, folder: Any) -> Response:
    if format_ not in FILES:
        return JSONResponse(
            {"problems": [asking.words.text("write one of {names}", names=", ".join(FILES))]}, 422
        )
    name, kind = FILES[format_]
    return FileResponse(folder / name, media_type=kind, filename=None if format_ == "json" else name)
