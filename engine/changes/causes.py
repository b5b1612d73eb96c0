# SPDX-License-Identifier: EUPL-1.2
"""Causes: of the verdicts that changed, which submissions received in between touched the facts behind them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...schema.change import Cause, Touch
from ...schema.convention import Suspension
from ...schema.rule import Rule
from ..definitions.calendar import month_end
from ..tallies.receipts import is_derived
from ..tallies.tally import Tallies
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import VerdictRow
from .differences import Difference, Key
from .figures import MovedFigures
from .matches import matches
from .moved import Known
from .paired import PairedEvents

Touched = set[tuple[str | None, str, object]]
"""Submission, what it did, and the thing it did it to."""


class Causes:
    """Looks up what touched a verdict, in the facts two runs know."""

    def __init__(self, before: Verdicts, after: Verdicts, changed: Mapping[Key, Difference]) -> None:
        self._runs = (before, after)
        self._known = Known(before.evidence.cube.con, after.evidence.cube.con)
        self._figures = MovedFigures(self._known)
        self._paired = PairedEvents(before, after)
        self._changed = changed
        self._units: dict[tuple[str, str], list[Key]] = defaultdict(list)
        self._keys: dict[str, list[Key]] = defaultdict(list)
        for key in changed:
            self._keys[key[0]].append(key)
            self._units[key[0], key[1]].append(key)
        self._events = {key: touched for rule in self._keys for key, touched in self._by_key(rule).items()}

    def of(self, key: Key, difference: Difference, time: bool) -> Cause:
        """The cause of one change.

        Args:
            time: Part of it comes with the later day the second run looks from.
        """
        row = difference[1] or difference[0]
        assert row is not None
        touched: Touched = set(self._events.get(key, ()))
        touched.update(self._of_figures(key, row))
        touched.update((name, "received", name) for name in self._arrivals(key, difference, row))
        suspensions = tuple(one.id for one in self._suspensions(key, row))
        return Cause(time=time, submissions=self._touches(touched), suspensions=suspensions)

    def _touches(self, touched: Touched) -> tuple[Touch, ...]:
        counts: dict[str | None, Counter[str]] = defaultdict(Counter)
        for submission, how, _ in touched:
            counts[submission][how] += 1
        received = self._known.received
        ordered = sorted(counts, key=lambda name: (received.get(name or "", dt.date.min), name or ""))
        return tuple(self._touch(name, counts[name]) for name in ordered)

    def _touch(self, name: str | None, counts: Mapping[str, int]) -> Touch:
        month, units = self._known.reports_on.get(name or "", (None, ()))
        return Touch(
            submission=name,
            received=self._known.received.get(name or ""),
            month=month,
            units=units,
            **{how: number for how, number in counts.items() if how != "received"},
        )

    def _by_key(self, rule: str) -> dict[Key, Touched]:
        """What the events that moved did to each changed verdict of a rule."""
        found: dict[Key, set[str]] = defaultdict(set)
        paired: dict[tuple[str, Key], set[str]] = defaultdict(set)
        for run in self._runs:
            for one in _tallied(run, rule):
                for match in matches(one, run.evidence.cube, list(self._known.events)):
                    for key in self._chosen(rule, match.unit, match.window):
                        if match.part == "paired":
                            paired[one.rule.id, key].add(match.event_id)
                        elif match.part == "counted" or self._active_otherwise(key):
                            found[key].add(match.event_id)
        for (part, key), ids in paired.items():
            found[key] |= self._paired.touching(part, (key[1], key[2]), ids)
        return {key: {self._moved(event_id) for event_id in ids} for key, ids in found.items()}

    def _moved(self, event_id: str) -> tuple[str | None, str, object]:
        moved = self._known.events[event_id]
        return moved.submission, moved.how, event_id

    def _active_otherwise(self, key: Key) -> bool:
        """Whether `when` asks for other days than before: nothing else comes of the events it speaks of."""
        before, after = self._changed[key]
        if before is None or after is None:
            return True
        return (before.active_days, before.threshold) != (after.active_days, after.threshold)

    def _chosen(self, rule: str, unit: str | None, window: str | None) -> Sequence[Key]:
        """The changed verdicts of a rule at a unit, or everywhere, in a window, or in any."""
        keys = self._keys[rule] if unit is None else self._units.get((rule, unit), [])
        return [key for key in keys if window is None or key[2] == window]

    def _of_figures(self, key: Key, row: VerdictRow) -> Iterator[tuple[str | None, str, object]]:
        run = self._runs[1]
        registry = run.evidence.cube.registry
        below = {key[1], *registry.descendants(key[1]), *registry.predecessors(key[1])}
        for one in _tallied(run, key[0]):
            share = one.rule.measure.share
            for figure in () if share is None else self._figures.of(share.of):
                if not figure.owners.isdisjoint(below) and figure.within(row.start, row.end):
                    yield figure.submission, "figures", figure

    def _arrivals(self, key: Key, difference: Difference, row: VerdictRow) -> Iterator[str]:
        """Submissions that were awaited, or that are themselves what the rule counts."""
        before = difference[0]
        awaited = set() if before is None else set(before.incomplete)
        derived = any(is_derived(one.rule) for one in _tallied(self._runs[1], key[0]))
        for name, (month, units) in self._known.arrived.items():
            last = month_end(dt.date.fromisoformat(f"{month}-01"))
            counted = derived and key[1] in units and row.start <= last <= row.end
            if counted or not awaited.isdisjoint(f"{unit} {month}" for unit in units):
                yield name

    def _suspensions(self, key: Key, row: VerdictRow) -> Iterator[Suspension]:
        """Suspensions that one of the runs does not know yet."""
        days = [run.options.known_at for run in self._runs]
        duties = [one.duty for one in _tallied(self._runs[1], key[0])]
        for suspension in self._runs[1].convention.suspensions:
            known = {
                day is None or suspension.known_from is None or suspension.known_from <= day for day in days
            }
            overlaps = suspension.start <= row.end and suspension.end >= row.start
            if len(known) > 1 and overlaps and any(duty.suspended_by(suspension, key[1]) for duty in duties):
                yield suspension


def _tallied(run: Verdicts, rule_id: str) -> list[Tallies]:
    """What was counted for a rule: its own tallies, or those of the parts of a composition."""
    tallies = run.evidence.tallies
    if rule_id in tallies:
        return [tallies[rule_id]]
    return [one for one in tallies.values() if _composed_by(one, rule_id)]


def _composed_by(one: Tallies, rule_id: str) -> bool:
    composed: Rule | None = one.duty.composed
    return composed is not None and composed.id == rule_id
