# SPDX-License-Identifier: EUPL-1.2
"""The workbook of a month, to be filled in."""

import datetime as dt
from typing import Any

from ...engine.runs.meant import read_units
from ...engine.template.request import make_request
from ...engine.template.workbook import write_template
from ...schema.errors import UsageError
from ..orders import Order
from .common import setting_of, without_option

NAME = "workbook.xlsx"


def run(order: Order) -> Any:
    """Write the workbook for `asked["month"]` and `asked["units"]`; the id it suggests."""
    return without_option(lambda: _written(order))


def _written(order: Order) -> str:
    setting = setting_of(order)
    agreement, registry = next(
        one for one in setting.agreements if one[0].convention == order.asked["convention"]
    )
    senders, wrong = read_units(order.asked["units"], registry.units)
    if wrong:
        raise UsageError(wrong)
    month = dt.date.fromisoformat(f"{order.asked['month']}-01")
    vocabulary, rules = setting.rulebook.vocabulary, (rule for _, rule in setting.rulebook.rules())
    request = make_request(agreement, registry, vocabulary, month, senders, order.language, rules)
    write_template(request, order.folder / NAME)
    return request.suggested_id
