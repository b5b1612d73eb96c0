# SPDX-License-Identifier: EUPL-1.2
"""What a fact touches: the rules it can matter to, at which units, and the days on which it is evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...schema.condition import ForEach, Where
from ...schema.convention import Convention
from ...schema.rule import Duty, Rule
from ..definitions.registry import Registry
from ..tallies.layouts import judged_units
from ..tallies.moments import paired_conditions
from ..tallies.receipts import is_derived
from .changes import Changes
from .happened import Happened
from .reach import Reach

Days = set[int]


@dataclass
class Touched:
    """What is to be counted and decided again.

    Attributes:
        units: By rule; what is not in it stays as it is.
        evident: By rule and unit, the ordinals of the days in whose windows the evidence may be other; none for all.
        undecided: By rule, units at which the passing of time matters.
    """

    units: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    evident: dict[str, dict[str, Days | None]] = field(default_factory=lambda: defaultdict(dict))
    undecided: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, rule: str, units: Iterable[str], day: int | None = None) -> None:
        """Add units of a rule.

        Args:
            day: The only one on which the evidence may be other; none if any day's may.
        """
        for unit in units:
            self.units[rule].add(unit)
            days = self.evident[rule].setdefault(unit, set())
            if day is None:
                self.evident[rule][unit] = None
            elif days is not None:
                days.add(day)

    def add_undecided(self, rule: str, units: Iterable[str]) -> None:
        """Add units at which the passing of time matters; their evidence stays as it is."""
        self.undecided[rule].update(units)
        self.units[rule].update(self.undecided[rule])

    def days(self, rule: Rule) -> dict[str, Days | None]:
        """By unit, the days in whose windows the verdicts of a rule may be other; none for all."""
        units, evident, undecided = self.units[rule.id], self.evident[rule.id], self.undecided[rule.id]
        if written_over_time(rule):
            return dict.fromkeys(units)
        return {unit: None if unit in undecided else evident.get(unit) for unit in units}


@dataclass(frozen=True)
class _Asked:
    """One condition of a rule.

    Attributes:
        anywhere: What meets it matters to every unit of the rule.
        ever: It is evidence for any window, not only for those of its day.
    """

    rule: str
    where: Where
    anywhere: bool
    ever: bool


class Touching:
    """Tells what facts touch, under one convention."""

    def __init__(self, rules: Sequence[Rule], convention: Convention, registry: Registry) -> None:
        self.reach = Reach(registry)
        term = convention.term
        alike = {_asked_of(rule.for_each): rule.for_each for rule in rules}
        units = {
            asked: frozenset(unit.code for unit in judged_units(each, registry, term))
            for asked, each in alike.items()
        }
        self.judged: Mapping[str, frozenset[str]] = {
            rule.id: units[_asked_of(rule.for_each)] for rule in rules
        }
        self.rules = rules
        asked_by: dict[Where, list[_Asked]] = defaultdict(list)
        for rule in rules:
            for asked in _asked_by(rule):
                asked_by[asked.where].append(asked)
        self.conditions, self._asked = tuple(asked_by), tuple(asked_by.values())
        self.types = {rule.id: _types(rule) for rule in rules}
        self.everywhere = frozenset(
            rule.id for rule in rules if any(asked.anywhere for asked in _asked_by(rule))
        )

    def touched(self, changes: Changes, happened: Iterable[Happened]) -> Touched:
        """What some changes, and what has happened, touch."""
        touched = Touched()
        for one in happened:
            near = self.reach.of(one.units, one.case)
            for place in one.met:
                for asked in self._asked[place]:
                    judged = self.judged[asked.rule]
                    at = judged if asked.anywhere else judged & near
                    touched.add(asked.rule, at, None if asked.ever else one.day)
        for row in set(changes.populations):
            near = self.reach.of(row.unit, row.case)
            for rule in self._shares_of(row.population):
                everywhere = row.population in changes.listed
                touched.add(rule.id, self.judged[rule.id] if everywhere else self.judged[rule.id] & near)
        for came in set(changes.submissions):
            near = self.reach.around(came.units.split("|"))
            for rule in self.rules:
                touched.add(rule.id, self.judged[rule.id] & near)
        return touched

    def _shares_of(self, population: str) -> Iterator[Rule]:
        for rule in self.rules:
            shares = (duty.measure.share for duty in (rule, *rule.members))
            if any(share is not None and share.of == population for share in shares):
                yield rule


def _asked_of(each: ForEach) -> str:
    """What is asked of the units of a rule: many rules ask the same."""
    return each.model_dump_json()


def _asked_by(rule: Rule) -> Iterator[_Asked]:
    """Every condition of a rule and of its members that events can meet."""
    for duty in (rule, *rule.members):
        if duty.where is not None and not is_derived(duty):
            yield _Asked(rule.id, duty.where, anywhere=False, ever=_since_joining(duty))
        written = duty.order or duty.response
        for where in paired_conditions(duty):
            yield _Asked(rule.id, where, anywhere=written is not None and written.same != "unit", ever=False)
    if rule.when is not None:
        region = rule.when.at == "region"
        yield _Asked(rule.id, rule.when.event, anywhere=region, ever=False)
        if rule.when.until is not None:
            yield _Asked(rule.id, rule.when.until.event, anywhere=region, ever=False)


def written_over_time(rule: Rule) -> bool:
    """Whether what happened in one window may matter to others."""
    since = any(map(_since_joining, (rule, *rule.members)))
    return since or rule.when is not None or is_paired(rule)


def is_paired(rule: Rule) -> bool:
    """Whether it joins events, which may lie in any month of the term."""
    return any(duty.order is not None or duty.response is not None for duty in (rule, *rule.members))


def _since_joining(duty: Duty) -> bool:
    share = duty.measure.share
    return share is not None and share.since is not None


def _types(rule: Rule) -> frozenset[str] | None:
    """The event types a rule asks for; none where it asks for any."""
    found: set[str] = set()
    for asked in _asked_by(rule):
        if asked.where.event.values is None:
            return None
        found |= {str(value) for value in asked.where.event.values}
    return frozenset(found)
