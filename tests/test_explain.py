# SPDX-License-Identifier: EUPL-1.2
"""Explanations of worked examples: how the figure came about, what counted, what nearly did, what is missing."""

import datetime as dt

import pytest
from explaining import event, told
from impegni.schema.facts import Population, Submission
from impegni.schema.unit import Unit
from report_pages import REGION, A, firms, sessions

pytestmark = pytest.mark.slow


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


def test_a_month_without_a_session_lacks_one_that_must_have_been_held() -> None:
    _, found = told("5.1.monthly", "A", "2018-03", "2018-04-11", list(sessions("A", "2018-02-10")))
    assert (found.verdict.kind, found.counted, found.surplus) == ("violation", (), None)
    assert found.missing is not None
    assert (found.missing.count, found.missing.do_by, found.missing.report_by) == (1, None, day("2018-04-10"))
    assert found.turn is not None
    assert (found.turn.change, found.turn.observed, found.turn.kind) == (1, 1, "attainment")


def test_what_is_pending_can_be_done_to_the_last_day_of_the_window() -> None:
    _, found = told("5.1.monthly", "A", "2018-03", "2018-03-12")
    assert found.missing is not None
    assert (found.missing.do_by, found.missing.report_by) == (day("2018-03-31"), day("2018-04-10"))


def test_the_figure_of_a_first_year_is_in_proportion_to_the_days_in_force() -> None:
    _, found = told("5.1.firms", "R", "2018", "2019-01-11", list(firms("2018-05-10", 2)))
    derived = found.derivation
    assert (derived.threshold, derived.active_days, derived.window_days) == (4000, 349, 365)
    assert (derived.prorated, derived.required) == (3825, 3825)
    (limit,) = derived.limits
    assert (limit.code, limit.start, limit.end) == ("term", day("2018-01-17"), day("2018-12-31"))


def test_a_tolerance_is_taken_off_at_the_end() -> None:
    _, found = told(
        "5.1.recipients", "R", "term", "2019-01-11", [event("t", "training", "2018-05-10", participants=7)]
    )
    assert (found.derivation.threshold, found.derivation.tolerance, found.derivation.required) == (
        150,
        "10%",
        135,
    )
    assert [(one.event_id, one.adds) for one in found.counted] == [("t", 7)]


def test_firms_named_again_add_nothing_new() -> None:
    events = [*firms("2018-05-10", 2), *firms("2018-06-10", 1)]
    _, found = told("5.1.firms", "R", "2018", "2018-12-01", events)
    assert [(one.event_id, one.values) for one in found.counted] == [
        ("F2018-05-10-0", ("F0",)),
        ("F2018-05-10-1", ("F1",)),
    ]
    assert [one.adds for one in found.counted] == [0, 1], "the first firm is named twice"
    assert [(one.event_id, one.failed, one.object) for one in found.near] == [
        ("F2018-06-10-0", "duplicate", "F2018-05-10-0")
    ]


def test_a_session_of_the_next_month_counts_there() -> None:
    _, found = told("5.1.monthly", "A", "2018-03", "2018-05-11", list(sessions("A", "2018-04-02")))
    (near,) = found.near
    assert (near.failed, near.nearest) == ("window", day("2018-03-31"))
    assert near.counts_in is not None
    assert near.counts_in.label == "2018-04"


def test_a_session_before_the_term_counts_nowhere() -> None:
    _, found = told("5.1.monthly", "A", "2018-01", "2018-05-11", list(sessions("A", "2018-01-10")))
    (near,) = found.near
    assert (near.failed, near.nearest, near.counts_in) == ("term", day("2018-01-17"), None)


def test_a_session_recorded_above_the_unit_is_told() -> None:
    _, found = told("5.1.monthly", "A", "2018-03", "2018-05-11", list(sessions("R", "2018-03-02")))
    assert [(one.failed, one.units) for one in found.near] == [("unit_above", ("R",))]


def test_a_session_of_another_unit_is_no_near_miss() -> None:
    _, found = told("5.1.monthly", "A", "2018-03", "2018-05-11", list(sessions("B", "2018-03-02")))
    assert found.near == ()


def submission(name: str, received: str, **fields: str) -> Submission:
    written = {"id": name, "month": "2018-03", "units": "A", "received": day(received)}
    return Submission.model_validate(written | fields)


@pytest.mark.parametrize(
    ("again", "status", "failed"),
    [("2018-03-02", "annulled", "annulled"), ("2018-04-02", "valid", "superseded")],
)
def test_what_a_later_submission_took_back_is_told(again: str, status: str, failed: str) -> None:
    events = [
        event("e", "info_session", "2018-03-02", "A", submission="s1"),
        event("e", "info_session", again, "A", submission="s2", status=status),
    ]
    given = [submission("s1", "2018-04-01"), submission("s2", "2018-04-02")]
    _, found = told("5.1.monthly", "A", "2018-03", "2018-05-11", events, submissions=given)
    assert [(one.failed, one.object) for one in found.near] == [(failed, "s2")]


