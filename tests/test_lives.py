# SPDX-License-Identifier: EUPL-1.2
"""The lives of units: the last day of what they owe, what they owe before they exist, what came after their end."""

import datetime as dt
from typing import Any

import pytest
from impegni.engine.explain.explanation import explain
from small_runs import REGION, day, run, verdicts

pytestmark = pytest.mark.slow

PLAN: dict[str, Any] = {"for_each": "cpi", "per": "term", "where": {"event": "session"}, "quantified": False}
MONTHLY: dict[str, Any] = {"for_each": "cpi", "per": "month", "where": {"event": "session"}, "at_least": 1}
ANSWERED: dict[str, Any] = {
    "for_each": "cpi",
    "per": "month",
    "response": {
        "each": {"event": "session"}, "then": {"event": "contact"}, "same": "unit", "within_days": 30,
    },
}  # fmt: skip


def living(**life: Any) -> list[dict[str, Any]]:
    """A centre A with a life of its own, under the region."""
    return [REGION, {"code": "A", "kind": "cpi", "parent": "R", **life}]


@pytest.mark.parametrize(("as_of", "kind"), [("2019-07-10", "pending"), ("2019-07-11", "violation")])
def test_what_a_unit_owes_is_due_at_its_end(as_of: str, kind: str) -> None:
    one = verdicts(PLAN, as_of, units=living(valid_from="2018-03-01", valid_to="2019-06-30"))["A", "term"]
    assert (one.kind, str(one.due)) == (kind, "2019-07-10")


def test_a_month_is_due_at_the_end_of_the_unit() -> None:
    one = verdicts(MONTHLY, "2018-06-30", units=living(valid_to="2018-06-20"))["A", "2018-06"]
    assert (one.kind, str(one.due)) == ("pending", "2018-06-30")


def test_it_is_at_risk_by_the_end_of_the_unit() -> None:
    one = verdicts(MONTHLY, "2018-06-14", units=living(valid_to="2018-06-20"))["A", "2018-06"]
    assert (one.kind, one.at_risk) == ("pending", True)


MERGING = [
    {"code": "A", "kind": "cpi", "parent": "R", "valid_to": "2018-06-15", "successor": "B"},
    {"code": "B", "kind": "cpi", "parent": "R", "valid_from": "2018-06-16"},
]


def test_a_successor_not_born_yet_has_no_tally_but_gives_its_predecessor_the_whole_window() -> None:
    """Else a closed unit would be judged on the days between the two, and no more once the other exists."""
    before = verdicts(MONTHLY, "2018-06-15", units=[REGION, *MERGING])
    assert ("B", "2018-06") not in before
    assert (before["A", "2018-06"].kind, str(before["A", "2018-06"].due)) == ("pending", "2018-07-10")
    after = verdicts(MONTHLY, "2018-06-16", units=[REGION, *MERGING])
    assert str(after["A", "2018-06"].reason) == "continued_in: B"
    assert str(after["B", "2018-06"].due) == "2018-07-10"


@pytest.mark.parametrize("as_of", ["2018-06-05", "2018-06-12"])
def test_a_successor_answers_for_a_predecessor_that_does_not_exist_yet(as_of: str) -> None:
    units = [REGION, MERGING[0] | {"valid_from": "2018-06-10"}, {"code": "B", "kind": "cpi", "parent": "R"}]
    member = {"population": "people", "unit": "A", "person": "P1", "member_from": "2018-06-02"}
    share = {"share": {"reached": "person", "of": "people"}}
    asked = MONTHLY | {"measure": share, "at_least": "100%"}
    found = verdicts(asked, as_of, units=units, populations=[member])
    assert found["B", "2018-06"].required == 1


@pytest.mark.parametrize(("as_of", "kinds"), [("2018-10-21", []), ("2018-10-22", ["pending"])])
def test_a_unit_owes_nothing_before_it_exists(as_of: str, kinds: list[str]) -> None:
    found = verdicts(PLAN, as_of, units=living(valid_from="2018-10-22"))
    assert [one.kind for one in found.values()] == kinds


def test_what_came_before_or_after_its_life_does_not_count() -> None:
    events = [{"date": "2018-03-05"}, {"date": "2018-06-25"}]
    found = verdicts(
        MONTHLY | {"per": "year", "for_each": ["cpi", "region"]},
        "2018-12-31",
        units=living(valid_from="2018-03-10", valid_to="2018-06-20"),
        events=events,
    )
    assert {unit: one.observed for (unit, _), one in found.items()} == {"A": 0, "R": 0}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("2018-06-20", "attainment"), ("2018-07-10", "attainment"), ("2018-07-11", "violation")],
)
def test_an_answer_may_come_after_the_end(answer: str, kind: str) -> None:
    found = verdicts(
        ANSWERED,
        "2018-09-01",
        units=living(valid_to="2018-06-15"),
        events=[{"date": "2018-06-10"}, {"event": "contact", "date": answer}],
    )
    assert found["A", "2018-06"].kind == kind


def test_an_answer_after_an_end_is_one_to_those_above_on_its_day() -> None:
    units = [
        *living(valid_from="2018-06-18"),
        {"code": "K", "kind": "crisis", "parent": "A", "valid_to": "2018-06-15"},
    ]
    events = [{"date": "2018-06-20"}, {"event": "contact", "unit": "K", "date": "2018-06-25"}]
    found = verdicts(ANSWERED, "2018-09-01", units=units, events=events)
    assert found["A", "2018-06"].kind == "attainment"


