# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that follow from the plan of the two crises."""

from collections.abc import Iterator

from plan import REGION
from plan_crises import (
    COMPANY,
    CRISES,
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
from rows import Verdict

OPEN_QUARTER = "2020-Q1"

ANSWERED_UNTIL = "2019-Q2"
"""The last quarter before the sector's only survey."""


def crisis_verdicts() -> Iterator[Verdict]:
    """All verdicts of either crisis, and the surveys of both together."""
    yield from _company_coverage("5.2.coverage-each-quarter", counts_requalified=True)
    yield from _company_coverage("5.2.relocation-each-quarter", counts_requalified=False)
    yield from _sector_coverage("5.2.coverage-each-quarter")
    for crisis in CRISES:
        yield from _chain(crisis)
    yield from _follow_up()
    surveys = sum(len(crisis.surveys) for crisis in CRISES)
    yield Verdict("5.2.outcome-survey", REGION, "term", "attainment", 1, surveys)


def _company_coverage(rule: str, counts_requalified: bool) -> Iterator[Verdict]:
    """Every worker in each quarter; whoever was served late or otherwise is one too few."""
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


def _chain(crisis: Crisis) -> Iterator[Verdict]:
    """Each document once; the analysis in order, as long as the term is open, or out of it for good."""
    for rule in ("5.2.activity-plan", "5.2.plan-sharing", "5.2.profile-analysis"):
        yield Verdict(rule, crisis.code, "term", "attainment", 1, 1)
    kept = int(crisis.planned <= crisis.analysed)
    kind = "pending" if kept else "violation"
    yield Verdict("5.2.profile-analysis-order", crisis.code, "term", kind, 1, kept)


def _follow_up() -> Iterator[Verdict]:
    """A survey after every service, until the end of the term: the sector's later services have none so far."""
    rule = "5.2.outcome-follow-up"
    services = sum(len(company_workers(quarter)) for quarter in LEAVING)
    yield Verdict(rule, COMPANY.code, "term", "pending", services, services)
    answered = sum(served for quarter, served in SERVED.items() if quarter <= ANSWERED_UNTIL)
    yield Verdict(rule, SECTOR.code, "term", "pending", sum(SERVED.values()), answered)
