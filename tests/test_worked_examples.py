# SPDX-License-Identifier: EUPL-1.2
"""Every worked example, through the oracle and through the engine."""

from collections.abc import Iterable
from typing import Any

import pytest
from engine_runs import engine_verdicts, programme_verdicts
from impegni.schema.case import Expected
from impegni.schema.verdict import Verdict
from oracle import judge, judge_programme
from worked_examples import (
    Example,
    convention,
    examples,
    facts,
    members,
    only_rule,
    programme,
    units,
    vocabulary,
)

pytestmark = pytest.mark.slow

FIELDS: tuple[str, ...] = (
    "required",
    "observed",
    "threshold",
    "shortfall",
    "headroom",
    "active_days",
    "at_risk",
)
FIELDS += ("due", "incomplete", "flags")

EXAMPLES = [pytest.param(example, id=example.id) for example in examples()]


def differences(example: Example, verdicts: Iterable[Verdict]) -> list[str]:
    """What the verdicts say otherwise than the example does."""
    found = {(each.rule, each.unit, each.window.label): each for each in verdicts}
    wanted = example.expect if example.expect is not None else example.only or ()
    places = [(each.rule or example.rule, each.unit, each.window) for each in wanted]
    extra = sorted(set(found) - set(places)) if example.expect is not None else []
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


def is_national(example: Example) -> bool:
    (objective,) = only_rule(example.rule)
    return "nation" in objective.rules[0].for_each.kind


def asked(example: Example) -> tuple[Any, ...]:
    """What the oracle and the engine are both asked."""
    rest = facts(example), example.as_of, example.known_at
    if is_national(example):
        setting = programme(example.convention)
        given = members(tuple(name for name in setting.members if name not in example.absent))
        return only_rule(example.rule), vocabulary(), setting, given, *rest
    setting = convention(example.convention)
    return only_rule(example.rule), vocabulary(), setting, units(example.units), *rest


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_oracle_says_so(example: Example) -> None:
    ours = judge_programme if is_national(example) else judge
    assert differences(example, ours(*asked(example))) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_engine_says_so(example: Example) -> None:
    theirs = programme_verdicts if is_national(example) else engine_verdicts
    assert differences(example, theirs(*asked(example))) == []
