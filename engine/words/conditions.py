# SPDX-License-Identifier: EUPL-1.2
"""Conditions on events in words: `Information session (topic: AdR)`."""

from collections.abc import Mapping

from ...schema.condition import ForEach, Test, When, Where
from ...schema.vocabulary import Vocabulary
from ..definitions.rule_codes import coded_columns
from ..language.words import Words
from .columns import COLUMNS


class ConditionWords:
    """Puts conditions into words with the titles of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, words: Words) -> None:
        self._vocabulary, self._words = vocabulary, words
        self._codes = coded_columns(vocabulary)

    def events(self, where: Where) -> str:
        """The events that a condition lets through, with the type they are recorded under."""
        return self._named("event", where.tests())

    def what(self, where: Where) -> str:
        """The same where another event is set beside them: documents by their own title, without their type."""
        return self._named(*_by(where))

    def name(self, where: Where) -> str:
        """The type of event, or the documents, alone."""
        by, tests = _by(where)
        return self._tested(by, tests[by])

    def _named(self, by: str, tests: Mapping[str, Test]) -> str:
        names = self._tested(by, tests[by])
        more = [self._test(column, test) for column, test in tests.items() if column != by]
        return f"{names} ({'; '.join(more)})" if more else names

    def from_when(self, when: When) -> str:
        """From which event on, and up to which, something is due."""
        words = self._words
        first = self.events(when.event)
        if when.at == "region":
            said = words.text("from the first event in the region on: {event}", event=first)
        else:
            said = words.text("from the first event on: {event}", event=first)
        if when.until is None:
            return said
        ends = self.events(when.until.event)
        if when.until.lapses:
            return words.text(
                "{since}, until: {event}; what was not done by then is owed no more", since=said, event=ends
            )
        return words.text("{since}, until: {event}", since=said, event=ends)

    def judged(self, who: ForEach) -> str:
        """Who is judged, with the attributes that choose among them."""
        language = self._words.language
        kinds = self._vocabulary.unit_kinds
        names = self._words.either([kinds[kind].plural.in_language(language) for kind in who.kind])
        chosen = [f"{name}: {self._words.either(list(values))}" for name, values in who.where.items()]
        return f"{names} ({'; '.join(chosen)})" if chosen else names

    def title(self, column: str, code: object) -> str:
        """The title of a code in a column of events, or the value itself where the column holds no codes."""
        entry = self._codes.get(column, {}).get(str(code))
        return entry.title.in_language(self._words.language) if entry is not None else str(code)

    def details(self, values: Mapping[str, object]) -> str:
        """What a row says beside its type: `topic: AdR; participants: 12`."""
        said = []
        for column, name in COLUMNS.items():
            value = values.get(column)
            if value is not None:
                shown = [self.title(column, one) for one in (value if isinstance(value, tuple) else (value,))]
                said.append(f"{self._words.marked(name)}: {', '.join(shown)}")
        return "; ".join(said)

    def _test(self, column: str, test: Test) -> str:
        words, name = self._words, self._words.marked(COLUMNS[column])
        if test.present is not None:
            return (
                words.text("with {column}", column=name)
                if test.present
                else words.text("without {column}", column=name)
            )
        if test.min is not None:
            return words.text("{column}: at least {number}", column=name, number=self._words.number(test.min))
        if test.max is not None:
            return words.text("{column}: at most {number}", column=name, number=self._words.number(test.max))
        return f"{name}: {self._tested(column, test)}"

    def _tested(self, column: str, test: Test) -> str:
        if test.not_ is not None:
            names = [self.title(column, one) for one in test.not_]
            return self._words.text("anything but {values}", values=self._words.either(names))
        return self._words.either([self.title(column, one) for one in test.values or ()])


def _by(where: Where) -> tuple[str, dict[str, Test]]:
    """The column that names what a condition lets through, and the tests to be told of it."""
    tests = dict(where.tests())
    if where.deliverable is None or where.deliverable.values is None:
        return "event", tests
    del tests["event"]
    return "deliverable", tests
