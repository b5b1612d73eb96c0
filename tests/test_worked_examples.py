# SPDX-License-Identifier: EUPL-1.2
"""Every worked example, through the oracle and through the engine."""

from collections.abc import Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from engine_runs import engine_verdicts
from impegni.schema.case import Case, Expected
from impegni.schema.facts import Event
from impegni.schema.verdict import Verdict
from oracle import Contradiction, escalations, judge
from oracle.facts import check_alike
from worked_examples import Example, convention, examples, facts, only_rule, other_forms, units, vocabulary

FIELDS = ("required", "observed", "threshold", "shortfall", "headroom", "active_days", "at_risk")
FIELDS += ("due", "incomplete", "flags")

EXAMPLES = [pytest.param(example, id=example.id) for example in examples()]


def with_mark(example: Example) -> ParameterSet:
    """The example as a parameter, expected to fail where its form comes later."""
    if example.later is None:
        return pytest.param(example, id=example.id)
    late = pytest.mark.xfail(strict=True, reason=f"rules of the form {example.later} are delivered later")
    return pytest.param(example, id=example.id, marks=late)


def differences(example: Example, verdicts: Iterable[Verdict]) -> list[str]:
    """What the verdicts say otherwise than the example does."""
    found = {(each.rule, each.unit, each.window.label): each for each in verdicts}
    wanted = example.expect or example.only or ()
    places = [(each.rule or example.rule, each.unit, each.window) for each in wanted]
    extra = sorted(set(found) - set(places)) if example.expect else []
    return [f"extra {place}" for place in extra] + [
        f"{place}: {line}"
        for place, each in zip(places, wanted, strict=True)
        for line in (_difference(each, found[place]) if place in found else ["no verdict"])
    ]


def _difference(wanted: Expected, found: Verdict) -> list[str]:
    got: dict[str, Any] = {name: getattr(found, name) for name in FIELDS} | {"kind": found.kind}
    got["reason"] = None if found.reason is None else str(found.reason)
    asked = wanted.model_fields_set - {"rule", "unit", "window"}
    return [
        f"{name} is {got[name]}, not {getattr(wanted, name)}"
        for name in sorted(asked)
        if got[name] != getattr(wanted, name)
    ]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_oracle_says_so(example: Example) -> None:
    verdicts = judge(
        only_rule(example.rule), vocabulary(), convention(example.convention), units(example.units),
        facts(example), example.as_of, example.known_at,
    )
    assert differences(example, verdicts) == []


@pytest.mark.parametrize("example", [with_mark(example) for example in examples()])
def test_the_engine_says_so(example: Example) -> None:
    verdicts = engine_verdicts(
        only_rule(example.rule), vocabulary(), convention(example.convention), units(example.units),
        facts(example), example.as_of, example.known_at,
    )
    assert differences(example, verdicts) == []


@pytest.mark.parametrize("example", other_forms("escalations"), ids=lambda each: each["id"])
def test_the_oracle_escalates(example: dict[str, Any]) -> None:
    case = Case.model_validate(
        {name: value for name, value in example.items() if name not in ("id", "expect")} | {"only": [_ANY]}
    )
    rules = only_rule(case.rule)
    verdicts = judge(rules, vocabulary(), convention(case.convention), units(()), facts(case), case.as_of)
    found = [{key: run[key] for key in ("unit", "from", "to", "length")} for run in escalations(verdicts, rules)]
    assert found == example["expect"]


_ANY = {"unit": "A", "window": "term", "kind": "pending"}


@pytest.mark.parametrize("example", other_forms("binding_errors"), ids=lambda each: each["id"])
def test_the_oracle_refuses_contradictions(example: dict[str, Any]) -> None:
    rows = [Event.model_validate(row) for row in example["events"]]
    with pytest.raises(Contradiction) as refused:
        check_alike(rows)
    assert {"event_id": refused.value.event_id, "column": refused.value.column} == example["contradicts"]


@pytest.mark.parametrize("kind", "abcdefghijklm")
def test_no_table_is_left_out(kind: str) -> None:
    ids = [example.id for example in examples()]
    ids += [each["id"] for name in ("binding_errors", "escalations", "exit_codes") for each in other_forms(name)]
    assert any(each.lower().startswith(kind) for each in ids)
