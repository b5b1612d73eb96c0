# SPDX-License-Identifier: EUPL-1.2
"""Causes of changes of every form: pairs, `when`, figures, suspensions, compositions; never those of others."""

from typing import Any

import pytest
from held_facts import Held, day, session, submission
from impegni.schema.change import Change
from impegni.schema.facts import Event, Population

pytestmark = pytest.mark.slow

TITLE = {"it": "x", "en": "x"}
EARLY = submission("s1", "2018-02", "2018-03-05")
LATE = submission("s2", "2018-03", "2018-04-02")


def event(name: str, kind: str, date: str, sent: str, unit: str = "R", **more: str) -> Event:
    return session(name, date, sent, event=kind, unit=unit, **more)


def size(number: int, sent: str, unit: str = "A") -> Population:
    return Population(population="members", unit=unit, date=day("2018-02-01"), size=number, submission=sent)


def rule(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "clauses": ["5.1"],
        "title": TITLE,
        "owed_by": "region",
        "for_each": "region",
        "per": "month",
    } | more


def touched(changes: list[Change]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What touched each verdict, by rule and window."""
    return {
        (change.rule, change.window.label): [
            one.model_dump(exclude_defaults=True, exclude={"received", "month", "units"})
            for one in change.cause.submissions
        ]
        for change in changes
    }


def late(held: Held) -> list[Change]:
    """What becoming known in April changes of the verdicts of 20 March."""
    return held.between("2018-03-20", "2018-03-20", "2018-04-02")


def requests(*answers: Event, **more: Any) -> Held:
    """Two requests, of February and March, and answers."""
    asked = [event("q1", "request", "2018-02-10", "s1"), event("q2", "request", "2018-03-01", "s1")]
    return Held(EARLY, LATE, *asked, *answers, unit="R", **more)


def test_an_answer_touches_the_request_it_answers_alone() -> None:
    held = requests(event("a1", "answer", "2018-02-12", "s2"), rules=("5.1.answered",))
    assert touched(late(held)) == {("5.1.answered", "2018-02"): [{"submission": "s2", "added": 1}]}


def test_a_request_touches_its_own_window_alone() -> None:
    held = requests(event("q3", "request", "2018-03-12", "s2"), rules=("5.1.answered",))
    assert touched(late(held)) == {("5.1.answered", "2018-03"): [{"submission": "s2", "added": 1}]}


def test_an_event_before_touches_those_that_had_to_come_after_it() -> None:
    held = requests(event("g1", "agreement", "2018-02-20", "s2"), rules=("5.1.after-agreement",))
    assert touched(late(held)) == {("5.1.after-agreement", "2018-03"): [{"submission": "s2", "added": 1}]}


def test_partners_passed_on_have_the_event_that_began_it_as_cause() -> None:
    response = {"each": {"event": "request"}, "then": {"event": "answer"}, "same": "unit", "within_days": 40}
    one_to_one = rule("5.1.pairs", response={**response, "one_to_one": True})
    first = event("a1", "answer", "2018-03-05", "s1")
    held = requests(first, event("a0", "answer", "2018-02-12", "s2"), more=[one_to_one])
    assert touched(late(held)) == {
        ("5.1.pairs", "2018-03"): [{"submission": "s2", "added": 1}],
    }


def test_an_event_that_a_condition_waits_for_is_a_cause_where_days_become_active() -> None:
    when = rule("5.1.then", where={"event": "meeting"}, at_least=1, when={"event": {"event": "agreement"}})
    held = Held(EARLY, LATE, event("g1", "agreement", "2018-02-20", "s2"), unit="R", more=[when])
    assert touched(late(held)) == {
        ("5.1.then", window): [{"submission": "s2", "added": 1}] for window in ("2018-02", "2018-03")
    }


def test_a_condition_met_long_before_is_no_cause() -> None:
    when = rule("5.1.then", where={"event": "meeting"}, at_least=1, when={"event": {"event": "agreement"}})
    met = event("g1", "agreement", "2018-01-10", "s1")
    again = event("g2", "agreement", "2018-03-02", "s2")
    held = Held(EARLY, LATE, met, again, event("m1", "meeting", "2018-03-03", "s2"), unit="R", more=[when])
    assert touched(late(held)) == {("5.1.then", "2018-03"): [{"submission": "s2", "added": 1}]}


def test_figures_of_the_unit_are_a_cause_and_those_of_others_are_not() -> None:
    held = Held(EARLY, LATE, size(4, "s1"), size(5, "s2"), size(7, "s2", "B"), rules=("5.1.all-members",))
    found = touched(late(held))
    assert found == {
        ("5.1.all-members", window): [{"submission": "s2", "figures": 1}] for window in ("2018-02", "2018-03")
    }


def test_figures_withdrawn_are_the_doing_of_what_replaces_them() -> None:
    instead = submission("s2", "2018-02", "2018-04-02", replaces="s1")
    held = Held(EARLY, instead, size(4, "s1"), rules=("5.1.all-members",))
    assert set(map(str, touched(late(held)).values())) == {"[{'submission': 's2', 'figures': 1}]"}


def test_parts_of_a_composition_touch_it_and_themselves() -> None:
    met = event("m1", "meeting", "2018-03-02", "s2", topic="one")
    held = Held(EARLY, LATE, met, rules=("5.1.two-of-three",), unit="R")
    one = [{"submission": "s2", "added": 1}]
    assert touched(late(held)) == {
        ("5.1.two-of-three", "2018-03"): one,
        ("5.1.three-one", "2018-03"): one,
    }


def suspended(known_from: str, unit: str = "A") -> list[dict[str, Any]]:
    return [
        {
            "id": "act-1", "source": "an act", "reason": TITLE, "from": day("2018-02-01"), "to": day("2018-02-28"),
            "known_from": day(known_from), "rules": ["5.1.monthly"], "units": [unit],
        }
    ]  # fmt: skip


def test_a_suspension_that_becomes_known_is_a_cause() -> None:
    (change,) = late(Held(EARLY, suspensions=suspended("2018-04-01")))
    assert (change.change, change.cause.suspensions, change.cause.submissions) == ("cured", ("act-1",), ())


def test_a_suspension_known_all_along_or_of_another_unit_changes_nothing() -> None:
    assert late(Held(EARLY, suspensions=suspended("2018-03-01"))) == []
    assert late(Held(EARLY, suspensions=suspended("2018-04-01", "B"))) == []


def test_bare_facts_have_no_cause_but_time() -> None:
    held = Held(Event(event_id="e1", event="info_session", date=day("2018-03-10"), unit=("A",)))
    found = held.since("2018-02-20", "2018-04-20")
    assert {change.cause.submissions for change in found} == {()}
    assert all(change.cause.time for change in found if change.window.label == "2018-03")
