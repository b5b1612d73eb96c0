# SPDX-License-Identifier: EUPL-1.2
"""The agenda: what each unit has still to do, window by window, and by when."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from .base import Code, Identifier, Many, Model, Text
from .rule import Form, Modality
from .verdict import Window

Count = Annotated[int, Field(ge=0)]


class Part(Model):
    """A part of a composition that is not attained yet.

    Attributes:
        required: None while the size of its population is not known.
        to_do: None likewise.
        withheld: Its figures are not published, because they count persons.
    """

    rule: Identifier
    title: Text
    required: int | None
    observed: int | None
    to_do: int | None
    withheld: bool = False


class AgendaItem(Model):
    """What one unit has still to do for one rule in one window, as it is known on the day of the agenda.

    Attributes:
        required: After proration and tolerance; None while the size of the population is not known. Of
            orders and responses, the events that wait; of compositions, the parts that must be attained.
        to_do: What is missing of it; None likewise.
        first_day: The first day from that of the agenda on which it can be done; where none is left,
            the first on which it could.
        last_day: The last day on which it can be done.
        due: The last day on which it is still pending.
        report_only: The last day is past: only what was done until then and not reported yet still counts.
        needs_figure: The size of the population is unknown, or too old for the window.
        withheld: Its figures are not published, because they count persons.
        parts: Of a composition, what is missing of its parts; `to_do` of them suffice.
    """

    convention: Code
    objective: Identifier
    rule: Identifier
    title: Text
    clauses: Many[Identifier]
    modality: Modality
    owed_by: Many[Code]
    form: Form
    unit: Identifier
    unit_kind: Code
    window: Window
    measure: str
    required: int | None
    observed: int | None
    to_do: int | None
    first_day: dt.date
    last_day: dt.date
    due: dt.date
    at_risk: bool = False
    report_only: bool = False
    needs_figure: bool = False
    withheld: bool = False
    parts: Many[Part] = ()


class Ask(Model):
    """Something that is missing of a unit, for want of which verdicts cannot be decided.

    Attributes:
        months: Months not yet submitted, as 2018-03.
        populations: Populations of which no figure is known, or none that is recent enough.
        blocked: Verdicts that cannot be decided without.
        until: The last day on which it can come; after it what is missing counts as not done for one of them.
        sender: Who sent the latest submission of the unit, where one was received.
    """

    unit: Identifier
    months: Many[str]
    populations: Many[Code] = ()
    blocked: Count
    until: dt.date | None = None
    sender: str | None = None


class Agenda(Model):
    """Everything to be done from one day to another, by due day, then unit.

    Attributes:
        start: The day the agenda looks from.
        end: The last day it looks to; what may be done after it is left out.
        later: Duties that are open now and whose last day comes after `end`.
        lost: Verdicts violated on the first day, which only facts reported late can change; goals apart.
        awaiting: Verdicts that wait for submissions or figures.
        asks: What they wait for, and of whom it may still come.
        public: Figures that count persons are withheld.
    """

    convention: Code
    start: Annotated[dt.date, Field(alias="from")]
    end: Annotated[dt.date, Field(alias="to")]
    known_at: dt.date | None = None
    items: Many[AgendaItem]
    later: Count = 0
    lost: Count = 0
    awaiting: Count = 0
    asks: Many[Ask] = ()
    public: bool = False
