# SPDX-License-Identifier: EUPL-1.2
"""Shares: who counts as a member, since when reaching them counts, and what is said where nobody told who they are."""

from typing import Any

import pytest
from impegni.schema.verdict import Verdict
from small_runs import REGION, verdicts
from strategies import VOCABULARY

SINCE: dict[str, Any] = {
    "for_each": "cpi", "where": {"event": "session"}, "per": "quarter", "at_least": "100%",
    "measure": {"share": {"reached": "person", "of": "people", "lead_days": 30, "since": "joining"}},
}  # fmt: skip
QUARTERS = ("2019-Q1", "2019-Q2")


def judged(
    member_from: str, member_to: str | None, served: str | None
) -> list[tuple[str, int | None, int | None]]:
    """Kind, required and observed of both quarters, for one member of A served once or never."""
    found = verdicts(
        SINCE,
        "2019-12-31",
        events=[{"date": served, "person": "P"}] if served else [],
        populations=[{"person": "P", "member_from": member_from, "member_to": member_to}],
    )
    chosen = [found["A", label] for label in QUARTERS]
    return [(one.kind, one.required, one.observed) for one in chosen]


NOBODY, KEPT, BROKEN = ("not_applicable", 0, 0), ("attainment", 1, 1), ("violation", 1, 0)


@pytest.mark.parametrize(
    ("member_from", "member_to", "served", "expected"),
    [
        ("2019-03-10", "2019-04-05", "2019-03-12", [NOBODY, KEPT]),
        ("2019-01-02", "2019-04-01", "2019-01-20", [KEPT, KEPT]),
        ("2019-03-05", "2019-03-28", None, [NOBODY, NOBODY]),
        ("2019-01-10", None, "2019-01-05", [BROKEN, BROKEN]),
        ("2019-01-10", None, "2019-04-02", [BROKEN, KEPT]),
        ("2019-01-10", None, "2019-01-10", [KEPT, KEPT]),
        ("2019-01-10", None, "2019-07-01", [BROKEN, BROKEN]),
    ],
)
def test_a_member_is_reached_on_any_day_since_joining(
    member_from: str, member_to: str | None, served: str | None, expected: list[Any]
) -> None:
    assert judged(member_from, member_to, served) == expected


def test_what_was_done_before_the_term_does_not_count() -> None:
    found = verdicts(
        SINCE,
        "2018-12-31",
        events=[{"date": "2018-01-10", "person": "P"}],
        populations=[{"person": "P", "member_from": "2017-12-01"}],
    )
    assert found["A", "2018-Q1"].kind == "violation"


def test_the_first_joining_of_several_stays_counts() -> None:
    stays = [("2019-01-02", "2019-02-10"), ("2019-03-20", None)]
    found = verdicts(
        SINCE,
        "2019-12-31",
        events=[{"date": "2019-01-20", "person": "P"}],
        populations=[{"person": "P", "member_from": start, "member_to": end} for start, end in stays],
    )
    assert [found["A", label].kind for label in QUARTERS] == ["attainment", "violation"]


MERGED = [
    REGION,
    {"code": "A", "kind": "cpi", "parent": "R", "valid_to": "2019-05-15", "successor": "B"},
    {"code": "B", "kind": "cpi", "parent": "R"},
]


@pytest.mark.parametrize("label", ["2019-Q2", "2019-Q3"])
def test_a_merger_does_not_undo_what_a_member_was_given(label: str) -> None:
    found = verdicts(
        SINCE,
        "2019-12-31",
        units=MERGED,
        events=[{"date": "2019-02-20", "person": "P"}],
        populations=[{"unit": "B", "person": "P", "member_from": "2019-02-01"}],
    )
    assert (found["B", label].kind, found["B", label].observed) == ("attainment", 1)
    assert found["B", "2019-Q1"].kind == "violation"


def unlisted(as_of: str, **given: Any) -> Verdict:
    """Two persons served at A in a quarter, and what was sent."""
    events = [{"date": "2019-02-10", "person": person} for person in ("P", "Q")]
    return verdicts(SINCE, as_of, events=events, **given)["A", "2019-Q1"]


MEMBER_OF_B = {"unit": "B", "person": "M", "member_from": "2019-01-01"}


def test_whom_nobody_named_is_told_and_not_called_nobody() -> None:
    one = unlisted("2019-12-31", populations=[MEMBER_OF_B])
    assert (one.kind, str(one.reason), one.observed) == ("not_applicable", "empty_population", 0)
    assert one.flags == ("reached_without_population",)


@pytest.mark.parametrize("as_of", ["2019-02-28", "2019-04-10"])
def test_it_is_told_while_the_population_may_still_come(as_of: str) -> None:
    assert unlisted(as_of, populations=[MEMBER_OF_B]).flags == ("reached_without_population",)


def test_nothing_is_told_where_the_unit_has_named_its_members() -> None:
    left = {"person": "M", "member_from": "2018-01-01", "member_to": "2018-06-30"}
    one = unlisted("2019-12-31", populations=[left])
    assert (str(one.reason), one.flags) == ("empty_population", ())


@pytest.mark.parametrize(("stale_days", "required"), [(366, 300), (107, 300), (106, None), (None, None)])
def test_a_population_may_say_itself_how_old_a_figure_may_be(
    stale_days: int | None, required: int | None
) -> None:
    people = VOCABULARY.populations["people"].model_copy(update={"stale_days": stale_days})
    one = verdicts(
        SINCE | {"per": "term"},
        "2021-01-11",
        populations=[{"date": "2020-09-15", "size": 300}],
        vocabulary=VOCABULARY.model_copy(update={"populations": {"people": people}}),
    )["A", "term"]
    assert one.required == required


SENT = [
    {"id": f"R{n}", "month": f"2019-0{n}", "units": ["A", "B", "R"], "received": f"2019-0{n + 1}-05"}
    for n in (1, 3)
]


@pytest.mark.parametrize("as_of", ["2019-04-11", "2020-04-11"])
def test_a_missing_submission_is_the_reason_ahead_of_a_missing_population(as_of: str) -> None:
    one = verdicts(SINCE, as_of, submissions=SENT)["A", "2019-Q1"]
    assert (one.kind, str(one.reason)) == ("not_evaluable", "missing_submissions: A 2019-02")


def test_without_a_missing_submission_the_population_is() -> None:
    february = {"id": "R2", "month": "2019-02", "units": ["A", "B", "R"], "received": "2019-03-05"}
    one = verdicts(SINCE, "2019-04-11", submissions=[*SENT, february])["A", "2019-Q1"]
    assert str(one.reason) == "no_population"


def test_the_persons_of_another_convention_say_nothing_of_this_one() -> None:
    elsewhere = {"unit": "Z", "person": "M", "member_from": "2019-01-01"}
    one = verdicts(SINCE, "2019-12-31", populations=[elsewhere])["A", "2019-Q1"]
    assert (one.kind, str(one.reason), one.required) == ("not_evaluable", "no_population", None)
