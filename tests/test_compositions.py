# SPDX-License-Identifier: EUPL-1.2
"""Compositions that are not due: they are what their members are, and say why."""

from typing import Any

import pytest
from small_runs import REGION, day, verdicts

ONE = {"id": "5.1.one", "where": {"event": "session"}, "at_least": 1}
OTHER = {"id": "5.1.other", "where": {"event": "contact"}, "at_least": 1}
RULE: dict[str, Any] = {"for_each": "cpi", "per": "month", "any_of": [ONE, OTHER]}


def suspended(*rules: str) -> dict[str, Any]:
    return {
        "id": "pause", "from": day("2018-03-01"), "to": day("2018-03-31"), "rules": list(rules),
        "units": "all", "source": "act", "reason": {"it": "x", "en": "x"},
    }  # fmt: skip


def said(as_of: str, unit: str, window: str, rule: dict[str, Any] = RULE, **given: Any) -> tuple[str, str]:
    one = verdicts(rule, as_of, **given)[unit, window]
    return one.kind, str(one.reason)


def test_it_is_suspended_with_its_members() -> None:
    act = suspended("5.1.r1")
    assert said("2018-05-01", "A", "2018-03", suspensions=[act]) == ("suspended", "suspended: pause")


def test_it_is_due_while_a_member_is_not_suspended() -> None:
    assert said("2018-05-01", "A", "2018-03", suspensions=[suspended("5.1.one")])[0] == "violation"


def test_it_is_suspended_where_its_members_are_one_by_one() -> None:
    act = suspended("5.1.one", "5.1.other")
    assert said("2018-05-01", "A", "2018-03", suspensions=[act]) == ("suspended", "suspended: pause")


def test_it_is_continued_with_its_members() -> None:
    merged = [
        REGION,
        {"code": "A", "kind": "cpi", "parent": "R", "valid_to": "2018-03-15", "successor": "B"},
        {"code": "B", "kind": "cpi", "parent": "R"},
    ]
    assert said("2018-05-01", "A", "2018-03", units=merged) == ("not_applicable", "continued_in: B")


@pytest.mark.parametrize(("window", "kind"), [("2018-03", "not_applicable"), ("2018-04", "violation")])
def test_it_is_not_active_before_its_condition(window: str, kind: str) -> None:
    rule = RULE | {"modality": "conditional", "when": {"event": {"event": "placement"}}}
    events = [{"event": "placement", "date": "2018-04-01"}]
    found = said("2018-06-01", "A", window, rule, events=events)
    assert found == (kind, "not_active" if kind == "not_applicable" else "None")
