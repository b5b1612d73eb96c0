# SPDX-License-Identifier: EUPL-1.2
"""Workbooks to be filled in: of a unit and a month."""

import re

from starlette.responses import FileResponse, Response

from ..asking import Asking
from ..orders import OrderRefusedError
from ..wording import day_of_month, month_name
from .sending import XLSX

NAME = "workbook.xlsx"
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


async def workbooks(asking: Asking) -> Response:
    """The form: whose, and of which month."""
    state = await asking.desk.state(asking.language)
    words, day = asking.words, asking.desk.place.day()
    agreements = [
        (
            agreement.convention,
            agreement.title.in_language(asking.language),
            [(unit.code, unit.name) for unit in agreement.units],
            [(month.month, month_name(month.month, words)) for month in agreement.months],
        )
        for agreement in state.agreements
    ]
    over = next(
        (
            month.month
            for agreement in state.agreements
            for month in agreement.months
            if day_of_month(month.month, last=True) < day
        ),
        "",
    )
    return asking.page("workbooks.html.j2", agreements=agreements, chosen=asking.query("unit"), month=over)


async def workbook(asking: Asking) -> Response:
    """The workbook itself."""
    state = await asking.desk.state(asking.language)
    month, unit = asking.query("month"), asking.query("unit")
    if not _MONTH.fullmatch(month):
        said = asking.words.text("got '{got}', which is no month; write for example 2020-01", got=month[:40])
        raise OrderRefusedError([said])
    known = [one.convention for one in state.agreements]
    convention = asking.query("convention") or known[0]
    if convention not in known:
        said = asking.words.text("got '{got}'; here are {known}", got=convention[:40], known=", ".join(known))
        raise OrderRefusedError([said])
    built = await asking.desk.built(
        "workbook", asking.language, month=month, units=[unit] if unit else [], convention=convention
    )
    assert built is not None
    return FileResponse(built.folder / NAME, media_type=XLSX, filename=f"{built.said}.xlsx")
