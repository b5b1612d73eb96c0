# SPDX-License-Identifier: EUPL-1.2
"""What has been said of each thing, and what is to be said now: what is new, changed, or holds no more."""

from collections.abc import Iterable, Iterator

from ...schema.escalation import Escalation
from ...schema.rollup import Rollup
from ...schema.stream import EscalationFact, RollupFact, StreamFact, VerdictFact
from ...schema.verdict import Verdict

Found = Verdict | Escalation | Rollup
Identity = tuple[str, ...]

UNHEEDED = frozenset({"as_of", "known_at", "seq", "supersedes"})
"""Fields that tell when something was said, not what."""


def identity(fact: Found) -> Identity:
    """What stays the same of a verdict, an escalation or a roll-up while the rest of it changes."""
    if isinstance(fact, Verdict):
        return "verdict", fact.convention, fact.rule, fact.unit, fact.window.label
    if isinstance(fact, Escalation):
        return "escalation", fact.convention, fact.rule, fact.unit, fact.from_
    return "rollup", fact.convention, fact.by, fact.key


class Emission:
    """Numbers what is said, and says nothing twice."""

    def __init__(self) -> None:
        self._seq = 0
        self._last: dict[Identity, StreamFact] = {}

    def changes(self, found: Iterable[Found]) -> Iterator[StreamFact]:
        """What differs from what was last said, in the order it was found; then what was not found any more."""
        standing: set[Identity] = set()
        day = None
        for fact in found:
            key, day = identity(fact), fact.as_of
            standing.add(key)
            if (said := self._said(key, _told(fact))) is not None:
                yield said
        for key, last in list(self._last.items()):
            if key not in standing and not last.withdrawn:
                update = {"withdrawn": True, "as_of": day or last.as_of}
                yield from filter(None, [self._said(key, last.model_copy(update=update))])

    def _said(self, key: Identity, fact: StreamFact) -> StreamFact | None:
        last = self._last.get(key)
        if last is not None and _content(last) == _content(fact):
            return None
        self._seq += 1
        numbers = {"seq": self._seq, "supersedes": None if last is None else last.seq}
        self._last[key] = fact.model_copy(update=numbers)
        return self._last[key]


def _content(fact: StreamFact) -> dict[str, object]:
    return {name: value for name, value in vars(fact).items() if name not in UNHEEDED}


def _told(fact: Found) -> StreamFact:
    if isinstance(fact, Verdict):
        return VerdictFact.model_construct(**vars(fact), seq=0)
    if isinstance(fact, Escalation):
        return EscalationFact.model_construct(**vars(fact), seq=0)
    return RollupFact.model_construct(**vars(fact), seq=0)
