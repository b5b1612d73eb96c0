# SPDX-License-Identifier: EUPL-1.2
"""Amounts in force: parameters looked up, dated values chosen by day."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from ...schema.amount import Amount, Sourced
from ...schema.errors import DefinitionError


class Threshold(NamedTuple):
    """An amount in force on a day: a whole number, or whole per cent of a population."""

    value: int
    percent: bool = False

    def written(self) -> int | str:
        """As a rule writes it: `4000` or `"100%"`."""
        return f"{self.value}%" if self.percent else self.value


def resolve(amount: Amount, parameters: Mapping[str, Amount], day: dt.date) -> Threshold:
    """The threshold in force on `day`.

    A dated amount before its first date, when nothing is due, takes its first value.

    Raises:
        DefinitionError: A parameter the convention does not have.
    """
    if isinstance(amount, dict):
        begun = [start for start in amount if start <= day]
        return resolve(amount[max(begun) if begun else min(amount)], parameters, day)
    if isinstance(amount, Sourced):
        return resolve(amount.value, parameters, day)
    if isinstance(amount, int):
        return Threshold(amount)
    if amount.startswith("$"):
        name = amount[1:]
        if name not in parameters:
            raise DefinitionError(
                [f"parameter {amount}: the convention has no '{name}'; it has {_known(parameters)}"]
            )
        return resolve(parameters[name], {}, day)
    return Threshold(int(re.sub("%$", "", amount)), percent=True)


def in_force_from(amount: Amount, parameters: Mapping[str, Amount]) -> dt.date:
    """The first day on which an amount has a value; before it nothing is due.

    >>> in_force_from({dt.date(2018, 6, 1): 2}, {}), in_force_from(4, {})
    (datetime.date(2018, 6, 1), datetime.date(1, 1, 1))
    """
    if isinstance(amount, dict):
        first = min(amount)
        return max(first, in_force_from(amount[first], parameters))
    if isinstance(amount, Sourced):
        return in_force_from(amount.value, parameters)
    if isinstance(amount, str) and amount.startswith("$") and amount[1:] in parameters:
        return in_force_from(parameters[amount[1:]], {})
    return dt.date.min


def _known(parameters: Mapping[str, Amount]) -> str:
    return ", ".join(sorted(parameters)) or "none"
