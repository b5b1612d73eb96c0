# SPDX-License-Identifier: EUPL-1.2
"""What is said: lines numbered one after the other, each superseding the one before about the same thing."""

from collections.abc import Collection, Iterable, Iterator

from ...schema.escalation import Escalation
from ...schema.rollup import Rollup
from ...schema.stream import EscalationFact, RollupFact, VerdictFact
from ...schema.verdict import Verdict

UNHEEDED = frozenset({"as_of", "known_at", "seq", "supersedes"})
"""Fields that tell when something was said, not what."""

Group = tuple[str, ...]
"""What escalations and roll-ups are found for together: a rule and a unit, or all."""

Told = EscalationFact | RollupFact


class Numbers:
    """Numbers lines, from 1."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """The next number."""
        self._last += 1
        return self._last


def said_of(verdict: Verdict, number: int, before: int) -> VerdictFact:
    """A verdict as a line.

    Args:
        before: The number of the line before about the same tally; 0 where there is none.
    """
    return VerdictFact.model_construct(**vars(verdict), seq=number, supersedes=before or None)


class Said:
    """The escalations or roll-ups of one run as last said; nothing is said twice."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._last: dict[Group, dict[str, Told]] = {}

    def changes(self, groups: Collection[Group], found: Iterable[Escalation | Rollup]) -> Iterator[Told]:
        """What differs from what was last said of some groups; then what was not found of them any more."""
        standing: dict[Group, set[str]] = {group: set() for group in groups}
        day = None
        for fact in found:
            group, name = _place(fact)
            day = fact.as_of
            standing[group].add(name)
            yield from self._said(group, name, _line(fact))
        for group, names in standing.items():
            for name, last in list(self._last.get(group, {}).items()):
                if name not in names and not last.withdrawn:
                    gone = last.model_copy(update={"withdrawn": True, "as_of": day or last.as_of})
                    yield from self._said(group, name, gone)

    def _said(self, group: Group, name: str, fact: Told) -> Iterator[Told]:
        known = self._last.setdefault(group, {})
        last = known.get(name)
        if last is None or _content(last) != _content(fact):
            before = None if last is None else last.seq
            known[name] = fact.model_copy(update={"seq": self._numbers.next(), "supersedes": before})
            yield known[name]


def _place(fact: Escalation | Rollup) -> tuple[Group, str]:
    if isinstance(fact, Escalation):
        return (fact.rule, fact.unit), fact.from_
    return (), f"{fact.by} {fact.key}"


def _content(fact: Told) -> dict[str, object]:
    return {name: value for name, value in vars(fact).items() if name not in UNHEEDED}


def _line(fact: Escalation | Rollup) -> Told:
    if isinstance(fact, Escalation):
        return EscalationFact.model_construct(**vars(fact), seq=0)
    return RollupFact.model_construct(**vars(fact), seq=0)