def test_an_answer_comes_at_most_final_days_after_the_end() -> None:
    late = ANSWERED | {"response": ANSWERED["response"] | {"within_days": 200}}
    events = [{"date": "2018-06-10"}, {"event": "contact", "date": "2018-09-14"}]
    one = verdicts(late, "2019-06-01", units=living(valid_to="2018-06-15"), events=events)["A", "2018-06"]
    assert one.kind == "violation"
    events[1]["date"] = "2018-09-13"
    one = verdicts(late, "2019-06-01", units=living(valid_to="2018-06-15"), events=events)["A", "2018-06"]
    assert one.kind == "attainment"


def test_an_answer_after_the_end_counts_as_nothing_else() -> None:
    events = [{"event": "contact", "date": "2018-06-20"}]
    rule = PLAN | {"for_each": ["cpi", "region"], "where": {"event": "contact"}}
    found = verdicts(rule, "2018-12-31", units=living(valid_to="2018-06-15"), events=events)
    assert {one.observed for one in found.values()} == {0}


def test_a_predecessor_never_comes_after_the_end() -> None:
    order = {"each": {"event": "session"}, "after": {"event": "contact"}, "same": "region"}
    rule = {"for_each": "region", "per": "month", "order": order}
    events = [{"event": "contact", "date": "2018-06-20"}, {"date": "2018-06-21", "unit": "R"}]
    one = verdicts(rule, "2018-12-31", units=living(valid_to="2018-06-15"), events=events)["R", "2018-06"]
    assert one.kind == "violation"


def test_an_answer_may_come_after_the_term() -> None:
    events = [{"date": "2020-12-20"}, {"event": "contact", "date": "2021-01-10"}]
    assert verdicts(ANSWERED, "2021-01-11", events=events)["A", "2020-12"].kind == "attainment"


def test_what_came_before_the_trigger_is_no_answer() -> None:
    events = [{"date": "2019-05-01"}, {"event": "contact", "date": "2018-02-01"}]
    one = verdicts(ANSWERED, "2019-12-01", events=events)["A", "2019-05"]
    assert (one.kind, one.required, one.observed) == ("violation", 1, 0)


RECEIPTS: dict[str, Any] = {
    "for_each": "cpi", "per": "month", "where": {"event": "submission"}, "at_least": 1, "partial": "full",
}  # fmt: skip

SENT = ("2018-05", "2018-09")


@pytest.mark.parametrize(("received", "kind"), [("2019-06-25", "attainment"), ("2019-06-26", "violation")])
@pytest.mark.parametrize("short", ["term", "unit"])
def test_a_submission_is_due_after_the_last_day_in_term_and_life(
    received: str, kind: str, short: str
) -> None:
    term = {"from": day("2018-01-17"), "to": day("2019-06-15" if short == "term" else "2020-12-31")}
    life = {"valid_to": "2019-06-15"} if short == "unit" else {}
    sent = [{"id": "s", "month": "2019-06", "units": ["A"], "received": received}]
    found = run(RECEIPTS, "2019-09-01", units=living(**life), submissions=sent, term=term).models()
    (one,) = (one for one in found if (one.unit, one.window.label) == ("A", "2019-06"))
    assert (one.kind, str(one.due)) == (kind, "2019-06-25")


def test_a_submission_for_a_month_after_a_successor_closed_counts_for_neither() -> None:
    units = [REGION, MERGING[0], MERGING[1] | {"valid_to": "2018-08-10"}]
    sent = [{"id": month, "month": month, "units": ["A"], "received": f"{month}-28"} for month in SENT]
    found = run(RECEIPTS | {"per": "term"}, "2018-12-31", units=units, submissions=sent).models()
    (one,) = (one for one in found if one.unit == "B")
    assert one.evidence == ("2018-05",)


@pytest.mark.parametrize(
    ("label", "said"),
    [("2018-03", ("not_applicable", "not_active", 0)), ("2018-06", ("pending", None, 2))],
)
def test_nothing_is_due_before_the_first_dated_value(label: str, said: tuple[Any, ...]) -> None:
    one = verdicts(MONTHLY | {"at_least": {dt.date(2018, 6, 1): 2}}, "2018-06-30")["A", label]
    assert (one.kind, one.reason and str(one.reason), one.required) == said


def test_an_explanation_says_from_when_a_figure_holds() -> None:
    page = run(MONTHLY | {"at_least": {dt.date(2018, 6, 1): 2}}, "2018-06-30")
    told = explain(page, "5.1.r1", "A", "2018-03")
    assert [(one.code, str(one.start)) for one in told.derivation.limits] == [("amount", "2018-06-01")]
    assert explain(page, "5.1.r1", "A", "2018-06").derivation.limits == ()


def test_nor_before_that_of_its_parameter() -> None:
    dated = {"parameters": {"some": {dt.date(2018, 6, 1): 2}}}
    one = verdicts(MONTHLY | {"at_least": "$some"}, "2018-06-30", **dated)["A", "2018-03"]
    assert str(one.reason) == "not_active"
