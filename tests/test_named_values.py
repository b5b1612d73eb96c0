# SPDX-License-Identifier: EUPL-1.2
"""Different values of a column that the condition restricts: only those let through count, whatever an event names."""

from typing import Any

import pytest
from impegni.engine.explain.explanation import explain
from small_runs import run, verdicts


def rule(column: str, named: Any, **more: Any) -> dict[str, Any]:
    where = {"event": "session"} | ({} if named is None else {column: named})
    return {
        "for_each": "cpi", "per": "term", "where": where, "measure": {"distinct": column}, "at_least": 2,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("column", "named", "held", "observed"),
    [
        ("topic", ["t1", "t2"], ["t1", "t3"], 1),
        ("topic", None, ["t1", "t3"], 2),
        ("topic", {"not": ["t2"]}, ["t1", "t3"], 2),
        ("topic", {"not": ["t2"]}, ["t1", "t2"], 1),
        ("topic", {"not": ["t1", "t2"]}, ["t1", "t2"], 0),
        ("target", ["g1"], ["g1", "g2"], 1),
        ("phase", ["interim"], "interim", 1),
        ("person", ["P1", "P2"], "P1", 1),
    ],
)
def test_only_values_named_are_counted(column: str, named: Any, held: Any, observed: int) -> None:
    found = verdicts(rule(column, named), "2019-01-01", events=[{"date": "2018-03-01", column: held}])
    assert found["A", "term"].observed == observed


def test_a_member_of_a_composition_counts_those_it_names() -> None:
    member = {"where": {"event": "session", "topic": ["t1"]}, "measure": {"distinct": "topic"}, "at_least": 2}
    composed = {"for_each": "cpi", "per": "term", "any_of": [{"id": "5.1.m1"} | member]}
    events = [{"date": "2018-03-01", "topic": ["t1", "t2"]}]
    (part,) = (
        one
        for one in run(composed, "2019-01-01", events=events).models()
        if (one.role, one.unit) == ("component", "A")
    )
    assert part.observed == 1


def test_an_explanation_shows_the_values_named_and_no_others() -> None:
    page = run(
        rule("topic", ["t1", "t2"]), "2019-01-01", events=[{"date": "2018-03-01", "topic": ["t1", "t3"]}]
    )
    told = explain(page, "5.1.r1", "A", "term")
    assert [one.values for one in told.counted] == [("t1",)]


@pytest.mark.parametrize(("people", "kind"), [(134, "violation"), (135, "attainment")])
def test_a_tolerance_lowers_how_many_different_ones_are_asked(people: int, kind: str) -> None:
    asked = rule("person", None, at_least=150, tolerance="10%")
    events = [{"date": "2018-03-01", "person": f"P{n}"} for n in (*range(people), 0, 0)]
    one = verdicts(asked, "2021-02-01", events=events)["A", "term"]
    assert (one.kind, one.required, one.observed) == (kind, 135, people)
