# SPDX-License-Identifier: EUPL-1.2
"""What explanations claim holds: less, more or mended facts change the verdict exactly as said."""

from collections.abc import Sequence
from dataclasses import replace

from claims import Claim, claims_of
from engine_runs import engine_run
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from impegni.engine.explain.explanation import explain
from impegni.engine.verdicts.run import Verdicts
from impegni.schema.explanation import Explanation
from impegni.schema.rule import Objective
from impegni.schema.verdict import Verdict
from strategies import KINDS, TITLE, RandomRun, lettered, pairs, runs

ADDS_NOTHING = ("duplicate", "no_value", "not_member", "before_joining", "unit_kind", "superseded")
"""What meets the rule's conditions and has nothing new to count, though a version before it may have had."""

MOST = 4
"""How many verdicts of a run are explained, those with the most to tell."""

FEW = settings(
    max_examples=max(1, settings.default.max_examples * 3 // 10),
    suppress_health_check=list(HealthCheck),
    # Runs are small as they are; making a failing one smaller takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def judged(run: RandomRun) -> Verdicts:
    return engine_run(*run.arguments())


def explained(verdicts: Verdicts, verdict: Verdict) -> Explanation:
    return explain(verdicts, verdict.rule, verdict.unit, verdict.window.label)


def telling(verdicts: Verdicts) -> Sequence[Verdict]:
    """The verdicts with the most events and figures to tell of."""
    return sorted(
        verdicts.models(), key=lambda one: (not one.evidence, one.reason is not None, not one.required)
    )[:MOST]


@st.composite
def paired_runs(draw: DrawFn) -> RandomRun:
    """A run of one order or response between events of two types, on many events of these."""
    run, pair = draw(runs()), draw(pairs())
    for written in pair.values():
        written["each"]["event"] = "session"
        written["after" if "after" in written else "then"]["event"] = "contact"
    period = {"for_each": draw(KINDS), "per": draw(st.sampled_from(["month", "year", "term"]))}
    rule = {"id": "5.1.r1", "clauses": ["1"], "title": TITLE, "owed_by": "region"} | period | pair
    objective = Objective.model_validate({"objective": "5.1", "title": TITLE, "rules": [rule]})
    return replace(run, objectives=(objective,))


@FEW
@given(runs().map(lettered), st.data())
def test_facts_changed_as_told_change_the_verdict_as_told(run: RandomRun, data: st.DataObject) -> None:
    assert_claims_hold(run, data)


@FEW
@given(paired_runs().map(lettered), st.data())
def test_orders_and_responses_change_as_told_too(run: RandomRun, data: st.DataObject) -> None:
    assert_claims_hold(run, data)


def assert_claims_hold(run: RandomRun, data: st.DataObject) -> None:
    """Explain the verdicts with the most to tell, and put one of their claims to the proof."""
    verdicts = judged(run)
    found: dict[str, list[Claim]] = {}
    for verdict in telling(verdicts):
        told = explained(verdicts, verdict)
        assert_told_from_what_counted(told, verdict)
        for claim in claims_of(run, told, verdicts.duties[verdict.rule]):
            found.setdefault(claim.name, []).append(claim)
    if found:
        claim = data.draw(st.sampled_from(found[data.draw(st.sampled_from(sorted(found)))]))
        claim.check(judged(claim.run))


def assert_told_from_what_counted(told: Explanation, verdict: Verdict) -> None:
    assert told.verdict == verdict
    assert told.derivation.required == verdict.required
    assert {event.event_id for event in told.counted} <= set(verdict.evidence)
    matching = {near.event_id for near in told.near if near.failed in ADDS_NOTHING}
    if verdict.measure not in ("order", "response"):
        assert not ({near.event_id for near in told.near} - matching) & set(verdict.evidence)
