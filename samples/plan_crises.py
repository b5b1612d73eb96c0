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
        shared: When its plan is shared, by who it is shared with.
        papers: Its other documents: the rule each is for, the product, the days, the target if it names one.
        surveys: When its progress and its outcomes are surveyed, and which of them.
    """

    code: str
    name: str
    type: str
    opened: dt.date
    closed: dt.date | None
    cpi: str
    planned: dt.date
    shared: dict[str, dt.date]
    analysed: dt.date
    papers: tuple["Paper", ...]
    surveys: tuple[tuple[dt.date, str], ...]


@dataclass(frozen=True)
class Paper:
    """A document on a crisis."""

    rule: str
    deliverable: str
    days: tuple[dt.date, ...]
    target: str = ""


D = dt.date
COMPANY = Crisis(
    "CRISI99901", "Crisi aziendale campione", "large_company", D(2018, 3, 1), D(2019, 6, 30), MELFI,
    planned=D(2018, 4, 24), shared={"region": D(2018, 5, 8), "cpi_operators": D(2018, 5, 22)},
    analysed=D(2018, 4, 17),
    papers=(
        Paper("5.2.materials", "crisis_materials", (D(2018, 3, 15),)),
        Paper("5.2.nearby-profiles", "nearby_profile_analysis", (D(2018, 5, 30),)),
        Paper("5.2.work-teams", "crisis_work_team", (D(2018, 5, 9),)),
        Paper("5.2.monitoring-crisis-workers", "crisis_monitoring_report", (D(2018, 12, 20), D(2019, 5, 23))),
        Paper("5.4.scouting-plan-crisis", "crisis_scouting_plan", (D(2018, 6, 7),)),
        Paper("5.4.preselection-support-crisis", "preselection_support", (D(2018, 10, 4),), "crisis_workers"),
    ),
    surveys=(
        (D(2018, 12, 19), "interim"), (D(2019, 3, 20), "follow_up"), (D(2019, 6, 27), "final"),
        (D(2019, 7, 10), "follow_up"),
    ),
)  # fmt: skip
"""Its profiles are analysed a week before its plan. No outcome is surveyed in its first year; the last follow-up
comes after its closing, as an answer may."""

SECTOR = Crisis(
    "CRISI99902", "Crisi settoriale campione", "sector", D(2018, 9, 15), None, MATERA,
    planned=D(2018, 10, 23), shared={"region": D(2018, 11, 6)}, analysed=D(2018, 10, 9),
    papers=(
        Paper("5.2.monitoring-crisis-workers", "crisis_monitoring_report", (D(2019, 12, 18),)),
        Paper("5.4.scouting-plan-crisis", "crisis_scouting_plan", (D(2019, 2, 28),)),
    ),
    surveys=((D(2019, 7, 17), "interim"),),
)  # fmt: skip
"""No plan, sharing or analysis is owed of a sector: what is done all the same keeps no duty."""

CRISES = (COMPANY, SECTOR)

JOINED = D(2018, 3, 12)
"""When all workers of the company enter their crisis: in the last 30 days of a quarter, which has none of them."""

JOINED_IN = "2018-Q1"

LEAVING = {"2018-Q2": 12, "2018-Q3": 14, "2018-Q4": 9, "2019-Q1": 6, "2019-Q2": 7}
"""Workers of the company who leave the crisis at the end of a quarter. Every one of them is given by person."""

SERVED_LATE = {"2018-Q2": D(2018, 7, 4)}
"""Quarters whose last worker is served for the first time only after their end."""

REQUALIFIED = ("2018-Q2",)
"""Quarters whose first worker gets requalification instead of relocation, and then leaves."""

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

CRISIS_SESSIONS = ((D(2018, 6, 6), (COMPANY,)), (D(2018, 11, 28), CRISES), (D(2019, 5, 15), (SECTOR,)))
"""Transfer sessions on relocation, and the crises each names."""

UNNAMED_SESSION = D(2019, 10, 16)
"""A session on relocation that names no crisis: it keeps the duty of none."""


def company_workers(quarter: str) -> range:
    """The numbers of the workers who are in the company's crisis in a quarter; the lowest leave first."""
    before = [number for left, number in LEAVING.items() if left < quarter]
    return range(sum(before), sum(LEAVING.values()))


assert sum(LEAVING.values()) == 48
assert (D(2019, 9, 30) - FIGURES["2019-Q2"][0]).days == 94
