# SPDX-License-Identifier: EUPL-1.2
"""Doing all that an agenda says keeps every duty it names, on random runs."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from agenda_doing import DAY, doable, done, helpable, helped, sent
from engine_runs import engine_run
from hypothesis import given, settings
from hypothesis import strategies as st
from impegni.engine.agenda.agenda import agenda_of
from impegni.engine.definitions.calendar import month_end
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook, load_convention, load_rulebook
from impegni.engine.intake.fact_tables import FactTables
from impegni.engine.tallies.deadlines import written_pair
from impegni.engine.tallies.receipts import is_derived
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.agenda import Agenda, AgendaItem, Part
from impegni.schema.convention import Convention
from impegni.schema.facts import Event, Facts, Submission
from impegni.schema.rule import Duty, Objective, Rule
from impegni.schema.vocabulary import Vocabulary
from laid_out import laid_out
from report_pages import CONVENTION, RULEBOOK, UNITS
from strategies import ALL_UNITS, TITLE, RandomRun, runs

pytestmark = pytest.mark.slow

EXAMPLES = settings().max_examples * 2 // 3
LONG = 3_650
LONGEST_GRACE = 41 * DAY
WAITS = ("order", "response")


def without_what_is_to_come(run: RandomRun) -> RandomRun:
    """The run with nothing told of later days, and with figures that never grow old."""
    later = {event.event_id for event in run.facts.events if event.date > run.as_of}
    events = tuple(event for event in run.facts.events if event.event_id not in later)
    sizes = tuple(each for each in run.facts.populations if each.date is None or each.date <= run.as_of)
    return replace(
        run,
        known_at=None,
        facts=run.facts.model_copy(update={"events": events, "populations": sizes}),
        convention=run.convention.model_copy(update={"stale_days": LONG}),
    )


def agenda(run: RandomRun, days: int) -> Agenda:
    """The agenda of a run from its day on."""
    book = Rulebook(Path(), run.vocabulary, run.objectives, (), "")
    registry = Registry(run.units)

    def judge_on(facts: FactTables, options: Options) -> Verdicts:
        return judge(book, run.convention, registry, facts, options)

    options = Options(run.as_of)
    return agenda_of(judge_on, laid_out(run.facts), options, run.as_of + days * DAY)


class Doing:
    """The run with all done that its agenda says, and the items that could be done."""

    def __init__(self, run: RandomRun, items: Sequence[AgendaItem]) -> None:
        self.run, self.registry = run, Registry(run.units)
        self.rules = {rule.id: rule for objective in run.objectives for rule in objective.rules}
        self.events: list[Event] = []
        self.sent: list[Submission] = []
        kept = [item for item in items if self._do(item, self.rules[item.rule])]
        pairs = [item for item in items if self._help(item, self.rules[item.rule])]
        self.kept = [*kept, *(item for item in pairs if self._helped(item, pairs))]

    def _do(self, item: AgendaItem, rule: Rule) -> bool:
        """Do one thing; whether it was possible, and is no duty that later events could end."""
        lasting = rule.when is None or rule.when.until is None
        if rule.members:
            parts = {part.rule: part for part in item.parts}
            plain = all(member.at_least is not None for member in rule.members if member.quantified)
            did = [self._count(item, each, parts[each.id]) for each in rule.members if each.id in parts]
            return all(did) and plain and lasting
        if rule.where is None or item.to_do is None:
            return False
        if is_derived(rule):
            return self._send(item)
        return self._count(item, rule, item) and lasting

    def _help(self, item: AgendaItem, rule: Rule) -> bool:
        """Do what an order or a response waits for, where it is one."""
        written = written_pair(rule)
        if written is not None and item.to_do is not None:
            self.events += helped(item, written, item.to_do, self.registry)
        return written is not None

    def _helped(self, item: AgendaItem, pairs: Sequence[AgendaItem]) -> bool:
        """Whether all that waits in the window is helped, and nothing waits since."""
        rule = self.rules[item.rule]
        written = written_pair(rule)
        asked = sum(each.to_do or 0 for each in pairs if identity(each) == identity(item))
        whole = item.required is not None and asked == item.required - item.observed
        lasting = rule.when is None or rule.when.until is None
        assert written is not None
        return whole and lasting and helpable(item, written, self.registry, self.events)

    def _count(self, item: AgendaItem, duty: Duty, missing: AgendaItem | Part) -> bool:
        if duty.where is None or missing.to_do is None or missing.required is None:
            return False
        events = done(item, duty, missing.to_do, self.run.facts, self.registry, self.run.vocabulary)
        self.events += events
        return doable(duty, missing.to_do, missing.required, events, self.registry)

    def _send(self, item: AgendaItem) -> bool:
        submission = sent(item, self.run.convention.reporting.due_days)
        self.sent.append(submission)
        day = month_end(dt.date.fromisoformat(f"{submission.month}-01"))
        return day <= self.run.convention.term.end

    def verdicts(self, as_of: dt.date) -> dict[tuple[str, str, str], str]:
        """The kinds of all verdicts on a day by which everybody has reported."""
        run, facts = self.run, self.run.facts
        sent = None if facts.submissions is None else (*facts.submissions, *self.sent, *self._reports(as_of))
        told = Facts(events=(*facts.events, *self.events), populations=facts.populations, submissions=sent)
        found = engine_run(run.objectives, run.vocabulary, run.convention, run.units, told, as_of)
        columns = (found.frame[name].astype(object) for name in ("rule", "unit", "window", "kind"))
        return {(rule, unit, window): kind for rule, unit, window, kind in zip(*columns, strict=True)}

    def _reports(self, as_of: dt.date) -> Iterator[Submission]:
        """A submission of every unit and month, too late to count as one in time."""
        day, number = self.run.convention.term.start - 31 * DAY, 0
        while day <= as_of + 31 * DAY:
            number += 1
            yield Submission(
                id=f"report-{number}",
                month=f"{day:%Y-%m}",
                units=ALL_UNITS[1:] + ("R",),
                received=as_of + LONG * DAY,
            )
            day = month_end(day) + DAY


def identity(item: AgendaItem) -> tuple[str, str, str]:
    return item.rule, item.unit, item.window.label


@settings(max_examples=EXAMPLES)
@given(runs(), st.integers(0, 90))
def test_doing_all_of_it_keeps_every_duty_it_names(run: RandomRun, days: int) -> None:
    run = without_what_is_to_come(run)
    found = agenda(run, days)
    doing = Doing(run, found.items)
    counted = [
        item for item in doing.kept if not item.measure.startswith(("share", *WAITS)) and not item.parts
    ]
    on_the_day = doing.verdicts(found.end) if counted else {}
    assert {identity(item): on_the_day[identity(item)] for item in counted} == {
        identity(item): "attainment" for item in counted
    }
    waiting = [item for item in doing.kept if item not in counted]
    closed = [max(item.due, item.window.end) for item in waiting]
    in_the_end = doing.verdicts(max(closed) + LONGEST_GRACE) if waiting else {}
    assert {identity(item): in_the_end[identity(item)] for item in waiting} == {
        identity(item): "attainment" for item in waiting
    }


@cache
def setting() -> tuple[Vocabulary, Convention]:
    """The vocabulary and the convention of the reports."""
    vocabulary = load_rulebook(RULEBOOK).vocabulary
    return vocabulary, load_convention(CONVENTION, vocabulary)


def waiting(form: str, kind: str, per: str, back: list[int], **pair: object) -> RandomRun:
    """A run of one order or response, on requests so many days back that nothing precedes or answers yet."""
    (vocabulary, convention), day = setting(), dt.date(2018, 5, 20)
    second = {"order": "after", "response": "then"}[form]
    written = {"each": {"event": "request"}, second: {"event": "answer"}, **pair}
    rule = {
        "id": "5.1.r1",
        "clauses": ["1"],
        "title": TITLE,
        "owed_by": "region",
        "for_each": kind,
        "per": per,
        form: written,
    }
    objective = Objective.model_validate({"objective": "5.1", "title": TITLE, "rules": [rule]})
    events = tuple(
        Event(event_id=f"e{number}", event="request", date=day - days * DAY, unit=("A",))
        for number, days in enumerate(back)
    )
    return RandomRun((objective,), vocabulary, convention, UNITS, Facts(events=events), day, None)


def kept_by_doing(run: RandomRun, days: int) -> list[str]:
    """What becomes of what is said to wait, once all of it has been done that can be."""
    doing = Doing(run, agenda(run, days).items)
    in_the_end = doing.verdicts(dt.date(2021, 6, 30)) if doing.kept else {}
    return [in_the_end[identity(item)] for item in doing.kept]


@settings(max_examples=EXAMPLES // 4)
@given(
    form=st.sampled_from(["order", "response"]),
    kind=st.sampled_from(["cpi", "region"]),
    per=st.sampled_from(["month", "quarter", "term"]),
    back=st.lists(st.integers(0, 40), max_size=4),
    same=st.sampled_from(["unit", "region"]),
    one_to_one=st.booleans(),
    within_days=st.integers(0, 40),
    days=st.integers(0, 90),
)
def test_answering_and_preceding_all_that_waits_keeps_the_duty(
    form: str, kind: str, per: str, back: list[int], days: int, **pair: object
) -> None:
    assert set(kept_by_doing(waiting(form, kind, per, back, **pair), days)) <= {"attainment"}


@pytest.mark.parametrize("form", ["order", "response"])
def test_what_waits_is_found(form: str) -> None:
    run = waiting(form, "cpi", "month", [1, 3, 15], same="unit", within_days=35)
    assert kept_by_doing(run, 90) == ["attainment"] * 3
