# SPDX-License-Identifier: EUPL-1.2
"""Amounts: a number, a percentage, a parameter of the convention, or one of them dated."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from .base import Model

Number = Annotated[int, Field(ge=0, le=1_000_000_000)]
Percent = Annotated[str, Field(pattern=r"^(100|[1-9]?[0-9])%$")]
Parameter = Annotated[str, Field(pattern=r"^\$[a-z][a-z0-9_]*$")]


class Sourced(Model):
    """A value with the act it comes from; rules are dated, not edited."""

    value: Number | Percent | Parameter
    source: Annotated[str, Field(min_length=1)]


Plain = Number | Percent | Parameter | Sourced
Dated = Annotated[dict[dt.date, Plain], Field(min_length=1)]
Amount = Plain | Dated
"""`4000`, `100%`, `$firms_per_year`, or `{2018-01-17: 4000, 2019-07-01: {value: 4500, source: ...}}`."""
