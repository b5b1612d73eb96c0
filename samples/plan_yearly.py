# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: firms, training sessions and scouting sessions."""

import datetime as dt
from dataclasses import dataclass

from plan import CPIS, LAURIA, MATERA, MELFI, PISTICCI, POLICORO, POTENZA, REGION, SENISE, VILLA_D_AGRI

FIRMS = {2018: 3912, 2019: 3999, 2020: 331}
"""Different firms engaged each year: in 2019 one too few, in 2020 those of January alone."""

FIRST_FIRM = {2018: 1, 2019: 1501, 2020: 3001}
"""The number of the first firm of each year: most firms of a year are known from the one before."""

CONTACTS = {2018: 3, 2019: 3, 2020: 1}
"""At most so many engagements of one firm in a year, beside the events for employers."""

FIRMS_BEFORE_TERM = ("F90001", "F90002", "F90003")
"""Engaged at Potenza on 10 January 2018, before the term begins: they count nowhere."""

FIRMS_ANNULLED = ("F90011", "F90012", "F90013", "F90014")
"""Of an engagement at Matera in April 2019 that a later submission annuls."""

FIRMS_WITHDRAWN = ("F90021", "F90022")
"""Of an engagement that only the withdrawn submission of Villa d'Agri has."""

CLOSED = ((PISTICCI, "2019-07"),)
"""Months without any activity of a job centre."""

SHARES = {
    POTENZA: 27, MELFI: 14, LAURIA: 9, SENISE: 6, VILLA_D_AGRI: 8, MATERA: 19, PISTICCI: 7, POLICORO: 10,
}  # fmt: skip
"""Firms by job centre, in hundredths."""


@dataclass(frozen=True)
class EmployerEvent:
    """An event for employers, attended by so many firms of its year."""

    topic: str
    unit: str
    date: dt.date
    firms: int


EMPLOYER_EVENTS = (
    EmployerEvent("open_day", POTENZA, dt.date(2018, 4, 12), 64),
    EmployerEvent("career_day", MATERA, dt.date(2018, 5, 24), 88),
    EmployerEvent("job_fair", REGION, dt.date(2018, 9, 28), 131),
    EmployerEvent("employers_day", REGION, dt.date(2018, 11, 15), 142),
    EmployerEvent("open_day", MELFI, dt.date(2019, 3, 21), 47),
    EmployerEvent("career_day", POTENZA, dt.date(2019, 5, 16), 93),
    EmployerEvent("open_day", POLICORO, dt.date(2019, 10, 10), 39),
    EmployerEvent("employers_day", REGION, dt.date(2019, 11, 14), 155),
)


@dataclass(frozen=True)
class Training:
    """A session that transfers methods to the operators of the job centres."""

    date: dt.date
    topics: tuple[str, ...]
    units: tuple[str, ...] = (REGION,)


TRAININGS = (
    Training(dt.date(2018, 1, 11), ("project_management",)),  # before the term begins: counts nowhere
    Training(dt.date(2018, 3, 14), ("intensive_service",)),
    Training(dt.date(2018, 4, 18), ("project_management",)),
    Training(dt.date(2018, 10, 10), ("intensive_service",)),
    Training(dt.date(2018, 11, 7), ("project_management",)),
    # On two topics: with the reading of the convention it counts for both.
    Training(dt.date(2019, 4, 3), ("project_management", "intensive_service")),
    Training(dt.date(2019, 10, 23), ("intensive_service",)),
    # So 2019 has two sessions on one topic and a single one on the other.
    Training(dt.date(2020, 1, 22), ("intensive_service",)),
)

SCOUTING = (
    Training(dt.date(2018, 2, 20), ("scouting",), (POTENZA,)),
    Training(dt.date(2018, 2, 27), ("scouting",), (MATERA, POLICORO)),
    Training(dt.date(2018, 3, 8), ("scouting",), (MELFI,)),
    Training(dt.date(2018, 5, 10), ("scouting",), (LAURIA,)),
    Training(dt.date(2018, 6, 14), ("scouting",), (SENISE,)),
    Training(dt.date(2018, 9, 13), ("scouting", "marketing_plan"), (VILLA_D_AGRI,)),
    Training(dt.date(2018, 10, 18), ("marketing_plan",), (POTENZA,)),
    Training(dt.date(2019, 2, 14), ("marketing_plan",), (MATERA,)),
    Training(dt.date(2019, 2, 21), ("marketing_plan",), (POLICORO,)),
    Training(dt.date(2019, 3, 14), ("marketing_plan",), (MELFI,)),
    Training(dt.date(2019, 5, 9), ("marketing_plan",), (LAURIA,)),
    Training(dt.date(2019, 6, 13), ("marketing_plan",), (VILLA_D_AGRI,)),
    Training(dt.date(2019, 12, 5), ("scouting",), (POTENZA,)),
)
"""Two at each job centre over the term: Senise has had one so far, Pisticci none."""

assert set(SHARES) == set(CPIS)
assert sum(SHARES.values()) == 100
