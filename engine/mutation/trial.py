# SPDX-License-Identifier: EUPL-1.2
"""The cases of one rule against its mutants: which of them notices, and what it would have seen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self, TypeVar

from ...schema.convention import Agreement
from ...schema.errors import ImpegniError
from ...schema.rule import Objective, Rule
from ...schema.verdict import Verdict
from ..cases.expansion import Defaults, Expanded, expand
from ..cases.runner import COMPARED, Judged, LocatedCase, compared, judge_on, told
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables, fact_tables_from
from .figures import shifted
from .mutants import Mutant

A = TypeVar("A", bound=Agreement)


class Example(NamedTuple):
    """A verdict that a mutant changes.

    Attributes:
        case: The place of the case on whose facts it was seen; none where those were the sample's.
        as_of: The day the facts were looked at from.
        field: What differs; none where only one of the two gives the verdict.
    """

    case: str | None
    as_of: str
    rule: str
    unit: str
    window: str
    field: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Prepared:
    """A case spelled out, its facts loaded once for all mutants."""

    located: LocatedCase
    expanded: Expanded
    facts: FactTables

    @classmethod
    def of(cls, located: LocatedCase, defaults: Defaults) -> Self:
        """The case as the runner would spell it out."""
        expanded = expand(located.case, defaults)
        return cls(located, expanded, fact_tables_from(expanded.facts))

    @property
    def place(self) -> str:
        """Where the case is written."""
        return f"{self.located.path}:{self.located.line}"

    def judged(self, book: Rulebook, shifts: Mapping[str, int]) -> Judged:
        """The verdicts on the facts of the case, under its agreement with some numbers moved."""
        return judge_on(self.facts, book, moved(self.expanded, shifts))


class Trial:
    """The prepared cases of one rule; those that noticed something last are asked first."""

    def __init__(
        self, book: Rulebook, rule_id: str, cases: Sequence[LocatedCase], defaults: Defaults
    ) -> None:
        self._book = book
        self.objective, self.rule = next(found for found in book.rules() if found[1].id == rule_id)
        self._cases = [Prepared.of(located, defaults) for located in cases]

    def close(self) -> None:
        """Give the tables of all cases back."""
        for case in self._cases:
            case.facts.con.close()

    def failing(self) -> Iterator[str]:
        """The places of cases that fail as the rule stands: they would notice anything."""
        book = alone(self._book, self.objective, self.rule)
        for case in self._cases:
            if not compared(case.located, case.judged(book, {})).passed:
                yield case.place

    def killer(self, mutant: Mutant) -> str | None:
        """The place of a case that fails under the mutant, none if it survives."""
        book = alone(self._book, self.objective, mutant.rule)
        for position, case in enumerate(self._cases):
            if _notices(case, book, mutant):
                self._cases.insert(0, self._cases.pop(position))
                return case.place
        return None

    def example(self, mutant: Mutant) -> Example | None:
        """A verdict on the facts of the cases that the mutant changes, though no case expects it."""
        before, after = (alone(self._book, self.objective, rule) for rule in (self.rule, mutant.rule))
        for case in self._cases:
            verdicts = case.judged(before, {}).verdicts, case.judged(after, mutant.shifts).verdicts
            for found in differences((case.place, case.expanded.as_of.isoformat()), *verdicts):
                return found
        return None


def _notices(case: Prepared, book: Rulebook, mutant: Mutant) -> bool:
    try:
        return not compared(case.located, case.judged(book, mutant.shifts)).passed
    except ImpegniError:
        return True


def alone(book: Rulebook, objective: Objective, rule: Rule) -> Rulebook:
    """The rulebook with one rule only, quick to go through."""
    return replace(book, objectives=(objective.model_copy(update={"rules": (rule,)}),))


def moved(expanded: Expanded, shifts: Mapping[str, int]) -> Expanded:
    """The case under an agreement whose numbers are moved."""
    if not shifts:
        return expanded
    programme = expanded.programme
    return expanded._replace(
        convention=moved_agreement(expanded.convention, shifts),
        programme=None if programme is None else moved_agreement(programme, shifts),
    )


def moved_agreement(agreement: A, shifts: Mapping[str, int]) -> A:
    """An agreement with parameters, written `$name`, and days of grace moved by so much."""
    parameters = {
        name: shifted(amount, shifts.get(f"${name}", 0)) for name, amount in agreement.parameters.items()
    }
    grace = max(agreement.grace_days + shifts.get("grace_days", 0), 0)
    return agreement.model_copy(update={"parameters": parameters, "grace_days": grace})


def differences(
    facts: tuple[str | None, str], before: Sequence[Verdict], after: Sequence[Verdict]
) -> Iterator[Example]:
    """What differs between two sets of verdicts, in what a case may expect.

    Args:
        facts: The case they are about, none for the sample, and their day.
    """
    first, second = (
        {(one.rule, one.unit, one.window.label): one for one in found} for found in (before, after)
    )
    for key in sorted(first.keys() | second.keys()):
        old, new = first.get(key), second.get(key)
        if old is None or new is None:
            yield Example(*facts, *key, None, old.kind if old else None, new.kind if new else None)
            continue
        for name in COMPARED:
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                yield Example(*facts, *key, name, told(was), told(now))
