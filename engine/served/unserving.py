# SPDX-License-Identifier: EUPL-1.2
"""Rows that count for no rule: the notice says which rule comes nearest, and what it asks that the row is not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...schema.convention import Agreement
from ...schema.vocabulary import Term, Vocabulary
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..intake.columns import EVENTS
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from ..intake.reading import NOTICED, Rules, TableReading
from .asked_words import asked_words
from .patterns import RAW, RowPatterns, patterns_of
from .questions import AskedCondition, PlaceAsked, Question, questions, rules_in_force

_SOUND = "(select * from all_event_row anti join refused_row using (reading, row))"
"""Rows that something else is wrong with are spoken of there."""

_ABOUT = ("deliverable", "topic")
"""The columns that say what an event was about: a rule on something else is less near than any other."""


@dataclass(frozen=True)
class Told:
    """What is said of the patterns that serve no rule, in the language of their reader."""

    found: RowPatterns
    asked: Sequence[Question]
    vocabulary: Vocabulary
    rules: Rules

    def fault(self, pattern: int) -> tuple[Fault, str]:
        """What to say of a pattern, and the column to say it of."""
        near = self._nearest(pattern)
        missing = None if near is None else {ask.column for ask in near[1]}
        for column, code in self._free(pattern):
            if code.reason is not None and (missing is None or column in missing):
                language = self.rules.language
                fields = {
                    "code": code.title.in_language(language),
                    "reason": code.reason.in_language(language),
                }
                return Fault("serves_freely", fields=fields), column
        if near is None:
            return Fault("serves_none"), "event"
        question, missed = near
        fields = {
            "rule": question.title.in_language(self.rules.language),
            "asked": "; ".join(asked_words(ask, self.rules) for ask in missed),
        }
        return Fault("serves_nearly", fields=fields), missed[0].column

    def _nearest(self, pattern: int) -> tuple[Question, Sequence[AskedCondition]] | None:
        """The rule that comes nearest, and what it asks that the pattern is not."""
        near = None
        for question, places in zip(self.asked, self.found.asked, strict=True):
            met = [self.found.asks[place] for place in places if self.found.meets[pattern, place]]
            missed = [self.found.asks[place] for place in places if not self.found.meets[pattern, place]]
            distance = _distance(question, met, missed)
            if distance is not None and (near is None or distance < near[0]):
                near = distance, question, missed
        return near and near[1:]

    def _free(self, pattern: int) -> Iterator[tuple[str, Term]]:
        """The codes of a pattern that no rule names on purpose, with their columns; the narrowest first."""
        groups: tuple[Mapping[str, Term], ...] = (
            self.vocabulary.events, self.vocabulary.deliverables, self.vocabulary.topics,
            self.vocabulary.targets, self.vocabulary.phases,
        )  # fmt: skip
        for column, given, codes in reversed([*zip(RAW, self.found.values[pattern], groups, strict=True)]):
            for code in (given or "").split("|"):
                if code in codes and codes[code].free:
                    yield column, codes[code]


def notice_unserving(
    gathering: Gathering, book: Rulebook, agreements: Iterable[Agreement], registries: Sequence[Registry]
) -> None:
    """Give notice of rows that no rule counts, one for all that are alike; of free codes with their reason."""
    readings = gathering.of_kind(EVENTS)
    if not readings:
        return
    asked = questions(rules_in_force(book, agreements))
    found = patterns_of(gathering.con, _SOUND, asked, registries)
    idle = _idle(found)
    if not idle:
        return
    selected = "e.reading, p.pattern, min(e.row) as first, count(*) as rows"
    query = f"{found.rows(_SOUND, idle, selected)} group by e.reading, p.pattern order by e.reading, first"
    told = gathering.con.execute(query).fetchall()
    for reading in readings:
        mine = [(pattern, first, rows) for of, pattern, first, rows in told if of == reading.number]
        _report(reading, Told(found, asked, book.vocabulary, reading.rules), mine)


def _report(reading: TableReading, told: Told, found: Sequence[tuple[int, int, int]]) -> None:
    """Give notice of some patterns, each with its first row and how many there are; of many only in a number."""
    for pattern, row, count in found[:NOTICED]:
        fault, column = told.fault(pattern)
        reading.report(fault, row, column, notice=True)
        if count > 1:
            reading.report(Fault("more_like_it", fields={"count": count - 1}), row, column, notice=True)
    rest = sum(count for _, _, count in found[NOTICED:])
    if rest:
        reading.report(Fault("more_like_it", fields={"count": rest}), found[-1][1], "event", notice=True)


def _idle(found: RowPatterns) -> list[int]:
    """The patterns that serve no rule."""
    failing = np.array([(~found.meets[:, list(places)]).sum(axis=1) for places in found.asked])
    if not failing.size:
        return []
    return [
        pattern
        for pattern in np.flatnonzero(failing.min(axis=0) > 0).tolist()
        if found.values[pattern][0] is not None
    ]


def _distance(
    question: Question, met: Sequence[AskedCondition], missed: Sequence[AskedCondition]
) -> tuple[int, bool, bool, bool, int] | None:
    """How far a rule is from a row; none where both the event and what it is about differ.

    By how much the row lacks, whether that is what it is, and whether it would keep the duty or only begin one.
    """
    same = {ask.column for ask in met if not isinstance(ask.test, PlaceAsked) and ask.test.values is not None}
    other = {ask.column for ask in missed}
    if not same & {"event", *_ABOUT} or ("event" in other and not same.intersection(_ABOUT)):
        return None
    about = not other.isdisjoint(_ABOUT)
    return len(missed), about or "event" in other, not question.proves, about, -len(met)
