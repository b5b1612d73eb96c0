# SPDX-License-Identifier: EUPL-1.2
"""Submissions that are held, each with its receipt."""

from typing import Any

from starlette.responses import Response

from ...engine.language.words import Words
from ...schema.serving import HeldSubmission, Receipt
from ..asking import Asking
from ..deliveries import Deliveries
from ..orders import OrderRefusedError
from ..wording import moment, month_name

SHOWN = 60
"""Submissions on one page."""


class Submissions:
    """The pages of submissions."""

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries

    async def listed(self, asking: Asking) -> Response:
        """Those held, of a unit and a month if the address names them, the last stored first."""
        state = await asking.desk.state(asking.language)
        unit, month = asking.query("unit"), asking.query("month")
        found = [
            one
            for one in state.submissions
            if (not unit or unit in one.units) and (not month or one.month == month)
        ]
        names = {one.code: one.title.in_language(asking.language) for one in state.units}
        first = _number(asking.query("from"))
        months = sorted({one.month for one in state.submissions}, reverse=True)
        return asking.page(
            "submissions.html.j2",
            found=[(one, amounts(one, asking.words)) for one in found[first : first + SHOWN]],
            total=asking.words.plural("{count} submission", "{count} submissions", len(found)),
            names=names,
            units=[(one.code, one.name) for agreement in state.agreements for one in agreement.units],
            months=[(one, month_name(one, asking.words)) for one in months],
            month_names={one: month_name(one, asking.words) for one in months},
            unit=unit,
            month=month,
            later=first + SHOWN if first + SHOWN < len(found) else None,
        )

    async def one(self, asking: Asking) -> Response:
        """One, with what the log says of it."""
        state = await asking.desk.state(asking.language)
        name = asking.request.path_params["name"]
        found = next((one for one in state.submissions if one.id == name), None)
        if found is None:
            said = asking.words.text("the archive holds no submission '{id}'", id=name[:120])
            raise OrderRefusedError([said])
        receipt = self._deliveries.receipt_of(found)
        names = {one.code: one.title.in_language(asking.language) for one in state.units}
        return asking.page(
            "submission.html.j2",
            one=found,
            month_name=month_name(found.month, asking.words),
            names=names,
            amounts=amounts(found, asking.words),
            at="" if receipt is None else moment(receipt.at, asking.words),
            files={} if receipt is None else receipt.received_files,
            head=state.head,
        )


def receipt_said(asking: Asking, receipt: Receipt) -> dict[str, Any]:
    """What a receipt is shown with."""
    return {
        "receipt": receipt,
        "at": moment(receipt.at, asking.words),
        "added": [
            (one, amounts(one, asking.words), month_name(one.month, asking.words)) for one in receipt.added
        ],
    }


def amounts(one: HeldSubmission, words: Words) -> str:
    """How much a submission brought."""
    parts = [
        words.plural("{count} row of events", "{count} rows of events", one.events),
        words.plural("{count} row of populations", "{count} rows of populations", one.populations),
    ]
    if one.refused:
        parts.append(words.plural("{count} row left out", "{count} rows left out", one.refused))
    return ", ".join(parts)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
