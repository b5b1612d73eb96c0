# SPDX-License-Identifier: EUPL-1.2
"""Duties that lapse: what was not done when the condition ended is owed no more, what was done stays done."""

from typing import Any

import pytest
from small_runs import run, verdicts

WHILE: dict[str, Any] = {"event": {"event": "contact"}, "until": {"event": {"event": "plan"}, "lapses": True}}
MONTHLY: dict[str, Any] = {"for_each": "cpi", "per": "month", "when": WHILE, "where": {"event": "session"}}
ONCE: dict[str, Any] = {"for_each": "cpi", "per": "term", "when": WHILE, "where": {"event": "session"}}
LIMIT: dict[str, Any] = {**ONCE, "per": "year", "at_most": 1}


def events(end: str, *sessions: str) -> list[dict[str, Any]]:
    """The condition begins on 10 March 2018 and ends on a day; sessions on others."""
    around = [{"event": "contact", "date": "2018-03-10"}, {"event": "plan", "date": end}]
    return [*around, *({"date": session} for session in sessions)]


@pytest.mark.parametrize(
    ("as_of", "sessions", "said"),
    [
        ("2018-05-09", (), ("pending", None)),
        ("2018-05-10", (), ("not_applicable", "lapsed")),
        ("2021-02-01", (), ("not_applicable", "lapsed")),
        ("2018-05-10", ("2018-04-01",), ("attainment", None)),
        ("2021-02-01", ("2018-04-01",), ("attainment", None)),
    ],
)
def test_what_was_not_done_by_then_is_owed_no_more(
    as_of: str, sessions: tuple[str, ...], said: tuple[str, str | None]
) -> None:
    one = verdicts({**ONCE, "at_least": 1}, as_of, events=events("2018-05-10", *sessions))["A", "term"]
    assert (one.kind, one.reason and str(one.reason)) == said


def test_without_it_the_rest_of_the_term_leaves_it_owed() -> None:
    rule = {**ONCE, "when": {**WHILE, "until": {"event": {"event": "plan"}}}, "at_least": 1}
    assert verdicts(rule, "2021-02-01", events=events("2018-05-10"))["A", "term"].kind == "violation"


def test_windows_that_ended_before_stay_as_they_are() -> None:
    found = verdicts({**MONTHLY, "at_least": 1}, "2018-08-01", events=events("2018-05-20"))
    kinds = [
        (found["A", f"2018-0{month}"].kind, found["A", f"2018-0{month}"].reason) for month in range(3, 8)
    ]
    assert [kind for kind, _ in kinds] == ["violation"] * 2 + ["not_applicable"] * 3
    assert [str(reason) for _, reason in kinds[2:]] == ["lapsed", "not_active", "not_active"]


def test_a_window_that_ends_with_the_condition_is_owed_whole() -> None:
    found = verdicts({**MONTHLY, "at_least": 1}, "2018-08-01", events=events("2018-05-31"))
    assert found["A", "2018-05"].kind == "violation"


def test_a_limit_that_was_exceeded_stays_exceeded() -> None:
    over = verdicts(LIMIT, "2019-02-01", events=events("2018-05-10", "2018-04-01", "2018-04-02"))["A", "2018"]
    within = verdicts(LIMIT, "2019-02-01", events=events("2018-05-10", "2018-04-01"))["A", "2018"]
    assert (over.kind, within.kind, str(within.reason)) == ("violation", "not_applicable", "lapsed")


def test_a_composition_leaves_out_the_parts_that_lapsed() -> None:
    parts = [
        {"id": "5.1.a", "where": {"event": "session"}, "at_least": 1},
        {"id": "5.1.b", "where": {"event": "study"}, "at_least": 1},
    ]
    rule = {"for_each": "cpi", "per": "term", "when": WHILE, "any_of": parts}
    frame = run(rule, "2021-02-01", events=events("2018-05-10")).frame
    mine = frame[frame["unit"] == "A"]
    assert set(mine["kind"]) == {"not_applicable"}
