# SPDX-License-Identifier: EUPL-1.2
"""Cases that share a run: on one day, under one agreement, with one registry, none seeing another's events.

A run counts for every rule what its conditions select, whatever else is known. So the cases of several rules may
stand side by side in one run, where every condition of each rule names a value that no other's events have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...schema.case import Case, CaseEvent
from ...schema.condition import Where
from ...schema.facts import Event, Facts
from ...schema.rule import Rule
from ..definitions.rule_codes import conditions, duties
from ..definitions.rulebook import Rulebook
from .bench import Bench, JudgedCases, judge_on
from .expansion import Defaults, Expanded, expand
from .unfolding import LocatedCase


@dataclass
class Batch:
    """Cases of one run, each of another rule.

    Attributes:
        positions: Where each stands among all cases.
    """

    rules: list[Rule] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)

    def takes(self, rule: Rule, case: Case) -> bool:
        """Whether a case disturbs none of those here, and none of them the case."""
        return all(
            rule.id != other.id and _unseen(rule, beside.events) and _unseen(other, case.events)
            for other, beside in zip(self.rules, self.cases, strict=True)
        )

    def add(self, rule: Rule, case: Case, position: int) -> None:
        """Take a case in."""
        self.rules.append(rule)
        self.cases.append(case)
        self.positions.append(position)


def batches(cases: Sequence[LocatedCase], rulebook: Rulebook, defaults: Defaults) -> list[Batch]:
    """The cases in as few runs as the order of the file gives, those first that are needed first."""
    rules = {rule.id: rule for _, rule in rulebook.rules()}
    found: list[Batch] = []
    open_: dict[str, list[Batch]] = {}
    for position, located in enumerate(cases):
        rule, case = rules[located.case.rule], located.case
        alike = open_.setdefault(_situation(case, defaults), []) if _on_events_alone(case) else []
        batch = next((one for one in alike if one.takes(rule, case)), None)
        if batch is None:
            batch = Batch()
            found.append(batch)
            alike.append(batch)
        batch.add(rule, case, position)
    return found


def judged(batch: Batch, bench: Bench, rulebook: Rulebook, defaults: Defaults) -> Iterator[JudgedCases]:
    """What is judged of each case of a batch, in one run."""
    expanded = [expand(case, defaults) for case in batch.cases]
    facts = bench.lay_out(expanded[0].facts if len(expanded) == 1 else _joined(expanded))
    found = judge_on(facts, rulebook, expanded[0], {rule.id for rule in batch.rules})
    for rule in batch.rules:
        names = {duty.id for _, duty in duties(rule)}
        yield JudgedCases(
            tuple(one for one in found.verdicts if one.rule in names),
            tuple(one for one in found.out_of_scope if one[0] == rule.id),
        )


def _on_events_alone(case: Case) -> bool:
    """Whether there are only events, which conditions tell apart: all else is everybody's."""
    return case.submissions == "complete" and not case.populations and not case.figures


def _situation(case: Case, defaults: Defaults) -> str:
    """What cases of one run have in common."""
    return repr(
        (
            case.rule in defaults.national,
            case.convention,
            case.absent,
            case.units,
            case.as_of,
            case.known_at,
        )
    )


def _unseen(rule: Rule, events: Sequence[CaseEvent]) -> bool:
    """Whether no condition of a rule can be met by any of the events."""
    wheres = [where for _, duty in duties(rule) for _, where in conditions(duty)]
    return not any(_may_meet(event, where) for event in events for where in wheres)


def _may_meet(event: CaseEvent, where: Where) -> bool:
    for column, test in where.tests().items():
        if test.values is not None and set(test.values).isdisjoint(_values(getattr(event, column))):
            return False
    return True


def _values(written: Any) -> tuple[Any, ...]:
    return written if isinstance(written, tuple) else (written,)


def _joined(expanded: Sequence[Expanded]) -> Facts:
    """The events of all cases, each under an id of its own."""
    return Facts(events=tuple(_events(expanded)))


def _events(expanded: Sequence[Expanded]) -> Iterator[Event]:
    for number, one in enumerate(expanded):
        for event in one.facts.events:
            yield event.model_copy(update={"event_id": f"{number}.{event.event_id}"})
