# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that follow from the plan of the services: sessions, orders, PIAAC and monitoring."""

import datetime as dt
from collections.abc import Iterator

from expected_term import OPEN_YEAR, SESSIONS_REQUIRED, in_year, over_term
from plan import REGION
from plan_services import (
    DISADVANTAGED_PLAN,
    MONITORED,
    ORGANISATION_ANALYSIS,
    PIAAC_SESSIONS,
    SERVICE_TRAININGS,
    SKILLS_PLAN,
    STRENGTHENING_PLAN,
)
from rows import Verdict

PIAAC_OPERATORS = 135
"""About 150, with a tenth less allowed: 150 x 90 / 100."""

PHASES = 3

MONITORING_ORDERS = {
    "5.5.interim-monitoring-order": "interim",
    "5.5.final-monitoring-order": "final",
    "5.5.follow-up-monitoring-order": "follow_up",
}


def service_verdicts() -> Iterator[Verdict]:
    """The duties of the region alone."""
    for year, required in SESSIONS_REQUIRED.items():
        yield in_year("5.3.transfer-sessions", year, required, len(_held("disadvantaged", year)))
        yield _yearly_order("5.3.transfer-sessions-order", "disadvantaged", year, DISADVANTAGED_PLAN)
        yield _yearly_order("5.5.skills-sessions-order", "skills_development", year, SKILLS_PLAN)
    for rule, topic in (
        ("5.5.skills-sessions", "skills_development"),
        ("5.5.online-registration-term", "online_registration"),
    ):
        yield over_term(rule, REGION, 1, len(_held(topic, *SESSIONS_REQUIRED)))
    yield _term_order("5.5.strengthening-plan-order", STRENGTHENING_PLAN, ORGANISATION_ANALYSIS)
    yield _term_order("5.5.skills-plan-order", SKILLS_PLAN, STRENGTHENING_PLAN)
    yield over_term("5.5.piaac-cpis", REGION, 4, len({session.unit for session in PIAAC_SESSIONS}))
    operators = sum(session.operators for session in PIAAC_SESSIONS)
    yield over_term("5.5.piaac-operators", REGION, PIAAC_OPERATORS, operators)
    yield over_term("5.5.plan-monitoring", REGION, PHASES, len({phase for _, phase in MONITORED}))
    # Each phase comes after the one before, and more may come until the term ends.
    yield Verdict("5.5.plan-monitoring-order", REGION, "term", "pending", PHASES, 0)
    for rule, wanted in MONITORING_ORDERS.items():
        times = sum(phase == wanted for _, phase in MONITORED)
        yield Verdict(rule, REGION, "term", "pending", times, times)


def _held(topic: str, *years: int) -> list[dt.date]:
    return [each.date for each in SERVICE_TRAININGS if topic in each.topics and each.date.year in years]


def _yearly_order(rule: str, topic: str, year: int, first: dt.date) -> Verdict:
    """The sessions of a year, none of which may come before the first of what they follow from."""
    held = _held(topic, year)
    kept = [day for day in held if day >= first]
    assert kept == held, "a broken order of the region is not planned"
    if year == OPEN_YEAR:
        return Verdict(rule, REGION, str(year), "pending", len(held), len(kept))
    if not held:
        return Verdict(rule, REGION, str(year), "not_applicable", 0, 0, "no_follower")
    return Verdict(rule, REGION, str(year), "attainment", len(held), len(kept))


def _term_order(rule: str, day: dt.date, first: dt.date) -> Verdict:
    """One plan over the term, which is open: kept so far."""
    assert day >= first, "a broken order of the region is not planned"
    return Verdict(rule, REGION, "term", "pending", 1, 1)
