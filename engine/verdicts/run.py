# SPDX-License-Identifier: EUPL-1.2
"""A run: rules, convention, registry and facts in; verdicts out."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd

from ...schema.condition import When
from ...schema.convention import Convention, Interval, Programme, Suspension
from ...schema.rule import Objective, Rule
from ...schema.verdict import Verdict
from ..archive.currency import create_current, take_current
from ..definitions.programme import national_convention, national_registry
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables
from ..tallies.conditions import condition_met
from ..tallies.duties import TalliedDuty, members_of
from ..tallies.frames import Condition, Frame, build_frame
from ..tallies.layouts import Layouts
from ..tallies.receipts import is_derived
from ..tallies.reporting import Reporters, reporting_members, reporting_of, reporting_units
from ..tallies.setting import RunDates, TallySetting
from ..tallies.source import Source, scanned
from ..tallies.tally import Tallies, tally_all
from .decided import decide_all
from .evidence import Evidence
from .models import models_of
from .no_unit import no_unit
from .part import Part
from .table import table_of
from .verdict_rows import VerdictRow


@dataclass(frozen=True)
class Options:
    """What a run is asked.

    Attributes:
        as_of: The day the run looks from; later events are not seen.
        known_at: The day up to which submissions count as received; None takes everything held.
        rules: Only these rules, where given.
        objectives: Only the rules of these objectives, where given.
        units: Only the verdicts of these units, where given. Filters never change what is counted.
        readings: Readings chosen for this run in place of the convention's.
    """

    as_of: dt.date
    known_at: dt.date | None = None
    rules: frozenset[str] | None = None
    objectives: frozenset[str] | None = None
    units: frozenset[str] | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdicts:
    """The verdicts of a run.

    Attributes:
        frame: One row a verdict; columns in `table.COLUMNS`.
        out_of_scope: Rules that have no tally in this run, with the reason: `reading` (the convention
            selects another), `national` (no programme given), `no_submissions` (bare files).
        complete: The events came as bare files, which count as complete.
        public: Figures that tell of persons have been withheld.
    """

    frame: pd.DataFrame
    out_of_scope: tuple[tuple[str, str], ...]
    complete: bool
    convention: Convention
    options: Options
    rulebook: Rulebook
    duties: Mapping[str, Rule]
    evidence: Evidence
    public: bool = False

    def models(self) -> Iterator[Verdict]:
        """Every verdict with all its fields, evidence included, in the order of the table."""
        yield from models_of(
            self.frame,
            self.duties,
            self.rulebook.digest,
            self.convention.convention,
            self.evidence,
            self.options.as_of,
            self.options.known_at,
        )


JudgeOn = Callable[[FactTables, Options], Verdicts]
"""Judges facts under rules and a convention that stay the same."""


def judge(
    rulebook: Rulebook,
    convention: Convention,
    registry: Registry,
    facts: FactTables,
    options: Options,
    part: Part | None = None,
) -> Verdicts:
    """Judge every rule in scope, for every unit and window, on the facts known; or a part of that.

    Raises:
        DefinitionError: A rule asks for a parameter the convention does not have.
        EngineError: Verdicts and tallies do not match; no verdict may be trusted.
    """
    return _Run(rulebook, convention, registry, facts, options, part=part).verdicts()


def judge_programme(
    rulebook: Rulebook,
    programme: Programme,
    members: Sequence[tuple[Convention, Registry]],
    facts: FactTables,
    options: Options,
    part: Part | None = None,
) -> Verdicts:
    """Judge the national rules over all member conventions given.

    Once a window is closed, a target not reached cannot be judged while a member's convention is absent.

    Raises:
        DefinitionError: A rule asks for a parameter the programme does not have.
        EngineError: Verdicts and tallies do not match; no verdict may be trusted.
    """
    given = [convention.convention for convention, _ in members]
    absent = tuple(name for name in programme.members if name not in given)
    convention = national_convention(programme, [convention for convention, _ in members])
    registry = national_registry(programme, [registry for _, registry in members])
    national = _National(absent, reporting_members(members))
    return _Run(rulebook, convention, registry, facts, options, national, part).verdicts()


@dataclass(frozen=True)
class _National:
    """What only a run over the whole programme has.

    Attributes:
        absent: Member conventions that were not given.
        owing: Who reports under which member's term: kinds that report differ from one to another.
    """

    absent: tuple[str, ...]
    owing: Mapping[str, Interval]


class _Run:
    def __init__(
        self,
        rulebook: Rulebook,
        convention: Convention,
        registry: Registry,
        facts: FactTables,
        options: Options,
        national: _National | None = None,
        part: Part | None = None,
    ) -> None:
        # A cursor has temporary tables of its own, so that several runs may stand on the same facts.
        self.facts = replace(facts, con=facts.con.cursor())
        self.rulebook, self.convention, self.registry, self.options = rulebook, convention, registry, options
        self.national, self.part = national, part
        self.dates = RunDates(options.as_of, options.known_at)
        self.readings = {**convention.readings, **options.readings}
        self.out_of_scope: list[tuple[str, str]] = []
        self.rules = list(self._in_scope(rulebook.rules()))
        some = () if part is None else (part.units, part.since, part.days)
        self._layouts = Layouts(convention, registry, options.as_of, *some)
        self._conditions: dict[When, Condition] = {}
        if part is None:
            create_current(self.facts, options.known_at)
        else:
            take_current(self.facts.con, part.events)
        # No method of this run, which holds it: each would keep the other, and an archive open after the run.
        judged = [rule for _, rule in self.rules]
        scan = partial(scanned, self.facts.con, registry, convention, options.as_of, self._layouts, judged)
        self._source = Source(self.facts.con, registry, scan, None if part is None else part.kept)

    def verdicts(self) -> Verdicts:
        """Tally, decide, and put what was decided in a table."""
        tallied = self._tallied()
        composed = {
            rule.id: self._frame(TalliedDuty(objective, rule))
            for objective, rule in self._judged()
            if rule.members
        }
        judged = decide_all(tallied, composed, self.dates)
        table = table_of(
            judged,
            self.dates,
            self.convention.warn_days,
            self._suspensions,
            self._without_unit(),
            [rule.id for _, rule in self.rules],
        )
        if self.options.units is not None:
            table = table[table["unit"].isin(sorted(self.options.units))].reset_index(drop=True)
        duties = {rule.id: rule for _, rule in self.rules} | {one.rule.id: one.rule for one in tallied}
        evidence = Evidence(lambda: (tallied, self._source))
        return Verdicts(
            table,
            tuple(self.out_of_scope),
            self.facts.complete,
            self.convention,
            self.options,
            self.rulebook,
            duties,
            evidence,
        )

    def _in_scope(self, rules: Iterable[tuple[Objective, Rule]]) -> Iterator[tuple[Objective, Rule]]:
        for objective, rule in rules:
            if not self._asked(objective, rule) or (self.national and "nation" not in rule.for_each.kind):
                continue
            outside = self._outside(rule)
            if outside is not None:
                self.out_of_scope.append((rule.id, outside))
            elif self.part is None or rule.id in self.part.rules:
                yield objective, rule

    def _asked(self, objective: Objective, rule: Rule) -> bool:
        rules, objectives = self.options.rules, self.options.objectives
        return (rules is None or rule.id in rules) and (
            objectives is None or objective.objective in objectives
        )

    def _outside(self, rule: Rule) -> str | None:
        if "nation" in rule.for_each.kind and not self.national:
            return "national"
        if any(self.readings.get(name) != option for name, option in rule.reading.items()):
            return "reading"
        return "no_submissions" if is_derived(rule) and self.facts.complete else None

    @property
    def _suspensions(self) -> Sequence[Suspension]:
        """The suspensions known at the run's known_at."""
        known_at = self.options.known_at
        return [
            suspension
            for suspension in self.convention.suspensions
            if known_at is None or suspension.known_from is None or suspension.known_from <= known_at
        ]

    def _tallied(self) -> list[Tallies]:
        """The tallies of every rule in scope that has a unit."""
        absent = self.national.absent if self.national else ()
        setting = TallySetting(
            self.convention, self.rulebook.vocabulary, self._reporting(), self.dates, absent
        )
        duties = (
            member
            for objective, rule in self._judged()
            for member in members_of(TalliedDuty(objective, rule))
        )
        return tally_all(self._source, [(duty, self._frame(duty)) for duty in duties], setting)

    def _reporting(self) -> Reporters:
        """What was received of what is owed."""
        if self.part is not None:
            return self.part.reporting
        convention, registry = self.convention, self.registry
        owing = self.national.owing if self.national else reporting_units(convention, registry)
        return reporting_of(self.facts.con, owing, convention.term, registry, self.facts.complete)

    def _judged(self) -> Iterator[tuple[Objective, Rule]]:
        """The rules in scope that have a unit."""
        return ((objective, rule) for objective, rule in self.rules if self._layouts.of(rule).units)

    def _frame(self, duty: TalliedDuty) -> Frame:
        condition = None if duty.rule.when is None else self._condition(duty.rule.when)
        layout, as_of = self._layouts.asked(duty), self.options.as_of
        return build_frame(duty, layout, self.convention, as_of, self._suspensions, condition)

    def _condition(self, when: When) -> Condition:
        """Where a condition is met; many rules wait for the same."""
        if when not in self._conditions:
            codes, region = [unit.code for unit in self.registry.units], self.convention.region
            met = condition_met(self._source, when, region, codes, self.options.as_of)
            self._conditions[when] = met
        return self._conditions[when]

    def _without_unit(self) -> Iterator[VerdictRow]:
        """One verdict for each rule that has no unit of its kind in the term."""
        for objective, rule in self.rules:
            if not self._layouts.of(rule).units and self.convention.term.start <= self.options.as_of:
                yield no_unit(objective, rule, self.convention, self.registry)
