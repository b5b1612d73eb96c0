# SPDX-License-Identifier: EUPL-1.2
"""Judging an archive with what was kept of the last time: only what has been touched since is counted again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from ...schema.rule import Rule
from ..archive.currency import create_known
from ..intake.fact_tables import FactTables
from ..stream.touching import Touched, Touching
from ..tallies.duties import TalliedDuty, members_of
from ..tallies.reporting import Reporters, reporting_of
from ..verdicts.evidence import Counted, Evidence
from ..verdicts.part import Part
from ..verdicts.run import Options, Verdicts
from .added_up import AddedUp, Sums, nothing_yet
from .addends import Addends
from .adding import with_happened
from .changed import Since, changes_of, head_of, known_since
from .files import Kept, read, write
from .judged import Judged, rule_digest
from .table_file import Said
from .together import Scope, Together
from .touched import Touches


@dataclass(frozen=True)
class KeptJudge:
    """Judges an archive, and keeps what it found beside it."""

    archive: Path
    judged: Judged

    def __call__(self, facts: FactTables, options: Options) -> Verdicts:
        """Judge as ever; what is said is the same whatever was kept."""
        filtered = options.rules is not None or options.objectives is not None
        head = head_of(facts)
        if filtered or head is None or not facts.current:
            return self.judged.judge(facts, options)
        unfiltered, key = replace(options, units=None), self.judged.key(options)
        kept = read(self.archive, key)
        again = None if kept is None else _Again(self.judged, facts, unfiltered, kept).judged()
        found, sums = again or judged_anew(self.judged, facts, unfiltered)
        said = _said(self.judged, found, head)
        if kept is None or kept.said != said:
            write(self.archive, key, Kept(found.frame, sums, said))
        return _only(found, options)


def _said(judged: Judged, found: Verdicts, head: tuple[int, str]) -> Said:
    options = found.options
    return {
        "name": judged.name,
        "as_of": options.as_of.isoformat(),
        "known_at": None if options.known_at is None else options.known_at.isoformat(),
        "readings": dict(options.readings),
        "head": list(head),
        "rules": {
            rule.id: rule_digest(objective, rule) for objective, rule in judged.in_scope(found.out_of_scope)
        },
    }


def _only(found: Verdicts, options: Options) -> Verdicts:
    """The verdicts of the units asked for."""
    if options.units is None:
        return found
    table = found.frame
    table = table[table["unit"].isin(sorted(options.units))].reset_index(drop=True)
    return replace(found, frame=table, options=options)


def judged_anew(judged: Judged, facts: FactTables, options: Options) -> tuple[Verdicts, Sums]:
    """Everything judged, and what the events add up to."""
    found = judged.judge(facts, options)
    addends = Addends(
        list(judged.in_scope(found.out_of_scope)), judged.convention, judged.registry, options.as_of
    )
    tallied, source = found.evidence.counted
    counted = [(one.frame, one.counts) for one in tallied if one.counts is not None]
    return found, AddedUp(addends, nothing_yet(addends)).plus(counted, addends.met(source.cube)).sums


class _Again:
    """A run that starts from a table that was kept."""

    def __init__(self, judged: Judged, facts: FactTables, options: Options, kept: Kept) -> None:
        self._judged, self._options, self._kept = judged, options, kept
        self._facts = replace(facts, con=facts.con.cursor())
        self._con = self._facts.con

    def judged(self) -> tuple[Verdicts, Sums] | None:
        """The verdicts, and what the events add up to; none where everything is to be judged."""
        seq, entry = self._kept.said["head"]
        since = known_since(self._facts, self._options, seq, entry)
        if since is None:
            return None
        now = self._reporting()
        base = self._run(Part(frozenset(), frozenset(), None, now))
        scope = list(self._judged.in_scope(base.out_of_scope))
        changed, same = self._changed(scope), [rule.id for _, rule in scope] == [*self._kept.said["rules"]]
        if same and not (since.submissions or changed):
            return self._found(base, scope, self._kept.table), self._kept.sums
        if not since.whole:
            return None
        return self._counted_again(base, scope, since, changed, now)

    def _counted_again(
        self, base: Verdicts, scope: Scope, since: Since, changed: Sequence[Rule], now: Reporters
    ) -> tuple[Verdicts, Sums]:
        """What the submissions since and the rules that say something else touch, judged again.

        Args:
            changed: The rules that say something else now.
        """
        convention, registry = self._judged.convention, self._judged.registry
        touching = Touching([rule for _, rule in scope], convention, registry)
        touches = Touches(touching, convention, registry, self._options.as_of)
        added, touched = self._added(scope, changed), Touched()
        if since.submissions:
            changes = changes_of(self._con, since, self._options)
            added = with_happened(added, self._con, touching.reach)
            touched = touches.touched(changes, self._con, self._reporting(created=True), now)
        for rule in changed:
            touched.add(rule.id, touching.judged[rule.id])
            touched.add_undecided(rule.id, ())
        parts = touches.parts(touched, self._places(touched, added), now, added)
        tables = [self._run(part).frame for part in parts]
        ids = [each.id for rule in changed for each in (rule, *rule.members)]
        together = Together(scope, registry).table(self._kept.table, ids, tables)
        return self._found(base, scope, together), added.sums

    def _added(self, scope: Scope, changed: Sequence[Rule]) -> AddedUp:
        """What the events added up to for the rules that say the same as then."""
        addends = Addends(scope, self._judged.convention, self._judged.registry, self._options.as_of)
        others = {each.id for rule in changed for each in (rule, *rule.members)}
        same = (duty for duty in addends.duties if duty not in others)
        return AddedUp(addends, self._kept.sums.among(same, addends.awaited.values()))

    def _reporting(self, *, created: bool = False) -> Reporters:
        if not created:
            create_known(self._con, "submission_row", self._options.known_at)
        term, registry = self._judged.convention.term, self._judged.registry
        return reporting_of(self._con, self._judged.owing, term, registry, self._facts.complete)

    def _run(self, part: Part) -> Verdicts:
        return self._judged.judge(self._facts, self._options, part)

    def _changed(self, scope: Scope) -> list[Rule]:
        """The rules that say something else than when the table was kept."""
        known = self._kept.said["rules"]
        return [rule for objective, rule in scope if known.get(rule.id) != rule_digest(objective, rule)]

    def _places(self, touched: Touched, added: AddedUp) -> set[tuple[str, str | None]] | None:
        """The units that events name, with their case where that is a unit; none where that is of no use."""
        looked_at = [touched.units[rule] for rule in touched.units if rule not in added.rules]
        if not looked_at or any(self._judged.convention.region in units for units in looked_at):
            return None
        units = self._judged.registry.codes
        rows = self._con.execute('select distinct unit, "case" from current_event').fetchall()
        return {(unit, case if case in units else None) for unit, case in rows}

    def _found(self, base: Verdicts, scope: Scope, table: pd.DataFrame) -> Verdicts:
        duties = {each.rule.id: each.rule for pair in scope for each in members_of(TalliedDuty(*pair))}
        duties = {rule.id: rule for _, rule in scope} | duties
        return replace(base, frame=table, duties=duties, evidence=Evidence(self._counted))

    def _counted(self) -> Counted:
        """What everything is counted as, for whoever asks after all."""
        return self._judged.judge(self._facts, self._options).evidence.counted
