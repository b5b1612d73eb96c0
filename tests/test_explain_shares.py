# SPDX-License-Identifier: EUPL-1.2
"""Explanations of shares since joining: what counted before the window, who came too early, who joined too late."""

import datetime as dt
from typing import Any

import pytest
from impegni.engine.explain.explanation import explain
from impegni.schema.explanation import Explanation
from small_runs import run
from test_shares import MERGED, SINCE

pytestmark = pytest.mark.slow

JANUARY = {"date": "2019-01-05", "person": "P"}


def told(label: str, *events: dict[str, Any], unit: str = "A", **member: Any) -> Explanation:
    given = {"person": "P", "unit": unit, **member}
    units = {"units": MERGED} if unit == "B" else {}
    page = run(SINCE, "2019-12-31", events=events, populations=[given], **units)
    return explain(page, "5.1.r1", unit, label)


def test_what_was_done_before_the_window_is_listed() -> None:
    found = told("2019-Q2", JANUARY, member_from="2019-01-02")
    assert [(one.date, one.values) for one in found.counted] == [(dt.date(2019, 1, 5), ("P",))]


@pytest.mark.parametrize("label", ["2019-Q1", "2019-Q2"])
def test_a_service_before_joining_nearly_counts(label: str) -> None:
    found = told(label, JANUARY, member_from="2019-01-10")
    assert [(one.failed, one.column) for one in found.near] == [("before_joining", "person")]
    assert found.unreached == ("P",)


def test_a_service_at_the_unit_continued_is_listed() -> None:
    found = told("2019-Q3", {"date": "2019-02-20", "person": "P"}, unit="B", member_from="2019-02-01")
    assert [one.units for one in found.counted] == [("A",)]


def test_who_joined_too_late_is_told() -> None:
    found = told("2019-Q1", member_from="2019-03-05", member_to="2019-03-28")
    assert (found.left_out, found.left_out_count, found.unreached_count) == (("P",), 1, 0)


def test_others_served_long_before_the_window_are_not_told() -> None:
    found = told("2019-Q2", {"date": "2019-01-05", "person": "Q"}, member_from="2019-01-02")
    assert found.near == ()
