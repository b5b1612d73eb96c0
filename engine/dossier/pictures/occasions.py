# SPDX-License-Identifier: EUPL-1.2
"""Occasions: agreements, calls and requests that make duties due, from when to when, at which units."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....schema.condition import When
from ....schema.dossier import DutyPart
from ...tallies.frames import Frame
from ...verdicts.run import Verdicts


@dataclass(frozen=True)
class DueSpan:
    """When duties are due at a unit, in term."""

    unit: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Occasion:
    """One condition and the duties it makes due.

    Attributes:
        rules: In the order of the objective.
        spans: Of the units where it is met, the earliest first.
        unmet: How many units it is not met at.
    """

    when: When
    rules: Sequence[str]
    spans: Sequence[DueSpan]
    unmet: int


def occasions(verdicts: Verdicts, parts: Sequence[DutyPart]) -> tuple[Occasion, ...]:
    """The conditions of the duties, each once for all duties of the same units."""
    rules: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        rule = verdicts.duties[part.rule]
        if rule.when is not None and _frame(verdicts, part.rule) is not None:
            rules.setdefault((rule.when.model_dump_json(), rule.for_each.model_dump_json()), []).append(
                part.rule
            )
    return tuple(_occasion(verdicts, ids) for ids in rules.values())


def _frame(verdicts: Verdicts, rule: str) -> Frame | None:
    """The frame of a rule; of a composition, that of its first part."""
    members = verdicts.duties[rule].members
    found = verdicts.evidence.tallies.get(members[0].id if members else rule)
    return None if found is None else found.frame


def _occasion(verdicts: Verdicts, ids: Sequence[str]) -> Occasion:
    frame, when = _frame(verdicts, ids[0]), verdicts.duties[ids[0]].when
    assert frame is not None
    assert when is not None
    shown = set(verdicts.frame["unit"][verdicts.frame["rule"] == ids[0]])
    spans = sorted(_spans(frame), key=lambda span: (span.start, span.unit))
    return Occasion(when, tuple(ids), tuple(spans), len(shown) - len(spans))


def _spans(frame: Frame) -> Iterator[DueSpan]:
    for unit, presence in zip(frame.units, frame.presences, strict=True):
        start, end = presence.span
        if start <= end:
            yield DueSpan(unit.code, dt.date.fromordinal(start), dt.date.fromordinal(end))
