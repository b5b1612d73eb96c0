# SPDX-License-Identifier: EUPL-1.2
"""Items: what the verdicts of one run leave to be done, one item a verdict or deadline."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...schema.agenda import AgendaItem, Part
from ...schema.rule import Rule
from ...schema.verdict import Window
from ..tallies.deadlines import written_pair
from ..tallies.tally import Tallies, grace_days_of
from ..tallies.waits import Wait, waits_of
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import VerdictRow, rows_of
from .parts import parts_of, still_needed, to_do_of
from .places import OpenDays, Places

OPEN = ("pending",)
COMING = ("pending", "violation", "not_evaluable")
"""A window that has not begun when the agenda is made is judged as if it were over: nothing is done in it yet."""


class Items:
    """The items of one run.

    Attributes:
        start: The day the agenda looks from, whatever the day of the run.
    """

    def __init__(self, verdicts: Verdicts, start: dt.date) -> None:
        self._verdicts, self.start = verdicts, start
        self._rules = {rule.id: rule for _, rule in verdicts.rulebook.rules()}
        self._places = Places(verdicts)
        self._rows = rows_of(verdicts.frame)
        self._parts: dict[tuple[str, str], dict[str, VerdictRow]] = defaultdict(dict)
        for row in self._rows:
            if row.role == "component":
                self._parts[row.unit, row.window][row.rule] = row

    def open(self) -> Iterator[AgendaItem]:
        """What is left of the windows that have begun."""
        for row in self._rows:
            rule = self._rules.get(row.rule)
            if rule is None or row.role == "component":
                continue
            if written_pair(rule) is not None:
                yield from self._waiting(row, rule)
            elif row.kind in OPEN:
                yield from self._missing(row, rule)

    def coming(self) -> Iterator[AgendaItem]:
        """What is to be done in the windows that begin after the day of the agenda."""
        for row in self._rows:
            rule = self._rules.get(row.rule)
            if rule is None or row.role == "component" or row.start <= self.start:
                continue
            if row.kind in COMING and written_pair(rule) is None:
                yield from self._missing(row, rule)

    def _missing(self, row: VerdictRow, rule: Rule) -> Iterator[AgendaItem]:
        """What is missing of a minimum or a composition; a maximum asks for nothing."""
        tallies = self._places.tallies(rule.id)
        to_do, parts = to_do_of(row), tuple[Part, ...]()
        if tallies is None or (rule.comparator == "at_most" and not rule.members):
            return
        if rule.members:
            rows = self._parts[row.unit, row.window]
            mine = {member.id: rows[member.id] for member in rule.members}
            parts, to_do = parts_of(rule, mine), still_needed(row, rule, list(mine.values()))
        if to_do != 0 and (parts or not rule.members):
            days = self._places.days(tallies, row.unit, row.window, row.due)
            yield self._item(row, rule, to_do, days, row.due, parts)

    def _waiting(self, row: VerdictRow, rule: Rule) -> Iterator[AgendaItem]:
        """What waits to be preceded or answered, by the day it waits until."""
        if row.kind in ("not_applicable", "suspended") or row.observed == row.required:
            return
        tallies = self._places.tallies(rule.id)
        assert tallies is not None
        groups: dict[tuple[dt.date, dt.date], list[Wait]] = defaultdict(list)
        for wait in self._waits(tallies, row):
            if wait.partner is None and wait.closing >= self.start:
                groups[wait.closing, wait.until].append(wait)
        for (closing, until), waiting in sorted(groups.items()):
            first = min(wait.dated.date for wait in waiting)
            yield self._item(row, rule, len(waiting), OpenDays(first, until), closing, ())

    def _waits(self, tallies: Tallies, row: VerdictRow) -> Sequence[Wait]:
        convention = self._verdicts.convention
        waits, _ = waits_of(
            self._verdicts.evidence.cube,
            tallies.frame,
            convention,
            grace_days_of(tallies.rule, convention),
            self.start,
            self._places.place(tallies, row.unit, row.window),
        )
        return waits

    def _item(
        self,
        row: VerdictRow,
        rule: Rule,
        to_do: int | None,
        days: OpenDays,
        due: dt.date,
        parts: tuple[Part, ...],
    ) -> AgendaItem:
        return AgendaItem(
            convention=self._verdicts.convention.convention,
            objective=row.objective,
            rule=rule.id,
            title=rule.title,
            clauses=rule.clauses,
            modality=rule.modality,
            owed_by=rule.owed_by,
            form=rule.form,
            unit=row.unit,
            unit_kind=row.unit_kind,
            window=Window(label=row.window, start=row.start, end=row.end),
            measure=rule.form if rule.members or written_pair(rule) else rule.measure.label(),
            required=row.required,
            observed=row.observed,
            to_do=to_do,
            first_day=days.first if days.last < self.start else max(days.first, self.start),
            last_day=days.last,
            due=due,
            at_risk=row.at_risk and row.start <= self.start,
            report_only=days.last < self.start or rule.order is not None,
            needs_figure=to_do is None,
            parts=parts,
        )
