# SPDX-License-Identifier: EUPL-1.2
"""What differs between two runs, and why."""

import pytest
from held_facts import FEBRUARY, MONTHLY, Held, day, session, submission, told
from impegni.engine.changes.changes import changes

pytestmark = pytest.mark.slow


def test_nothing_differs_from_itself() -> None:
    held = Held(FEBRUARY, session("e1", "2018-02-10", "s2"))
    assert held.between("2018-03-20", "2018-03-20", "2018-03-25") == []


def test_late_events_cure_a_violation() -> None:
    late = submission("s3", "2018-02", "2018-04-02")
    held = Held(FEBRUARY, late, session("e1", "2018-02-10", "s3"), session("e2", "2018-02-11", "s3"))
    (change,) = held.between("2018-03-20", "2018-03-20", "2018-04-02")
    assert told(change) == {
        "change": "cured",
        "window": "2018-02",
        "kinds": ("violation", "attainment"),
        "restated": True,
        "time": False,
        "touches": [{"submission": "s3", "added": 2}],
    }
    assert change.cause.submissions[0].received == day("2018-04-02")


def test_an_annulled_event_makes_a_new_violation() -> None:
    late = submission("s3", "2018-02", "2018-04-02")
    annulled = session("e1", "2018-02-10", "s3", status="annulled")
    held = Held(FEBRUARY, late, session("e1", "2018-02-10", "s2"), annulled)
    (change,) = held.between("2018-03-20", "2018-03-20", "2018-04-02")
    assert (change.change, change.restated) == ("new", True)
    assert told(change)["touches"] == [{"submission": "s3", "annulled": 1}]


def test_replaced_submissions_remove_their_events() -> None:
    late = submission("s3", "2018-02", "2018-04-02", replaces="s2")
    held = Held(FEBRUARY, late, session("e1", "2018-02-10", "s2"), session("e2", "2018-02-10", "s2"))
    (change,) = held.between("2018-03-20", "2018-03-20", "2018-04-02")
    assert told(change)["touches"] == [{"submission": "s3", "removed": 2}]


def test_an_event_told_anew_touches_the_window_it_leaves_and_the_one_it_enters() -> None:
    late = submission("s3", "2018-03", "2018-04-02")
    held = Held(FEBRUARY, late, session("e1", "2018-02-10", "s2"), session("e1", "2018-03-10", "s3"))
    found = [told(change) for change in held.between("2018-03-20", "2018-03-20", "2018-04-02")]
    assert [(one["window"], one["change"]) for one in found] == [("2018-02", "new"), ("2018-03", "decided")]
    assert [one["touches"] for one in found] == [[{"submission": "s3", "superseded": 1}]] * 2


def test_an_event_told_again_alike_is_no_cause() -> None:
    late = submission("s3", "2018-02", "2018-04-02")
    again = [session("e1", "2018-02-10", name) for name in ("s2", "s3")]
    held = Held(FEBRUARY, late, *again, session("e2", "2018-02-12", "s3"))
    (change,) = held.between("2018-03-20", "2018-03-20", "2018-04-02")
    assert told(change)["touches"] == [{"submission": "s3", "added": 1}]
    assert (change.change, change.after and change.after.observed) == ("restated", 2)


def test_a_submission_awaited_is_a_cause_even_without_events() -> None:
    held = Held(submission("s1", "2018-01", "2018-02-05"), submission("s2", "2018-02", "2018-03-25"))
    (change,) = held.between("2018-03-20", "2018-03-20", "2018-03-25")
    assert (change.change, change.restated) == ("new", False)
    assert told(change)["kinds"] == ("not_evaluable", "violation")
    assert told(change)["touches"] == [{"submission": "s2"}]


def test_time_opens_and_closes_windows() -> None:
    held = Held(FEBRUARY, session("e1", "2018-02-10", "s2"))
    found = [told(change) for change in held.since("2018-02-12", "2018-03-09")]
    assert [(one["window"], one["change"], one["time"]) for one in found] == [
        ("2018-02", "decided", False),
        ("2018-03", "opened", True),
    ]


def test_corrections_are_told_apart_from_time() -> None:
    late = submission("s3", "2018-02", "2018-04-02")
    march = submission("s4", "2018-03", "2018-04-03")
    held = Held(FEBRUARY, late, march, session("e1", "2018-02-10", "s3"), session("e2", "2018-03-25", "s4"))
    found = {change.window.label: told(change) for change in held.since("2018-03-20", "2018-04-20")}
    assert {name: (one["change"], one["restated"], one["time"]) for name, one in found.items()} == {
        "2018-02": ("cured", True, False),
        "2018-03": ("decided", False, True),
        "2018-04": ("opened", False, True),
    }


def test_without_a_third_run_nothing_is_said_to_be_restated() -> None:
    late = submission("s3", "2018-02", "2018-04-02")
    held = Held(FEBRUARY, late, session("e1", "2018-02-10", "s3"))
    before, after = (held.judge(day(text), day(text)) for text in ("2018-03-20", "2018-04-20"))
    assert not any(change.restated for change in changes(before, after))
    assert all(change.cause.time for change in changes(before, after))


def test_a_rule_judged_no_more_has_no_second_verdict() -> None:
    held = Held(FEBRUARY, session("e1", "2018-02-10", "s2"))
    before = held.judge(day("2018-03-20"), None)
    held.rules = frozenset({"5.1.two-a-year-each"})
    found = changes(before, held.judge(day("2018-03-20"), None))
    assert {(one.rule, one.change, one.after is None) for one in found} == {
        ("5.1.two-a-year-each", "opened", False),
        (MONTHLY, "other", True),
    }
