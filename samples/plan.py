# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: who is there, and what goes otherwise than it should in the monthly duties.

Everything not listed here or in the other `plan_*` modules goes as it should: one information session with
its plan and two follow-up meetings a month at each job centre, one submission a month from each reporting unit.
All codes, names, dates and numbers are invented.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

SEED = 20180117
AS_OF = dt.date(2020, 2, 20)
TERM_FROM = dt.date(2018, 1, 17)
FIRST_MONTH, LAST_REPORTED, OPEN_MONTH = "2018-01", "2020-01", "2020-02"
"""Submissions cover the months up to LAST_REPORTED; OPEN_MONTH is not over on AS_OF."""

REGION = "17"
POTENZA, MELFI, LAURIA, SENISE = "G942C999001", "F104C999002", "E483C999003", "I610C999004"
VILLA_D_AGRI, MATERA, PISTICCI, POLICORO = "E977C999005", "F052C999006", "G712C999007", "G786C999008"
CPIS = (POTENZA, MELFI, LAURIA, SENISE, VILLA_D_AGRI, MATERA, PISTICCI, POLICORO)
REPORTERS = (REGION, *CPIS)
UNIVERSITY, ITS = "UNI99901", "ITS99901"

Duty = Literal["info", "follow_up", "inclusion"]
"""Inclusion is the follow-up meeting on disadvantaged people, the other two are about the AdR."""


@dataclass(frozen=True)
class NotHeld:
    """A monthly duty with nothing done."""

    duty: Duty
    unit: str
    month: str
    why: str


NOT_DUE_UNTIL = "2018-04"
"""The first month in which the sessions and meetings on the AdR are due: before, it was not in regime."""

NOT_HELD = (
    NotHeld("info", PISTICCI, "2019-07", "closed for lack of staff, and no suspension lists the closure"),
    NotHeld("follow_up", PISTICCI, "2019-07", "closed for lack of staff"),
    NotHeld("follow_up", MATERA, "2018-11", "forgotten"),
    NotHeld("follow_up", SENISE, "2018-07", "holidays, first month of a run of two"),
    NotHeld("follow_up", SENISE, "2018-08", "holidays, second month of the run"),
    NotHeld("inclusion", PISTICCI, "2019-07", "closed for lack of staff"),
    NotHeld("inclusion", VILLA_D_AGRI, "2019-04", "nobody to lead it, first month of a run of three"),
    NotHeld("inclusion", VILLA_D_AGRI, "2019-05", "second month of the run"),
    NotHeld("inclusion", VILLA_D_AGRI, "2019-06", "third month of the run"),
)


@dataclass(frozen=True)
class HeldLater:
    """A session of one month held in the following one, where it counts."""

    duty: Duty
    unit: str
    month: str
    held: dt.date


HELD_LATER = (HeldLater("info", MELFI, "2018-05", dt.date(2018, 6, 5)),)


@dataclass(frozen=True)
class Corrected:
    """A session reported with a wrong date; a later submission moves it to another month."""

    duty: Duty
    unit: str
    month: str
    reported: dt.date
    meant: dt.date
    received: dt.date


CORRECTED = (
    Corrected("info", POLICORO, "2018-10", dt.date(2018, 10, 30), dt.date(2018, 11, 2), dt.date(2018, 12, 4)),
)


@dataclass(frozen=True)
class Annulled:
    """A session, with its plan, that a later submission annuls: it was never held."""

    duty: Duty
    unit: str
    month: str
    received: dt.date


ANNULLED = (Annulled("info", MATERA, "2019-03", dt.date(2019, 5, 8)),)

RECORDED_AT_REGION = ((VILLA_D_AGRI, "2019-09"),)
"""Information sessions recorded at the region instead of the job centre: they count for no job centre."""

REPORTED_BY_REGION = ((LAURIA, "2018-09"),)
"""Information sessions of a job centre that the region's own submission reports."""

HELD_TWICE = ((POTENZA, "2018-05"), (MATERA, "2019-11"))
"""Months with a second information session: one too many does not make up for another month."""

HELD_JOINTLY = (((PISTICCI, POLICORO), "2019-06"),)
"""One information session of two job centres: one event, which counts for both."""

WITHOUT_PLAN = ((MELFI, "2019-10"),)
"""Information sessions held without a plan of their own."""

NEVER_RECEIVED = ((LAURIA, "2018-09"), (SENISE, "2020-01"))
"""Submissions never received. The first is long past: what it would have said counts as not done. The
second may still come: what cannot be judged without it is not evaluable."""

RECEIVED_LATE = {(POTENZA, "2018-06"): dt.date(2018, 7, 20), (REGION, "2019-02"): dt.date(2019, 3, 14)}
"""Submissions received after the tenth day of the following month."""

COVERED_BY = {(PISTICCI, "2019-07"): POLICORO}
"""Months whose submission another reporting unit sends in the name of both."""

DELIVERED_TWICE = ((MELFI, "2018-04"),)
"""Submissions that arrive a second time under another id, in time: nothing is counted twice."""

REPLACED = {(VILLA_D_AGRI, "2019-05"): dt.date(2019, 6, 20)}
"""Submissions withdrawn as a whole by another one received on this day, without some firms of the first."""
