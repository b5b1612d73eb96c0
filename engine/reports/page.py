# SPDX-License-Identifier: EUPL-1.2
"""What every part of a report is given, and the figures of verdicts in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...schema.convention import Programme
from ...schema.escalation import Escalation
from ...schema.finding import OutOfOrder
from ...schema.rule import Rule
from ..definitions.registry import Registry
from ..language.words import Words
from ..verdicts.escalations import escalations
from ..verdicts.out_of_order import out_of_order
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import VerdictRow, rows_of
from ..words.duties import DutyWords
from ..words.owners import owed_by, parties_named
from ..words.states import COUNTED
from .layout import Marks

NAMES = 8
"""Units named in one sentence; the others are counted."""


EVENTS = 1
"""How many events are named that were not preceded or answered in time."""

MANY = 10
"""From so many on, progress is told beside observed and required; of fewer they tell it themselves."""


@dataclass(frozen=True)
class Page:
    """What every part of a report needs: the run, the names of units, the words and the marks.

    Attributes:
        programme: Of the page of the national rules, the programme they were judged under.
        given: The conventions of its members that were given.
    """

    verdicts: Verdicts
    registry: Registry
    words: Words
    marks: Marks
    programme: Programme | None = None
    given: tuple[str, ...] = ()

    @cached_property
    def escalations(self) -> tuple[Escalation, ...]:
        """The runs of violations to be reported."""
        return escalations(self.verdicts)

    @cached_property
    def parts(self) -> Mapping[str, Sequence[VerdictRow]]:
        """The verdicts of each member of a composition, by its id."""
        frame = self.verdicts.frame
        found: dict[str, list[VerdictRow]] = {}
        for row in rows_of(frame[frame["role"] == "component"]):
            found.setdefault(row.rule, []).append(row)
        return found

    @cached_property
    def duty_words(self) -> DutyWords:
        """Puts duties into words, with the numbers in force on the day of the run."""
        verdicts = self.verdicts
        return DutyWords(
            verdicts.convention, verdicts.rulebook.vocabulary, self.words, verdicts.options.as_of
        )

    def out_of_order(self, run: Sequence[VerdictRow]) -> list[str]:
        """The first of what was not preceded or answered in time in some windows of a unit, with both days."""
        rule, first, last = run[0].rule, run[0].start, run[-1].end
        if rule not in self._out_of_order:
            self._out_of_order[rule] = out_of_order(self.verdicts, rule)
        events = [one for one in self._out_of_order[rule].get(run[0].unit, ()) if first <= one.day <= last]
        return [self.duty_words.out_of_order(self.verdicts.duties[rule], one) for one in events[:EVENTS]]

    @cached_property
    def _out_of_order(self) -> dict[str, Mapping[str, Sequence[OutOfOrder]]]:
        return {}

    def unit(self, code: str) -> str:
        """The name of a unit, or its code where it has none."""
        found = self.registry.get(code)
        return found.name if found is not None and found.name else code

    def some(self, units: Sequence[str], separator: str = ", ") -> str:
        """Units in words, the first of many.

        Args:
            units: Each as it is to be named.
        """
        named, more = separator.join(units[:NAMES]), len(units) - NAMES
        if more <= 0:
            return named
        return f"{named} {self.words.plural('and {count} more unit', 'and {count} more units', more)}"

    def counted(self, state: str, count: int) -> str:
        """So many in a state: `3 violated`."""
        return self.words.marked_plural(COUNTED[state], count)

    def to_do(self, row: VerdictRow) -> str:
        """How much is missing, under the title that says of what, and the last day on which it can be done."""
        end = row.end
        assert isinstance(end, dt.date)
        unit = self.registry.get(str(row.unit))
        ends = [end, self.verdicts.convention.term.end, *([unit.valid_to] if unit else [])]
        return self.words.text(
            "{things} more, to be done by {day}",
            day=self.words.day(min(ends)),
            things=number_said(row.shortfall, self.words),
        )

    def owed_by(self, rule: Rule) -> str:
        """Who owes it: `owed by ANPAL Servizi`."""
        return owed_by(rule.owed_by, self.verdicts.rulebook.vocabulary, self.words)

    def owners(self, rule: Rule) -> str:
        """The parties that owe it."""
        return parties_named(rule.owed_by, self.verdicts.rulebook.vocabulary, self.words)

    def judged(self, rule: Rule) -> str:
        """Where it is due, in the plural: `Job centres`."""
        kinds = self.verdicts.rulebook.vocabulary.unit_kinds
        language = self.words.language
        return ", ".join(
            kinds[kind].plural.in_language(language) for kind in rule.for_each.kind if kind in kinds
        )


def said(row: VerdictRow, words: Words) -> str:
    """Observed and required: `0 of 1`; of many with the progress, `99.9 % (3,999 of 4,000)`."""
    figures, required = of_required(row, words), row.required or 0
    if required < MANY or row.observed is None:
        return figures
    return f"{words.percent(row.observed, required)} ({figures})"


def of_required(row: VerdictRow, words: Words) -> str:
    """Observed and required alone, where a bar says the progress."""
    observed = number_said(row.observed, words)
    if not row.required:
        return observed
    return words.text("{observed} of {required}", observed=observed, required=words.number(row.required))


def lacking(row: VerdictRow, words: Words) -> str:
    """What is missing, or what is too much."""
    if row.headroom is not None:
        return words.text("{count} too many", count=words.number(max(0, -row.headroom)))
    if row.shortfall is None:
        return ""
    return words.plural("{count} missing", "{count} missing", row.shortfall)


def number_said(value: int | None, words: Words) -> str:
    """A number as written; a word in place of one that is withheld."""
    return words.text("withheld") if value is None else words.number(value)
