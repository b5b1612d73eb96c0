# SPDX-License-Identifier: EUPL-1.2
"""Escalations: runs of violations long enough to be reported beside the verdicts."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from .base import Code, Identifier, Model


class Escalation(Model):
    """One run of violations of one rule at one unit; not a verdict.

    Attributes:
        from_: Label of the first violated window.
        to: Label of the last one.
        length: Violated windows in the run; windows not applicable or suspended in between do not count.
    """

    convention: Code
    rule: Identifier
    unit: Identifier
    unit_kind: Code
    from_: Annotated[str, Field(alias="from")]
    to: str
    length: Annotated[int, Field(ge=1)]
    as_of: dt.date
