# SPDX-License-Identifier: EUPL-1.2
"""The claims of an explanation, each with the facts changed as it says, and what must come of that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from adding import added_events, answered_events
from hypothesis.errors import UnsatisfiedAssumption
from impegni.engine.explain.explanation import explain
from impegni.engine.explain.subject import verdict_at
from impegni.engine.tallies.deadlines import written_pair
from impegni.engine.tallies.moments import paired_conditions
from impegni.engine.tallies.receipts import is_derived
from impegni.engine.tallies.selectors import events_named
from impegni.engine.verdicts.run import Verdicts
from impegni.schema.explanation import Explanation, NearMiss
from impegni.schema.rule import Rule
from impegni.schema.verdict import Verdict
from mending import mended, with_events, without_events
from strategies import RandomRun


@dataclass(frozen=True)
class Claim:
    """One claim.

    Attributes:
        run: The run on the changed facts.
        check: Fails where its verdicts are not as claimed.
    """

    name: str
    run: RandomRun
    check: Callable[[Verdicts], None]


def claims_of(run: RandomRun, told: Explanation, rule: Rule) -> Iterator[Claim]:
    """Every claim of an explanation that changed facts can put to the proof."""
    if not is_derived(rule):
        yield from _less(run, told)
        yield from _turned(run, told, rule)
    for near in told.near:
        try:
            changed = mended(run, told, rule, near)
        except UnsatisfiedAssumption:
            continue
        if written_pair(rule) is None:
            yield Claim(f"mended {near.failed}", changed, _counts(told, near))
        elif not _types(run, {near.event_id}) & _waiting_types(rule):
            yield Claim(f"partner {near.failed}", changed, _has_partner(told))
        if near.counts_in is not None:
            yield Claim("counts elsewhere", run, _counts_in(told, near))


def same(verdicts: Verdicts, told: Explanation) -> Verdict:
    """The verdict of the same rule, unit and window."""
    return verdict_at(verdicts, told.verdict.rule, told.verdict.unit, told.verdict.window.label)


def _less(run: RandomRun, told: Explanation) -> Iterator[Claim]:
    """Without one event, as much less is observed as it adds."""
    for event in told.counted:

        def check(verdicts: Verdicts, adds: int = event.adds) -> None:
            assert told.verdict.observed is not None
            assert same(verdicts, told).observed == told.verdict.observed - adds

        yield Claim("less", without_events(run, {event.event_id}), check)


def _turned(run: RandomRun, told: Explanation, rule: Rule) -> Iterator[Claim]:
    """With what is missing, or without the surplus and one more, it turns as said."""
    if told.turn is None:
        return
    change, measure = told.turn.change, told.verdict.measure
    if change < 0:
        for ids in _taken(told, -change):
            if not _types(run, ids) & _condition_types(rule):
                yield Claim(f"surplus {measure}", without_events(run, ids), _turns(told))
        return
    add = answered_events if written_pair(rule) else added_events
    for events in add(run, told, rule):
        if not {event.event for event in events} & (_condition_types(rule) | _waiting_types(rule)):
            yield Claim(f"missing {measure}", with_events(run, *events), _turns(told))


def _taken(told: Explanation, count: int) -> Iterator[set[str]]:
    """Sets of events without which so much less is observed."""
    if told.verdict.measure == "count:events" and len(told.counted) >= count:
        yield {event.event_id for event in told.counted[:count]}
    for event in told.counted:
        if event.adds == count:
            yield {event.event_id}


def _types(run: RandomRun, ids: set[str]) -> set[str]:
    """The types of some events, in any version."""
    return {event.event for event in run.facts.events if event.event_id in ids}


def _condition_types(rule: Rule) -> set[str]:
    """The types of the events that a rule's `when` looks at: they decide on which days it holds."""
    if rule.when is None:
        return set()
    looked_at = [rule.when.event, *([rule.when.until.event] if rule.when.until else [])]
    return {name for where in looked_at for name in events_named(where) or ()}


def _waiting_types(rule: Rule) -> set[str]:
    """The types of the events that an order or a response is about: each more asks for more."""
    return set(events_named(paired_conditions(rule)[0]) or ()) if written_pair(rule) else set()


def _turns(told: Explanation) -> Callable[[Verdicts], None]:
    def check(verdicts: Verdicts) -> None:
        verdict = same(verdicts, told)
        assert told.turn is not None
        assert (verdict.observed, verdict.kind) == (told.turn.observed, told.turn.kind)

    return check


def _counts(told: Explanation, near: NearMiss) -> Callable[[Verdicts], None]:
    def check(verdicts: Verdicts) -> None:
        verdict = same(verdicts, told)
        assert near.event_id in verdict.evidence
        if verdict.measure == "count:events" and near.failed not in ("withdrawn", "not_known"):
            assert told.verdict.observed is not None
            assert verdict.observed == told.verdict.observed + 1

    return check


def _counts_in(told: Explanation, near: NearMiss) -> Callable[[Verdicts], None]:
    def check(verdicts: Verdicts) -> None:
        assert near.counts_in is not None
        other = verdict_at(verdicts, told.verdict.rule, told.verdict.unit, near.counts_in.label)
        assert near.event_id in other.evidence

    return check


def _has_partner(told: Explanation) -> Callable[[Verdicts], None]:
    """The first event that waited in vain waits no more, or one more is answered in its place."""

    def check(verdicts: Verdicts) -> None:
        verdict, first = same(verdicts, told), told.waiting[0]
        again = explain(verdicts, verdict.rule, verdict.unit, verdict.window.label)
        partners = {event.event_id: event.partner for event in again.waiting}
        assert told.verdict.observed is not None
        assert verdict.observed is not None
        assert partners[first.event_id] is not None or verdict.observed > told.verdict.observed

    return check
