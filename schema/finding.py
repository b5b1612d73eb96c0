# SPDX-License-Identifier: EUPL-1.2
"""What is shown of one verdict, and of the events that broke one."""

import datetime as dt

from .base import Code, Identifier, Many, Model
from .rule import Modality
from .verdict import DeclaredFigure, Kind, PopulationFigure, Reason, Window


class Finding(Model):
    """One verdict as it is shown; numbers are the verdict's own.

    Attributes:
        required: None where it is unknown, or suppressed in what is published.
        observed: None where it is suppressed in what is published.
        due: The last day on which an unmet duty is still pending.
    """

    rule: Identifier
    objective: Identifier
    unit: Identifier
    unit_kind: Code
    window: Window
    kind: Kind
    modality: Modality
    owed_by: Many[Code]
    component: bool
    required: int | None
    observed: int | None
    shortfall: int | None
    headroom: int | None
    progress: int | None
    active_days: int
    due: dt.date
    at_risk: bool
    reason: Reason | None = None
    incomplete: Many[str] = ()
    flags: Many[str] = ()
    population: PopulationFigure | None = None
    declared: Many[DeclaredFigure] = ()
    counted: int | None = None


class OutOfOrder(Model):
    """An event that nothing preceded or answered in time.

    Attributes:
        other: The day of what came nearest to doing so; None where nothing came.
        until: The last day on which it could be answered; its own day where it had to be preceded.
    """

    day: dt.date
    other: dt.date | None
    until: dt.date
