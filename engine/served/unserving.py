# SPDX-License-Identifier: EUPL-1.2
"""Rows that count for no rule: the notice says which rule comes nearest, and what it asks that the row is not."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...schema.convention import Agreement
from ...schema.vocabulary import Vocabulary
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..intake.columns import EVENTS
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from ..intake.reading import NOTICED, Rules, TableReading
from .asked_words import asked_words
from .patterns import RAW, Patterns, patterns_of
from .questions import AskedCondition, PlaceAsked, Question, questions, rules_in_force

_SOUND = "(select * from all_event_row anti join refused_row using (reading, row))"
"""Rows that something else is wrong with are spoken of there."""

_ABOUT = ("deliverable", "topic")
"""The columns that say what an event was about: a rule on something else is less near than any other."""


def notice_unserving(
    gathering: Gathering, book: Rulebook, agreements: Iterable[Agreement], registries: Sequence[Registry]
) -> None:
    """Give notice of rows that no rule counts, one for all that are alike; codes that are free count for none."""
    readings = gathering.of_kind(EVENTS)
    if not readings:
        return
    asked = questions(rules_in_force(book, agreements))
    found = patterns_of(gathering.con, _SOUND, asked, registries)
    idle = _idle(found, book.vocabulary)
    if not idle:
        return
    selected = "e.reading, p.pattern, min(e.row) as first, count(*) as rows"
    query = f"{found.rows(_SOUND, idle, selected)} group by e.reading, p.pattern order by e.reading, first"
    told = gathering.con.execute(query).fetchall()
    for reading in readings:
        mine = [(pattern, first, rows) for of, pattern, first, rows in told if of == reading.number]
        _report(reading, found, asked, mine)


def _report(
    reading: TableReading,
    patterns: Patterns,
    asked: Sequence[Question],
    found: Sequence[tuple[int, int, int]],
) -> None:
    """Give notice of some patterns, each with its first row and how many there are; of many only in a number."""
    for pattern, row, count in found[:NOTICED]:
        fault, column = _fault(patterns, asked, pattern, reading.rules)
        reading.report(fault, row, column, notice=True)
        if count > 1:
            reading.report(Fault("more_like_it", fields={"count": count - 1}), row, column, notice=True)
    rest = sum(count for _, _, count in found[NOTICED:])
    if rest:
        reading.report(Fault("more_like_it", fields={"count": rest}), found[-1][1], "event", notice=True)


def _idle(found: Patterns, vocabulary: Vocabulary) -> list[int]:
    """The patterns that serve no rule, without those of codes that serve none on purpose."""
    failing = np.array([(~found.meets[:, list(places)]).sum(axis=1) for places in found.asked])
    if not failing.size:
        return []
    return [
        pattern
        for pattern in np.flatnonzero(failing.min(axis=0) > 0).tolist()
        if found.values[pattern][0] is not None and not _is_free(found.values[pattern], vocabulary)
    ]


def _fault(found: Patterns, asked: Sequence[Question], pattern: int, rules: Rules) -> tuple[Fault, str]:
    """What to say of a pattern that serves no rule, and the column to say it of."""
    near = None
    for question, places in zip(asked, found.asked, strict=True):
        met = [found.asks[place] for place in places if found.meets[pattern, place]]
        missed = [found.asks[place] for place in places if not found.meets[pattern, place]]
        distance = _distance(met, missed)
        if distance is not None and (near is None or distance < near[0]):
            near = distance, question, missed
    if near is None:
        return Fault("serves_none"), "event"
    _, question, missed = near
    fields = {
        "rule": question.title.in_language(rules.language),
        "asked": "; ".join(asked_words(ask, rules) for ask in missed),
    }
    return Fault("serves_nearly", fields=fields), missed[0].column


def _distance(
    met: Sequence[AskedCondition], missed: Sequence[AskedCondition]
) -> tuple[int, bool, bool] | None:
    """How far a rule is from a row; none where it is about another type of event and another thing."""
    same = {ask.column for ask in met if not isinstance(ask.test, PlaceAsked) and ask.test.values is not None}
    other = {ask.column for ask in missed}
    if not same & {"event", *_ABOUT} or ("event" in other and not same.intersection(_ABOUT)):
        return None
    return len(missed), not other.isdisjoint(_ABOUT), "event" in other


def _is_free(values: Sequence[str | None], vocabulary: Vocabulary) -> bool:
    """Whether a code of the pattern is on offer on purpose though no rule names it."""
    event, deliverable, topic, target, phase = (dict(zip(RAW, values, strict=True))[name] for name in RAW)
    groups = (
        (vocabulary.events, event), (vocabulary.deliverables, deliverable), (vocabulary.topics, topic),
        (vocabulary.targets, target), (vocabulary.phases, phase),
    )  # fmt: skip
    return any(
        codes[code].free for codes, given in groups for code in (given or "").split("|") if code in codes
    )