def test_what_came_with_a_replaced_submission_is_told() -> None:
    events = [event("e", "info_session", "2018-03-02", "A", submission="s1")]
    given = [submission("s1", "2018-04-01"), submission("s2", "2018-04-02", replaces="s1")]
    _, found = told("5.1.monthly", "A", "2018-03", "2018-05-11", events, submissions=given)
    assert [(one.failed, one.object, one.origin.submission) for one in found.near] == [
        ("withdrawn", "s2", "s1")
    ]


def test_missing_submissions_may_still_come_until_final() -> None:
    _, found = told("5.1.monthly", "A", "2018-03", "2018-04-11", submissions=[])
    assert found.verdict.kind == "not_evaluable"
    assert found.missing is not None
    assert "A 2018-03" in found.missing.submissions
    assert found.missing.final == day("2018-07-09")


def test_a_late_submission_is_told_with_its_days() -> None:
    late = [submission("s1", "2018-04-20")]
    _, found = told("ART.5.submission", "A", "2018-03", "2018-05-11", submissions=late)
    (near,) = found.near
    assert (near.event_id, near.failed, near.got, near.nearest) == (
        "s1",
        "late",
        "2018-04-20",
        day("2018-04-10"),
    )


def test_a_submission_in_time_counted() -> None:
    given = [submission("s1", "2018-04-02")]
    _, found = told("ART.5.submission", "A", "2018-03", "2018-05-11", submissions=given)
    assert ([one.event_id for one in found.counted], found.near) == (["s1"], ())


def test_an_agreement_signed_after_the_request_nearly_preceded_it() -> None:
    events = [event("r", "request", "2018-03-10"), event("a", "agreement", "2018-03-12")]
    _, found = told("5.1.after-agreement", "R", "2018-03", "2018-05-11", events)
    assert [(one.event_id, one.partner) for one in found.waiting] == [("r", None)]
    assert [(one.event_id, one.failed, one.nearest) for one in found.near] == [
        ("a", "window", day("2018-03-10"))
    ]


def test_an_answer_in_time_is_named_and_one_still_awaited_has_its_day() -> None:
    events = [
        event("r1", "request", "2018-03-10"),
        event("r2", "request", "2018-03-20"),
        event("a", "answer", "2018-03-12"),
    ]
    _, found = told("5.1.answered", "R", "2018-03", "2018-04-01", events)
    assert [(one.event_id, one.partner, one.until) for one in found.waiting] == [
        ("r2", None, day("2018-04-19")),
        ("r1", "a", day("2018-04-09")),
    ]


def test_each_part_of_a_composition_is_told() -> None:
    events = [event("m", "meeting", "2018-03-12", topic="one")]
    _, found = told("5.1.two-of-three", "R", "2018-03", "2018-03-20", events)
    assert [(one.rule, one.kind) for one in found.members] == [
        ("5.1.three-one", "attainment"),
        ("5.1.three-two", "pending"),
        ("5.1.three-three", "pending"),
    ]
    assert found.missing is not None
    assert (found.missing.count, found.missing.do_by) == (1, day("2018-03-31"))


def test_members_not_reached_are_named() -> None:
    members = [
        Population(population="members", unit="A", person=person, member_from=day("2018-01-01"))
        for person in ("P1", "P2")
    ]
    events = [event(person, "interview", "2018-02-10", "A", person=person) for person in ("P1", "X")]
    _, found = told("5.1.all-members", "A", "2018-02", "2018-03-20", events, populations=members)
    assert (found.unreached, found.unreached_count) == (("P2",), 1)
    assert [(one.event_id, one.failed) for one in found.near] == [("X", "not_member")]


def test_a_size_not_known_yet_is_missing_before_the_day_too() -> None:
    _, found = told("5.1.all-members", "A", "2018-03", "2018-03-20")
    assert found.verdict.kind == "pending"
    assert found.missing is not None
    assert found.missing.population == "members"


def test_a_unit_that_another_continues_counts_nothing_itself() -> None:
    old = Unit(code="O", kind="cpi", parent="R", valid_to=day("2018-03-15"), successor="A")
    events = list(sessions("O", "2018-03-10"))
    _, gone = told("5.1.monthly", "O", "2018-03", "2018-04-11", events, units=(REGION, A, old))
    _, heir = told("5.1.monthly", "A", "2018-03", "2018-04-11", events, units=(REGION, A, old))
    assert (gone.counted, [one.event_id for one in heir.counted]) == ((), ["O-2018-03-10"])
    assert [limit.code for limit in gone.derivation.limits] == ["unit"]


def test_a_rule_without_any_unit_has_nothing_to_tell() -> None:
    _, found = told("5.1.no-unit", "R", "term", "2018-04-11")
    assert (found.verdict.kind, found.counted, found.turn, found.missing) == (
        "not_applicable",
        (),
        None,
        None,
    )
