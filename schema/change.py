# SPDX-License-Identifier: EUPL-1.2
"""Changes: what differs between the verdicts of two runs, and what it comes from."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Identifier, Many, Model
from .rule import Modality
from .verdict import Kind, Reason, Window

ChangeKind = Literal["new", "cured", "restated", "decided", "opened", "other"]
Count = Annotated[int, Field(ge=0)]


class Standing(Model):
    """How one rule stood at one unit in one window, in one of the two runs.

    Attributes:
        observed: None where it is withheld from the public.
    """

    kind: Kind
    required: int | None
    observed: int | None
    due: dt.date
    at_risk: bool = False
    reason: Reason | None = None


class Touch(Model):
    """What one submission did to the facts behind a verdict.

    Attributes:
        submission: None for bare rows, and in what is published.
        received: The day it was received; None for bare rows.
        month: The month it reports on; None for bare rows, and in what is published.
        units: The units it speaks for; likewise.
        added: Events that were not known before.
        removed: Events withdrawn because the submission replaces the one that carried them.
        superseded: Events told anew with other values.
        annulled: Events annulled.
        figures: Population figures and memberships added, changed or withdrawn.

    A count is None where it is withheld from the public.
    """

    submission: Identifier | None
    received: dt.date | None = None
    month: str | None = None
    units: Many[Identifier] = ()
    added: Count | None = 0
    removed: Count | None = 0
    superseded: Count | None = 0
    annulled: Count | None = 0
    figures: Count | None = 0


class Cause(Model):
    """Where a change comes from; nothing at all where definitions differ between the runs.

    Attributes:
        time: Part of it comes with the later day the second run looks from.
        submissions: What was received in between and touched the verdict, in the order it was received.
        suspensions: Suspensions that became known in between and cover the verdict.
    """

    time: bool = False
    submissions: Many[Touch] = ()
    suspensions: Many[Identifier] = ()


class Change(Model):
    """One rule at one unit in one window whose verdict is not the same in two runs.

    Attributes:
        change: `new` (a violation or not_evaluable that was not there), `cured` (one that is there no
            more), `restated` (decided before, with other figures now, because of what was received
            later), `decided` (was pending), `opened` (the window is new), `other` (progress, a risk, a
            window that is judged no more).
        restated: What was received later changed a verdict decided before, whatever the kind of change.
        before: None where the first run did not judge it.
        after: None where the second run does not judge it.
    """

    convention: Code
    rule: Identifier
    unit: Identifier
    unit_kind: Code
    window: Window
    role: Literal["rule", "component"] = "rule"
    modality: Modality
    change: ChangeKind
    restated: bool = False
    before: Standing | None
    after: Standing | None
    cause: Cause
