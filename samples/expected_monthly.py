# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that follow from the plan, for the duties of every month and quarter."""

from collections.abc import Iterator

from months import JUDGED, month_of
from plan import (
    ANNULLED,
    CORRECTED,
    COVERED_BY,
    CPIS,
    DELIVERED_TWICE,
    FIRST_MONTH,
    HELD_LATER,
    HELD_TWICE,
    NEVER_RECEIVED,
    NOT_DUE_UNTIL,
    NOT_HELD,
    OPEN_MONTH,
    RECEIVED_LATE,
    RECORDED_AT_REGION,
    REPORTED_BY_REGION,
    REPORTERS,
    WITHOUT_PLAN,
    Duty,
)
from plan_coverage import NOT_SERVED, QUARTERS, members
from rows import Verdict

MAY_STILL_COME = "2020-01"
"""A missing submission of this month is awaited: its 90 days are not over. Those of 2018 are."""

EMPTY_QUARTER = "2018-Q1"

SUSPENSION = "adr_before_its_regime"
"""The suspension of the convention that says so."""


def sessions_held(duty: Duty, unit: str, month: str) -> int:
    """Sessions that count for a unit in a month."""
    if month == OPEN_MONTH:
        return 0
    here = (unit, month)
    missed = [one for one in (*NOT_HELD, *HELD_LATER, *CORRECTED, *ANNULLED) if _is(one, duty, unit, month)]
    count = 0 if missed or here in NEVER_RECEIVED else 1
    if duty == "info":
        count = 0 if here in RECORDED_AT_REGION else count
        count = 1 if here in REPORTED_BY_REGION else count
        count += here in HELD_TWICE
    moved = [(one.duty, one.unit, month_of(one.held)) for one in HELD_LATER]
    moved += [(one.duty, one.unit, month_of(one.meant)) for one in CORRECTED]
    return count + moved.count((duty, unit, month))


def _is(planned: object, duty: Duty, unit: str, month: str) -> bool:
    named = tuple(getattr(planned, name) for name in ("duty", "unit", "month"))
    return named == (duty, unit, month)


def monthly_verdicts(rule: str, duty: Duty) -> Iterator[Verdict]:
    """One session a month at each job centre; none in January 2018, with 15 days of 31 in the term."""
    for unit in CPIS:
        for month in JUDGED:
            held = sessions_held(duty, unit, month)
            kind, reason = _monthly(duty, unit, month, held)
            required = 0 if kind == "suspended" or month == FIRST_MONTH else 1
            yield Verdict(rule, unit, month, kind, required, held, reason)


def _monthly(duty: Duty, unit: str, month: str, held: int) -> tuple[str, str]:
    if duty != "inclusion" and month < NOT_DUE_UNTIL:
        return "suspended", f"suspended: {SUSPENSION}"
    if month == FIRST_MONTH:
        return "not_applicable", "short_window"
    if held:
        return "attainment", ""
    if month == OPEN_MONTH:
        return "pending", ""
    return _unmet(unit, month)


def _unmet(unit: str, month: str) -> tuple[str, str]:
    if (unit, month) in NEVER_RECEIVED and month == MAY_STILL_COME:
        return "not_evaluable", f"missing_submissions: {unit} {month}"
    return "violation", ""


def plan_verdicts(rule: str) -> Iterator[Verdict]:
    """A plan before each information session: as many kept as sessions, but for those without a plan."""
    for unit in CPIS:
        for month in JUDGED:
            held = sessions_held("info", unit, month)
            kept = held - ((unit, month) in WITHOUT_PLAN)
            kind, reason = _planned(unit, month, held, kept)
            yield Verdict(rule, unit, month, kind, held, kept, reason)


def _planned(unit: str, month: str, held: int, kept: int) -> tuple[str, str]:
    if month == OPEN_MONTH:
        return "pending", ""
    if kept < held:
        return "violation", ""
    if (unit, month) in NEVER_RECEIVED and month == MAY_STILL_COME:
        return _unmet(unit, month)
    return ("attainment", "") if held else ("not_applicable", "no_follower")


def submission_verdicts(rule: str) -> Iterator[Verdict]:
    """One submission a month from the region and each job centre, received in time; January 2018 is owed whole."""
    for unit in REPORTERS:
        for month in JUDGED:
            here = (unit, month)
            missed = here in NEVER_RECEIVED or here in RECEIVED_LATE or month == OPEN_MONTH
            timely = 0 if missed and here not in COVERED_BY else 1 + (here in DELIVERED_TWICE)
            unmet = "pending" if month == OPEN_MONTH else "violation"
            yield Verdict(rule, unit, month, "attainment" if timely else unmet, 1, timely)


def coverage_verdicts(rule: str) -> Iterator[Verdict]:
    """All members of each quarter served; the first quarter has none, the last is open."""
    for unit in CPIS:
        yield Verdict(rule, unit, EMPTY_QUARTER, "not_applicable", 0, 0, "empty_population")
        for quarter in QUARTERS:
            size = members(unit, quarter)
            served = size - NOT_SERVED.get((unit, quarter), 0)
            kind = "attainment" if served == size else "violation"
            yield Verdict(rule, unit, quarter, "pending" if quarter == QUARTERS[-1] else kind, size, served)
