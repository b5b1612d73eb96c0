# SPDX-License-Identifier: EUPL-1.2
"""One convention, or the programme, followed: what stands of its rules, and what facts and days change of it."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...schema.convention import Convention, Interval
from ...schema.stream import VerdictFact
from ..definitions.registry import Registry
from ..intake.fact_tables import FactTables
from ..reports.rollup_groups import rollups_of
from ..reports.rollups import DutyStanding, duties_of
from ..tallies.layouts import DaysByUnit
from ..tallies.reporting import Reporters, reporting_of
from ..verdicts.escalations import escalations
from ..verdicts.evidence import Evidence
from ..verdicts.part import Part
from ..verdicts.run import Verdicts
from .changes import Changes
from .coming import Coming
from .digests import digest_of
from .emission import Numbers, Said, Told, said_of
from .happened import happened_of
from .judged_rows import JudgedRows, judged_rows
from .kept_counts import KeptCounts
from .narrowing import Place, narrowed
from .standing import Standing, empty_standing
from .touching import Touched, Touching

Judge = Callable[[FactTables, dt.date, Part | None], Verdicts]
"""Judges the facts as of a day: everything, or a part of it."""


class Followed:
    """What stands of one run; it says what changes, each thing once."""

    def __init__(
        self,
        convention: Convention,
        registry: Registry,
        judge: Judge,
        owing: Mapping[str, Interval],
        numbers: Numbers,
    ) -> None:
        """Nothing judged yet.

        Args:
            owing: The units that report, each with the term of the convention it reports under.
        """
        self._convention, self._registry, self._judge, self._numbers = convention, registry, judge, numbers
        self._owing = owing
        self._reporting: Reporters | None = None
        self._escalations, self._rollups = Said(numbers), Said(numbers)
        self._standing: dict[str, Standing] = {}
        self._duties: dict[str, DutyStanding] = {}
        self._touching: Touching | None = None
        self._kept: KeptCounts | None = None
        self._coming = Coming(convention)
        self._run: Verdicts | None = None
        self._day = 0
        self._moved: dict[str, list[int]] = {}
        self._whole: dict[str, str] = {}

    def verdicts(
        self, facts: FactTables, day: dt.date, changes: Changes, places: Collection[Place]
    ) -> list[VerdictFact]:
        """Judge what changes touch, and what the days passed have opened or closed; the verdicts that differ.

        Args:
            changes: Of the facts; events that have come into sight since the day last judged have happened too.
            places: Those of all events that count.
        """
        self._run, self._moved = None, {}
        if changes.submissions or changes.everything:
            self._reporting = None
        if self._touching is None or changes.everything:
            return self._taken(self._begun(self._judge(facts, day, None), facts), None)
        happened = happened_of(facts.con, self._touching.conditions)
        touched = self._touching.touched(changes, happened)
        assert self._kept is not None
        self._kept.take(happened, changes, day)
        self._coming.add_to(touched, day.toordinal(), self._touching.judged)
        if not touched.units:
            return []
        part = narrowed(touched, self._touching, places, self._known_reporting(facts), self._kept)
        return self._taken(self._judge(facts, day, part), touched, part.days)

    def _known_reporting(self, facts: FactTables) -> Reporters:
        if self._reporting is None:
            term = self._convention.term
            self._reporting = reporting_of(facts.con, self._owing, term, self._registry, facts.complete)
        return self._reporting

    def escalations(self) -> Iterator[Told]:
        """The runs of violations that the verdicts judged last have changed."""
        for rule, rows in self._moved.items():
            standing = self._standing[rule]
            if self._run is None or standing.rule.escalate is None:
                continue
            found = escalations(replace(self._run, frame=standing.table(rows)))
            groups = [(rule, standing.units[row].code) for row in rows]
            yield from self._escalations.changes(groups, found)

    def rollups(self) -> Iterator[Told]:
        """The roll-ups that the verdicts judged last have changed."""
        if self._run is None or not self._moved:
            return
        for rule in self._moved:
            for duty in duties_of(replace(self._run, frame=self._standing[rule].table())):
                self._duties[rule] = duty
        known = [self._duties[rule.id] for _, rule in self._run.rulebook.rules() if rule.id in self._duties]
        yield from self._rollups.changes([()], rollups_of(known, self._run))

    def _taken(
        self, run: Verdicts, touched: Touched | None, asked: Mapping[str, DaysByUnit] | None = None
    ) -> list[VerdictFact]:
        """Keep what was judged; the verdicts in it that say something else than before."""
        self._run, day = run, run.options.as_of.toordinal()
        rows = list(judged_rows(run.frame))
        facts = list(self._said(run, rows, touched))
        for judged in rows:
            standing = self._standing[judged.rule]
            at = standing.places(judged)
            if standing.role == "rule" and len(moved := at[0][standing.moved(judged, at, (self._day, day))]):
                self._moved[judged.rule] = np.unique(moved).tolist()
            standing.take(judged, at)
        self._day = day
        assert self._touching is not None
        rules = [each for each in self._touching.rules if touched is None or each.id in touched.units]
        self._coming.judged(rules, list(run.evidence.tallies.values()), day, asked)
        return facts

    def _begun(self, run: Verdicts, facts: FactTables) -> Verdicts:
        """What stands of rules that come into a run for the first time, and what is kept of all that it counted."""
        rules = [rule for _, rule in run.rulebook.rules() if rule.id in run.duties]
        self._touching = Touching(rules, self._convention, self._registry)
        self._kept = KeptCounts(run, self._touching, self._registry, facts.con)
        self._whole = {part.id: rule.id for rule in rules for part in (rule, *rule.members)}
        for rule_id, rule in run.duties.items():
            if rule_id not in self._standing:
                role = "rule" if self._whole[rule_id] == rule_id else "component"
                self._standing[rule_id] = empty_standing(rule, role, self._convention, self._registry)
        return replace(run, evidence=run.evidence.kept_by(self._kept))

    def _said(
        self, run: Verdicts, rows: Sequence[JudgedRows], touched: Touched | None
    ) -> Iterator[VerdictFact]:
        """The verdicts that are not the same as last said, evidence included."""
        doubtful = [(judged, self._doubtful(judged, touched)) for judged in rows]
        spans = {judged.rule: self._span(judged, places) for judged, places in doubtful if len(places)}
        some = replace(run, evidence=run.evidence.between(spans))
        differing = [
            judged.places[place]
            for judged, places in doubtful
            for place in self._differing(judged, places, some.evidence)
        ]
        if not differing:
            return
        for verdict in replace(some, frame=run.frame.iloc[differing]).models():
            standing = self._standing[verdict.rule]
            at = standing.row_of[verdict.unit], standing.column_of[verdict.window.label]
            before, standing.said[at] = int(standing.said[at]), self._numbers.next()
            yield said_of(verdict, int(standing.said[at]), before)

    def _differing(self, judged: JudgedRows, places: NDArray[np.intp], evidence: Evidence) -> Iterator[int]:
        """Which of some verdicts of a rule say something else, or rest on other events: that is kept."""
        standing = self._standing[judged.rule]
        for place, told in zip(places.tolist(), judged.told[places].tolist(), strict=True):
            unit, window = judged.units[place], judged.windows[place]
            at = standing.row_of[unit], standing.column_of[window]
            proof = digest_of(evidence.of(judged.rule, unit, window))
            if not standing.said[at] or int(standing.told[at]) != told or int(standing.proof[at]) != proof:
                standing.proof[at] = proof
                yield place

    def _span(self, judged: JudgedRows, places: NDArray[np.intp]) -> tuple[dt.date, dt.date]:
        """The first and the last day of the windows of some verdicts of a rule."""
        standing = self._standing[judged.rule]
        windows = [standing.windows[standing.column_of[judged.windows[place]]] for place in places.tolist()]
        return min(window.start for window in windows), max(window.end for window in windows)

    def _doubtful(self, judged: JudgedRows, touched: Touched | None) -> NDArray[np.intp]:
        """Which of the verdicts of a rule say something else, or may rest on other events."""
        standing = self._standing[judged.rule]
        at = standing.places(judged)
        differs = (standing.told[at] != judged.told) | (standing.said[at] == 0)
        if touched is None:
            return np.arange(len(judged.places))
        evident = np.zeros(standing.said.shape, bool)
        for unit, days in touched.evident.get(self._whole[judged.rule], {}).items():
            if (row := standing.row_of.get(unit)) is not None:
                evident[row, slice(None) if days is None else standing.columns_of(days)] = True
        return np.flatnonzero(differs | evident[at])
