# SPDX-License-Identifier: EUPL-1.2
"""What must not change when a rule, a fact or a registry is written otherwise and means the same."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from impegni.schema.convention import Suspension
from impegni.schema.facts import Facts, Submission
from impegni.schema.rule import Rule
from impegni.schema.unit import Unit
from strategies import COMPOSED, DAY, TITLE, VOCABULARY, RandomRun, runs
from test_metamorphic import Key, Told, bare, more_events, renamed, told

few = settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def rules_of(run: RandomRun) -> list[Rule]:
    return [rule for objective in run.objectives for rule in objective.rules]


def with_rules(run: RandomRun, **changed: Any) -> RandomRun:
    """The run with the same fields of every rule written anew."""
    rules = tuple(rule.model_copy(update=changed) for rule in rules_of(run))
    return replace(run, objectives=(run.objectives[0].model_copy(update={"rules": rules}),))


def of_rules(found: Mapping[Key, Told], names: set[str]) -> dict[Key, Told]:
    return {place: one for place, one in found.items() if place[0] in names}


@few
@given(runs().map(bare).filter(lambda run: run.facts.events != ()), st.data())
def test_what_is_done_later_changes_no_earlier_window(run: RandomRun, data: st.DataObject) -> None:
    """A service after a member left is one of these: since joining ends with the window."""
    later = data.draw(more_events(run))
    first = min(event.date for event in later)
    names = {
        rule.id for rule in rules_of(run) if rule.form in ("threshold", "documentary") and rule.when is None
    }
    after = of_rules(told(replace(run, facts=Facts(events=run.facts.events + later))), names)
    before = {place: one for place, one in of_rules(told(run), names).items() if one["window"]["end"] < first}
    assert before == {place: after[place] for place in before}


CODES = {"t1": "t3", "t3": "t1", "g1": "g2", "g2": "g1", "P1": "P4", "P4": "P1", "F1": "F2", "F2": "F1"}
"""Other names for topics, targets, persons and firms, all of them names of others before."""


@few
@given(runs())
def test_new_names_of_topics_targets_persons_and_firms_change_nothing(run: RandomRun) -> None:
    objectives, facts = renamed(run.objectives, CODES), renamed(run.facts, CODES)
    assert told(replace(run, objectives=objectives, facts=facts)) == told(run)


@few
@given(runs(), st.data())
def test_a_submission_in_two_parts_says_the_same(run: RandomRun, data: st.DataObject) -> None:
    """Apart from ids that are numbers, which belong to the units of their submission."""
    replaced = {each.replaces for each in run.facts.submissions or ()}
    sent = [each for each in run.facts.submissions or () if len(each.units) > 1 and each.id not in replaced]
    assume(sent)
    lettered = tuple(row for row in run.facts.events if not row.event_id.isdecimal())
    facts = run.facts.model_copy(update={"events": lettered})
    whole = data.draw(st.sampled_from(sent))
    run = replace(run, facts=facts)
    names = {duty.id for rule in rules_of(run) for duty in (rule, *rule.members) if not on_submissions(rule)}
    parts = replace(run, facts=in_two_parts(facts, whole, data))
    assert of_rules(told(parts), names) == of_rules(told(run), names)


def on_submissions(rule: Rule) -> bool:
    return rule.where is not None and rule.where.event.values == ("submission",)


def in_two_parts(facts: Facts, whole: Submission, data: st.DataObject) -> Facts:
    """The facts with a submission cut: each part covers some of its units and carries some of its rows."""
    cut = data.draw(st.integers(1, len(whole.units) - 1))
    parts = [whole.model_copy(update={"units": whole.units[:cut]})]
    parts.append(whole.model_copy(update={"id": f"{whole.id}a", "units": whole.units[cut:]}))
    moved = data.draw(st.sets(st.sampled_from(sorted({row.event_id for row in facts.events}) or [""])))
    carried = {"submission": parts[1].id}
    return facts.model_copy(
        update={
            "events": tuple(
                row.model_copy(update=carried)
                if row.submission == whole.id and row.event_id in moved
                else row
                for row in facts.events
            ),
            "submissions": (*(each for each in facts.submissions or () if each is not whole), *parts),
        }
    )


@few
@given(runs(), st.sampled_from(sorted(VOCABULARY.parties)))
def test_who_owes_changes_nothing_but_who_owes(run: RandomRun, party: str) -> None:
    owed = {place: one | {"owed_by": (party,)} for place, one in told(run).items()}
    assert told(with_rules(run, owed_by=(party,))) == owed


@few
@given(runs(), st.integers(0, 500))
def test_a_value_dated_before_the_term_is_the_value(run: RandomRun, days: int) -> None:
    day = run.convention.term.start - days * DAY
    rules = tuple(in_force_from(rule, day) for rule in rules_of(run))
    dated = replace(run, objectives=(run.objectives[0].model_copy(update={"rules": rules}),))
    assert told(dated) == told(run)


def in_force_from(rule: Rule, day: dt.date) -> Rule:
    """The rule, not of a composition, with its plain value in force from a day."""
    written = {name: getattr(rule, name) for name in ("at_least", "at_most")}
    plain = {name: {day: value} for name, value in written.items() if isinstance(value, int | str)}
    return rule.model_copy(update=plain)


@few
@given(runs(COMPOSED), st.data())
def test_all_members_suspended_is_the_composition_suspended(run: RandomRun, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(rules_of(run)))
    start = run.convention.term.start + data.draw(st.integers(-10, 100)) * DAY
    end = start + data.draw(st.integers(0, 100)) * DAY
    whole, parts = (
        replace(run, convention=run.convention.model_copy(update={"suspensions": (act(names, start, end),)}))
        for names in ([rule.id], [member.id for member in rule.members])
    )
    assert told(whole) == told(parts)


def act(rules: list[str], start: dt.date, end: dt.date) -> Suspension:
    written = {
        "id": "act",
        "from": start,
        "to": end,
        "rules": rules,
        "units": "all",
        "source": "x",
        "reason": TITLE,
    }
    return Suspension.model_validate(written)


@few
@given(runs(), st.sampled_from(["cpi", "school", "crisis"]), st.integers(1, 60))
def test_a_unit_that_does_not_exist_yet_changes_nothing(run: RandomRun, kind: str, days: int) -> None:
    """But for a rule that would otherwise have no unit at all."""
    unborn = Unit(code="Z", kind=kind, parent="R", valid_from=run.as_of + days * DAY)
    later = told(replace(run, units=(*run.units, unborn)))
    before = told(run)
    assert later == {place: one for place, one in before.items() if place in later}
    lost = [one for place, one in before.items() if place not in later]
    assert all(one["reason"]["code"] == "no_unit" for one in lost)


@few
@given(runs())
def test_a_population_that_grows_old_like_the_others_needs_no_days_of_its_own(run: RandomRun) -> None:
    populations = {
        name: kind.model_copy(update={"stale_days": run.convention.stale_days})
        for name, kind in VOCABULARY.populations.items()
    }
    without = {name: kind.model_copy(update={"stale_days": None}) for name, kind in populations.items()}
    one, other = (
        replace(run, vocabulary=VOCABULARY.model_copy(update={"populations": each}))
        for each in (populations, without)
    )
    assert told(one) == told(other)
