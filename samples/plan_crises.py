# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: two crises, the documents of each, their workers and who of them is served when."""

import datetime as dt
from dataclasses import dataclass

from plan import MATERA, MELFI


@dataclass(frozen=True)
class Crisis:
    """A crisis and its chain of duties, in the order they should be done in.

    Attributes:
        cpi: The job centre concerned, which reports workers and services.
        surveys: When the outcomes of the services so far are surveyed.
    """

    code: str
    name: str
    type: str
    opened: dt.date
    closed: dt.date | None
    cpi: str
    planned: dt.date
    shared: dt.date
    analysed: dt.date
    surveys: tuple[dt.date, ...]


D = dt.date
COMPANY = Crisis(
    "CRISI99901", "Crisi aziendale campione", "company", D(2018, 3, 1), D(2019, 6, 30), MELFI,
    planned=D(2018, 3, 20), shared=D(2018, 3, 29), analysed=D(2018, 4, 17),
    surveys=(D(2018, 12, 19), D(2019, 7, 10)),
)  # fmt: skip
"""Its second survey comes after its closing, and answers for all services."""

SECTOR = Crisis(
    "CRISI99902", "Crisi settoriale campione", "sector", D(2018, 9, 15), None, MATERA,
    planned=D(2018, 10, 23), shared=D(2018, 11, 6), analysed=D(2018, 10, 9), surveys=(D(2019, 7, 17),),
)  # fmt: skip
"""Its profiles are analysed two weeks before its plan, and what follows its only survey waits for another."""

CRISES = (COMPANY, SECTOR)

JOINED = D(2018, 3, 12)
"""When all workers of the company enter their crisis: in the last 30 days of a quarter, which has none of them."""

JOINED_IN = "2018-Q1"

LEAVING = {"2018-Q2": 12, "2018-Q3": 14, "2018-Q4": 9, "2019-Q1": 6, "2019-Q2": 7}
"""Workers of the company who leave the crisis at the end of a quarter. Every one of them is given by person."""

SERVED_LATE = {"2018-Q3": D(2018, 10, 3)}
"""Quarters whose last worker is served only after their end; the same worker is served again in the next one."""

REQUALIFIED = ("2018-Q4",)
"""Quarters whose first worker gets requalification instead of relocation."""

FIGURES = {
    "2018-Q4": (D(2018, 12, 31), 73),
    "2019-Q1": (D(2019, 3, 29), 61),
    "2019-Q2": (D(2019, 6, 28), 52),
    "2019-Q4": (D(2019, 12, 30), 40),
    "2020-Q1": (D(2020, 1, 31), 38),
}
"""The workers of the sector, given by number: none yet in 2018-Q3, and in 2019-Q3 the last one is 94 days old."""

SERVED = {
    "2018-Q3": 0, "2018-Q4": 73, "2019-Q1": 61, "2019-Q2": 50, "2019-Q3": 47, "2019-Q4": 40, "2020-Q1": 22,
}  # fmt: skip
"""Different workers of the sector served in each quarter, once each: in 2019-Q2 two too few."""

CRISIS_SESSIONS = (D(2018, 6, 6), D(2018, 11, 28), D(2019, 5, 15))
"""Transfer sessions on relocation in crises, all after the first analysis."""


def company_workers(quarter: str) -> range:
    """The numbers of the workers who are in the company's crisis in a quarter; the lowest leave first."""
    before = [number for left, number in LEAVING.items() if left < quarter]
    return range(sum(before), sum(LEAVING.values()))


assert sum(LEAVING.values()) == 48
assert (D(2019, 9, 30) - FIGURES["2019-Q2"][0]).days == 94
