# SPDX-License-Identifier: EUPL-1.2
"""Examples: one kept and one broken for a rule, taken from the cases that prove it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...schema.case import Expected
from ...schema.convention import Convention
from ...schema.facts import Event, Facts
from ...schema.rule import Rule
from ...schema.vocabulary import Vocabulary
from ..cases.expansion import Defaults, Expanded, expand
from ..cases.unfolding import LocatedCase
from ..definitions.calendar import windows
from ..language.catalogue import mark
from ..language.words import Words
from ..words.conditions import ConditionWords
from ..words.states import REASONS, STATES, state_code
from ..words.windows import window_words

SHOWN = 6
"""Facts of an example that are shown; of more, how many there are."""

TOLD = {"attainment": mark("Kept"), "violation": mark("Broken"), "missed_goal": mark("Not reached")}


class RuleExample(NamedTuple):
    """A case as a reader sees it.

    Attributes:
        kind: `attainment` or `violation`.
        sentence: As its author wrote it, in English.
        facts: What happened, a line each.
        outcome: What is decided, where and for which window.
    """

    kind: str
    heading: str
    sentence: str
    facts: tuple[str, ...]
    outcome: tuple[str, ...]


def examples_of(
    rule: Rule, cases: Sequence[LocatedCase], defaults: Defaults, vocabulary: Vocabulary, words: Words
) -> Iterator[RuleExample]:
    """The plainest case in which the rule is kept, and the plainest in which it is broken."""
    for kind in ("attainment", "violation"):
        chosen = _plainest(rule, cases, kind)
        if chosen is not None:
            yield _Reader(rule, expand(chosen.case, defaults), vocabulary, words).example(
                chosen, kind, words.marked(TOLD[state_code(kind, rule.modality)])
            )


def _plainest(rule: Rule, cases: Sequence[LocatedCase], kind: str) -> LocatedCase | None:
    """The case with the fewest other verdicts and facts among those that expect `kind`."""
    found = [
        (_others(one, kind), len(one.case.events) + len(one.case.populations), position)
        for position, one in enumerate(cases)
        if any(each.kind == kind for each in expectations(one, rule.id))
    ]
    return cases[min(found)[-1]] if found else None


def _others(located: LocatedCase, kind: str) -> int:
    return sum(each.kind != kind for each in located.case.expect or located.case.only or ())


def expectations(located: LocatedCase, rule: str) -> list[Expected]:
    """The verdicts that a case expects of a rule itself, not of its members."""
    return [one for one in located.case.expect or located.case.only or () if one.rule in (None, rule)]


class _Reader:
    """Puts one case into words."""

    def __init__(self, rule: Rule, expanded: Expanded, vocabulary: Vocabulary, words: Words) -> None:
        self._rule, self._expanded, self._vocabulary, self._words = rule, expanded, vocabulary, words
        self._conditions = ConditionWords(vocabulary, words)

    def example(self, located: LocatedCase, kind: str, heading: str) -> RuleExample:
        words = self._words
        expected = [one for one in expectations(located, self._rule.id) if one.kind == kind]
        seen = words.text("Seen on {day}", day=words.day(self._expanded.as_of))
        outcome = [*map(self._outcome, expected[:SHOWN]), seen]
        return RuleExample(
            kind,
            heading,
            located.case.case,
            tuple(self._facts(self._expanded.facts)),
            tuple(outcome),
        )

    def _facts(self, facts: Facts) -> Iterator[str]:
        yield from self._populations(facts)
        events = sorted(facts.events, key=lambda one: (one.date, one.event_id))
        yield from map(self._event, events[:SHOWN])
        if len(events) > SHOWN:
            yield self._words.plural("and {count} more", "and {count} more", len(events) - SHOWN)
        if not events:
            yield self._words.text("no event")

    def _event(self, event: Event) -> str:
        units = ", ".join(map(self._unit, event.unit))
        details = self._conditions.details(event.model_dump())
        name = self._conditions.title("event", event.event)
        return " · ".join(part for part in (self._words.day(event.date), name, details, units) if part)

    def _populations(self, facts: Facts) -> Iterator[str]:
        people = Counter(one.population for one in facts.populations if one.person is not None)
        sizes: Mapping[str, int] = {
            one.population: one.size or 0 for one in facts.populations if one.person is None
        }
        for code, count in {**sizes, **people}.items():
            title = self._vocabulary.populations[code].title.in_language(self._words.language)
            yield f"{title}: {self._words.number(count)}"

    def _outcome(self, expected: Expected) -> str:
        words = self._words
        state = state_code(expected.kind, self._rule.modality)
        parts = [self._unit(expected.unit), self._window(expected.window), words.marked(STATES[state])]
        if expected.observed is not None and expected.required:
            observed, required = words.number(expected.observed), words.number(expected.required)
            parts.append(words.text("{observed} of {required}", observed=observed, required=required))
        if expected.reason is not None and expected.reason.partition(":")[0] in REASONS:
            parts.append(words.marked(REASONS[expected.reason.partition(":")[0]]))
        return " · ".join(parts)

    def _unit(self, code: str) -> str:
        found = self._expanded.registry.get(code)
        return found.name if found is not None and found.name else code

    def _window(self, label: str) -> str:
        return window_words(label, self._start(label, self._expanded.convention), self._words)

    def _start(self, label: str, convention: Convention) -> dt.date:
        found = windows(self._rule.per, convention.term, convention.term.end, convention.year_basis)
        return next((one.start for one in found if one.label == label), convention.term.start)
