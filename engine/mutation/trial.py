# SPDX-License-Identifier: EUPL-1.2
"""The cases of one rule against its mutants: which case notices each, and what it would have seen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..cases.bench import COMPARED, Bench, ComparedVerdict, JudgedCases, judge_on
from ..cases.expansion import Defaults, expand
from ..cases.runner import compared, told
from ..cases.unfolding import LocatedCase
from ..definitions.rulebook import Rulebook
from .judged import judged_together
from .moved import moved
from .mutants import Mutant
from .side_by_side import alone


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


class TriedMutants(NamedTuple):
    """What the cases of a rule said of its mutants.

    Attributes:
        failing: The cases, by position, that fail as the rule stands: they would notice anything.
        killers: The case, by position, that first noticed each mutant; none for a survivor.
    """

    failing: tuple[int, ...]
    killers: tuple[int | None, ...]


class Trial:
    """The cases of one rule, each laid out once for all mutants."""

    def __init__(
        self,
        book: Rulebook,
        rule_id: str,
        cases: Sequence[LocatedCase],
        defaults: Defaults,
        bench: Bench,
    ) -> None:
        self._book, self._bench = book, bench
        self.objective, self.rule = next(found for found in book.rules() if found[1].id == rule_id)
        self.cases = cases
        self._expanded = [expand(located.case, defaults) for located in cases]

    def tried(self, mutants: Sequence[Mutant]) -> TriedMutants:
        """Show the rule and the mutants still alive to one case after another."""
        failing: list[int] = []
        killers: list[int | None] = [None] * len(mutants)
        for position, expanded in enumerate(self._expanded):
            facts = self._bench.lay_out(expanded.facts)
            alive = [number for number, killer in enumerate(killers) if killer is None]
            shown = [Mutant("", self.rule), *(mutants[one] for one in alive)]
            found = judged_together(facts, self._book, self.objective, expanded, shown)
            if self._notices(position, found[0]):
                failing.append(position)
            for number, judged in zip(alive, found[1:], strict=True):
                if self._notices(position, judged):
                    killers[number] = position
        return TriedMutants(tuple(failing), tuple(killers))

    def _notices(self, position: int, judged: JudgedCases | None) -> bool:
        return judged is None or not compared(self.cases[position], judged).passed

    def example(self, mutant: Mutant) -> Example | None:
        """A verdict on the facts of the cases that the mutant changes, though no case expects it."""
        before, after = (alone(self._book, self.objective, rule) for rule in (self.rule, mutant.rule))
        for located, expanded in zip(self.cases, self._expanded, strict=True):
            facts = self._bench.lay_out(expanded.facts)
            old, new = (
                judge_on(facts, before, expanded),
                judge_on(facts, after, moved(expanded, mutant.shifts)),
            )
            place = place_of(located), expanded.as_of.isoformat()
            for found in differences(place, old.verdicts, new.verdicts):
                return found
        return None


def place_of(located: LocatedCase) -> str:
    """Where a case is written."""
    return f"{located.path}:{located.line}"


def differences(
    facts: tuple[str | None, str], before: Sequence[ComparedVerdict], after: Sequence[ComparedVerdict]
) -> Iterator[Example]:
    """What differs between two sets of verdicts, in what a case may expect.

    Args:
        facts: The case they are about, none for the sample, and their day.
    """
    first, second = _by_place(before), _by_place(after)
    for key in sorted(first.keys() | second.keys()):
        old, new = first.get(key), second.get(key)
        if old is None or new is None:
            yield Example(*facts, *key, None, old.kind if old else None, new.kind if new else None)
            continue
        for name in COMPARED:
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                yield Example(*facts, *key, name, told(was), told(now))


def _by_place(verdicts: Sequence[ComparedVerdict]) -> Mapping[tuple[str, str, str], ComparedVerdict]:
    return {(one.rule, one.unit, one.window): one for one in verdicts}
