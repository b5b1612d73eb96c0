# SPDX-License-Identifier: EUPL-1.2
"""Duties by state: the worst of the due windows, and of all windows before any is due."""

import datetime as dt

import pandas as pd
import pytest
from impegni.engine.reports.rollups import DutyStanding, breached, counts, duties_of, past_due
from impegni.schema.facts import Submission
from report_pages import firms, make_page, sessions

MONTHLY, GOAL, FIRMS = "5.1.monthly", "5.1.wished", "5.1.firms"


def only(as_of: str, rule: str, *events: object, **more: object) -> DutyStanding:
    page = make_page(as_of, [rule], events, **more)  # type: ignore[arg-type]  # events, as the callers give them
    (duty,) = duties_of(page.verdicts)
    return duty


@pytest.mark.parametrize(
    ("as_of", "days", "state"),
    [
        ("2018-02-20", ["2018-02-10"], "pending"),
        ("2018-03-11", ["2018-02-10"], "violation"),
        ("2018-02-10", [], "pending"),
        ("2018-01-31", [], "not_applicable"),
    ],
)
def test_state_of_a_duty(as_of: str, days: list[str], state: str) -> None:
    assert only(as_of, MONTHLY, *sessions("A", *days)).state == state


def test_a_window_still_open_does_not_unsettle_a_kept_duty() -> None:
    duty = only("2018-03-20", MONTHLY, *sessions("A", "2018-02-10"), *sessions("B", "2018-02-10"))
    assert (duty.state, duty.kept, duty.due, duty.kinds["pending"]) == ("attainment", 2, 2, 2)


def test_what_is_reached_early_is_not_yet_a_deadline_kept() -> None:
    duty = only("2018-02-20", MONTHLY, *sessions("A", "2018-02-10"))
    assert (duty.kept, duty.due, duty.early) == (0, 0, 1)


def test_not_evaluable_comes_before_attainment() -> None:
    sent = Submission.model_validate(
        {"id": "s", "month": "2018-02", "units": ["R"], "received": "2018-03-01"}, strict=False
    )
    duty = only("2018-03-20", MONTHLY, *sessions("A", "2018-02-10"), submissions=[sent])
    assert duty.state == "not_evaluable"


def test_only_duties_that_are_no_goal_are_breached() -> None:
    missed = make_page("2018-03-20", [GOAL])
    assert duties_of(missed.verdicts)[0].missed_goal
    assert not breached(missed.verdicts.frame)
    assert breached(make_page("2018-03-20", [MONTHLY]).verdicts.frame)


def test_a_limit_exceeded_is_violated_before_it_is_due() -> None:
    events = [
        event.model_copy(update={"event": "training", "participants": 641})
        for event in firms("2018-02-01", 1)
    ]
    duty = only("2018-03-01", "5.1.hours", *events)
    assert (duty.state, duty.due, duty.kept) == ("violation", 1, 0)


def test_what_is_at_risk_sorts_before_what_is_not() -> None:
    behind, ahead = only("2018-12-01", FIRMS), only("2018-12-01", FIRMS, *firms("2018-06-01", 3700))
    assert behind.at_risk
    assert not ahead.at_risk
    assert behind.severity < ahead.severity


def test_counts_name_every_state() -> None:
    assert counts([]) == dict.fromkeys(
        ["violation", "not_evaluable", "pending", "attainment", "suspended", "not_applicable"], 0
    )


def test_before_the_term_there_are_no_duties() -> None:
    assert duties_of(make_page("2017-12-31", [MONTHLY]).verdicts) == ()
    assert not breached(make_page("2017-12-31", [MONTHLY]).verdicts.frame)


def test_what_cannot_be_evaluated_before_it_is_due_is_a_breach_already() -> None:
    rows = {
        "kind": ["not_evaluable", "violation", "pending", "attainment"],
        "due": [dt.date(2019, 1, 10)] * 4,
    }
    assert past_due(pd.DataFrame(rows), dt.date(2018, 4, 1)).tolist() == [True, True, False, False]
