# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that follow from the plan of the two crises.

The company's crisis is over, so that what it owed is decided; the sector's is open, and so is what it owes.
"""

import datetime as dt
from collections.abc import Iterator

from crises import services
from plan_crises import (
    COMPANY,
    CRISES,
    CRISIS_SESSIONS,
    FIGURES,
    JOINED_IN,
    LEAVING,
    REQUALIFIED,
    SECTOR,
    SERVED,
    SERVED_LATE,
    Crisis,
    company_workers,
)
from plan_documents import AGREEMENTS
from rows import Verdict

OPEN_QUARTER = "2020-Q1"

OF_EVERY_CRISIS = (
    "5.2.nearby-profiles",
    "5.2.monitoring-crisis-workers",
    "5.4.scouting-plan-crisis",
    "5.4.preselection-support-crisis",
)
OF_A_COMPANY = ("5.2.work-teams",)
OF_A_LARGE_COMPANY = ("5.2.materials",)

SURVEYED = ("interim", "final")
"""The phases that a survey of progress and outcomes has."""

ANSWERS = ("final", "follow_up")
ANSWER_DAYS = 180
"""What answers for a service, and within how many days."""


def crisis_verdicts() -> Iterator[Verdict]:
    """All verdicts of either crisis."""
    yield from _company_coverage("5.2.coverage-each-quarter", counts_requalified=True)
    yield from _company_coverage("5.2.relocation-each-quarter", counts_requalified=False)
    yield from _sector_coverage("5.2.coverage-each-quarter")
    for crisis in CRISES:
        yield from _documents(crisis)
    yield from _chain()
    yield from _follow_up()


def _company_coverage(rule: str, counts_requalified: bool) -> Iterator[Verdict]:
    """Every worker served once, in any quarter since joining; whoever was served late or otherwise is one too few."""
    yield Verdict(rule, COMPANY.code, JOINED_IN, "not_applicable", 0, 0, "empty_population")
    for quarter in LEAVING:
        size = len(company_workers(quarter))
        unserved = (quarter in SERVED_LATE) + (quarter in REQUALIFIED and not counts_requalified)
        kind = "violation" if unserved else "attainment"
        yield Verdict(rule, COMPANY.code, quarter, kind, size, size - unserved)


def _sector_coverage(rule: str) -> Iterator[Verdict]:
    """As many workers as the figure of the quarter says; without one there is nothing to compare with."""
    for quarter, served in SERVED.items():
        if quarter not in FIGURES:
            reason = "no_population" if quarter < min(FIGURES) else "stale_population"
            yield Verdict(rule, SECTOR.code, quarter, "not_evaluable", None, served, reason)
            continue
        _, size = FIGURES[quarter]
        kind = "attainment" if served == size else "violation"
        yield Verdict(
            rule, SECTOR.code, quarter, "pending" if quarter == OPEN_QUARTER else kind, size, served
        )


def _documents(crisis: Crisis) -> Iterator[Verdict]:
    """The papers of a crisis, its sessions, and the survey of its progress and outcomes."""
    owed = OF_EVERY_CRISIS if crisis is SECTOR else (*OF_EVERY_CRISIS, *OF_A_COMPANY, *OF_A_LARGE_COMPANY)
    made = {paper.rule: len(paper.days) for paper in crisis.papers}
    for rule in owed:
        yield _over_its_life(rule, crisis, 1, made.get(rule, 0))
    sessions = [day for day, crises in CRISIS_SESSIONS if crisis in crises]
    yield _over_its_life("5.2.transfer-sessions", crisis, 1, len(sessions))
    phases = {phase for day, phase in crisis.surveys if phase in SURVEYED}
    yield _over_its_life("5.2.outcome-survey", crisis, len(SURVEYED), len(phases))


def _over_its_life(rule: str, crisis: Crisis, required: int, observed: int) -> Verdict:
    unmet = "violation" if crisis.closed else "pending"
    kind = "attainment" if observed >= required else unmet
    return Verdict(rule, crisis.code, "term", kind, required, observed)


def _chain() -> Iterator[Verdict]:
    """What is owed of a large company alone: the plan, its sharing, the analysis, and their order."""
    for rule, required in (("5.2.activity-plan", 1), ("5.2.plan-sharing", 2), ("5.2.profile-analysis", 1)):
        yield _over_its_life(rule, COMPANY, required, required)
    sessions = [day for day, crises in CRISIS_SESSIONS if COMPANY in crises]
    teams = [day for paper in COMPANY.papers if paper.rule == "5.2.work-teams" for day in paper.days]
    yield _order("5.2.plan-sharing-order", tuple(COMPANY.shared.values()), COMPANY.planned)
    yield _order("5.2.profile-analysis-order", (COMPANY.analysed,), COMPANY.planned)
    yield _order("5.2.transfer-sessions-order", tuple(sessions), COMPANY.analysed)
    yield _order("5.2.work-teams-agreed", tuple(teams), AGREEMENTS["crisis_relocation"])


def _order(rule: str, followers: tuple[dt.date, ...], first: dt.date) -> Verdict:
    kept = sum(day >= first for day in followers)
    open_ = "attainment" if COMPANY.closed else "pending"
    kind = open_ if kept == len(followers) else "violation"
    return Verdict(rule, COMPANY.code, "term", kind, len(followers), kept)


def _follow_up() -> Iterator[Verdict]:
    """An answer within its days for every service to the company's workers, by the year of the service."""
    answers = [day for day, phase in COMPANY.surveys if phase in ANSWERS]
    for year in (2018, 2019):
        rendered = [event.date for event in services(COMPANY) if event.date.year == year]
        answered = sum(any(0 <= (day - date).days <= ANSWER_DAYS for day in answers) for date in rendered)
        kind = "attainment" if answered == len(rendered) else "violation"
        yield Verdict("5.2.outcome-follow-up", COMPANY.code, str(year), kind, len(rendered), answered)
