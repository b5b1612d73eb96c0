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

    A dated amount before its first date takes its first value: the duty existed, and no earlier
    figure is known.

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


def _known(parameters: Mapping[str, Amount]) -> str:
    return ", ".join(sorted(parameters)) or "none"
