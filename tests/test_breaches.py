# SPDX-License-Identifier: EUPL-1.2
"""Breaches of an order or a response while submissions are missing: which months are awaited, and named."""

from collections.abc import Iterable
from typing import Any

import pytest
from impegni.schema.verdict import Verdict
from small_runs import day, verdicts

ORDER = {"each": {"event": "session"}, "after": {"event": "contact"}, "same": "unit"}
RULE: dict[str, Any] = {"for_each": "cpi", "per": "month", "order": ORDER}
MET = {"event": "placement", "date": "2018-04-01"}
FOLLOWER = {"date": "2018-04-10"}


def sent(*left_out: str, last: int = 12) -> list[dict[str, Any]]:
    """A submission a month of 2018 for all, but for those left out."""
    months = (f"2018-{n:02}" for n in range(1, last + 1))
    return [
        {"id": f"s{month}", "month": month, "units": ["A", "B", "R"], "received": f"{month}-28"}
        for month in months
        if month not in left_out
    ]


def judged(rule: dict[str, Any], as_of: str, window: str, events: Iterable[Any], *left_out: str) -> Verdict:
    found = verdicts(rule, as_of, events=list(events), submissions=sent(*left_out))
    return found["A", window]


@pytest.mark.slow
def test_months_before_the_duty_are_awaited_too() -> None:
    due = RULE | {"when": {"event": {"event": "placement"}}}
    one = judged(due, "2018-05-11", "2018-04", [MET, FOLLOWER], "2018-02")
    assert (one.kind, str(one.reason)) == ("not_evaluable", "missing_submissions: A 2018-02")
    assert one.incomplete == ("A 2018-02",)


def test_what_comes_late_proves_that_it_was_kept() -> None:
    due = RULE | {"when": {"event": {"event": "placement"}}}
    events = [MET, FOLLOWER, {"event": "contact", "date": "2018-02-15"}]
    assert judged(due, "2018-05-11", "2018-04", events).kind == "attainment"


def test_months_of_a_suspension_are_awaited_too() -> None:
    act = {
        "id": "pause", "from": day("2018-02-01"), "to": day("2018-02-28"), "rules": ["5.1.r1"], "units": "all",
        "source": "act", "reason": {"it": "x", "en": "x"},
    }  # fmt: skip
    found = verdicts(RULE, "2018-05-11", events=[FOLLOWER], submissions=sent("2018-02"), suspensions=[act])
    assert str(found["A", "2018-04"].reason) == "missing_submissions: A 2018-02"


@pytest.mark.parametrize("as_of", ["2018-07-11", "2018-12-31"])
def test_every_breach_names_its_months(as_of: str) -> None:
    response = {"each": {"event": "session"}, "then": {"event": "contact"}, "same": "unit", "within_days": 40}
    events = [{"date": "2018-04-10"}, {"date": "2018-04-28"}]
    rule = {"for_each": "cpi", "per": "month", "response": response}
    one = judged(rule, as_of, "2018-04", events, "2018-03", "2018-06")
    assert one.incomplete == ("A 2018-03", "A 2018-06")
    assert one.kind == ("not_evaluable" if as_of == "2018-07-11" else "violation")


def test_a_breach_that_nothing_missing_can_mend_decides() -> None:
    events = [{"date": "2018-04-10"}, {"date": "2018-05-10"}]
    one = judged(RULE | {"per": "year"}, "2018-07-11", "2018", events, "2018-05")
    assert (one.kind, one.incomplete) == ("violation", ())
