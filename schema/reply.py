# SPDX-License-Identifier: EUPL-1.2
"""Replies: what the parties say of verdicts, and what they decided about them when they met."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Identifier, Model

ReplyKind = Literal["justification", "contestation", "verification", "decision"]


class Reply(Model):
    """What a party says of one verdict: it is shown beside it, and never changes it.

    Attributes:
        window: The label of the window, or the window as people say it.
        kind: Why the duty was not kept, that the verdict is wrong, that what it rests on was looked at, or what a
            meeting has decided about it.
        party: Who says it; of a decision, who is to do it.
        text: None where it is withheld.
        document: The document it stands in.
    """

    rule: Identifier
    unit: Identifier
    window: str
    kind: ReplyKind
    party: Code
    date: dt.date
    text: Annotated[str, Field(min_length=1)] | None
    document: str | None = None
