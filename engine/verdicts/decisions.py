# SPDX-License-Identifier: EUPL-1.2
"""Outcomes of millions of tallies: each distinct situation is decided once, then mapped back."""

from collections.abc import Mapping, Sequence
from typing import Final, get_args

import numpy as np
import numpy.typing as npt

from ...schema.errors import EngineError
from ...schema.verdict import Kind
from .decision_rules import (
    COMPOSITION,
    ESCALATION,
    PAIRED,
    TALLY,
    ActivityCode,
    Comparator,
    Outcome,
    Pairing,
    PopulationCode,
)
from .distinct_rows import IntArray, distinct_rows
from .durable_host import DecisionRule, DurableHost
from .situations import PairedSituations, Situations, check_columns, check_range

__all__ = [
    "KINDS",
    "OUTCOMES",
    "ActivityCode",
    "Comparator",
    "Kinds",
    "Outcomes",
    "PairedSituations",
    "Pairing",
    "PopulationCode",
    "Situations",
    "decide",
    "decide_compositions",
    "decide_pairs",
    "escalates",
    "kinds_of",
]

KINDS: Final[tuple[str, ...]] = get_args(Kind)
OUTCOMES: Final[tuple[Outcome, ...]] = tuple(
    dict.fromkeys(rule.answer for rules in (TALLY, PAIRED, COMPOSITION) for rule in rules)
)
"""All that the rules can decide of a tally or a composition."""

Kinds = npt.NDArray[np.int8]
Outcomes = npt.NDArray[np.int8]

_KIND_OF: Final = np.array([KINDS.index(outcome.kind) for outcome in OUTCOMES], np.int8)


def kinds_of(outcomes: Outcomes) -> Kinds:
    """The kind of each outcome, as an index into `KINDS`."""
    kinds: Kinds = _KIND_OF[outcomes]
    return kinds


def decide(situations: Situations) -> Outcomes:
    """The outcome of each tally, as an index into `OUTCOMES`."""
    return _decided(TALLY, situations.columns(), OUTCOMES)


def decide_pairs(situations: PairedSituations) -> Outcomes:
    """The outcome of each order or response, as an index into `OUTCOMES`."""
    return _decided(PAIRED, situations.columns(), OUTCOMES)


def decide_compositions(
    activity: IntArray,
    attained: IntArray,
    violated: IntArray,
    pending: IntArray,
    not_evaluable: IntArray,
    left: IntArray,
    needed: IntArray,
) -> Outcomes:
    """The outcome of each composition, as an index into `OUTCOMES`, from how many members are of each kind.

    Args:
        activity: `Activity` of the composition itself.
        attained: Members attained.
        violated: Members violated.
        pending: Members pending.
        not_evaluable: Members not evaluable.
        left: All members but those not applicable or suspended: the sum of the four.
        needed: How many must be attained.
    """
    counts = {"attained": attained, "violated": violated, "pending": pending, "not_evaluable": not_evaluable}
    columns = counts | {"left": left, "needed": needed}
    check_columns(columns)
    for name, column in columns.items():
        check_range(name, column)
    check_columns({"activity": activity, "left": left})
    check_range("activity", activity, max(ActivityCode))
    attainable = attained + pending + not_evaluable
    if not np.array_equal(attainable + violated, left):
        raise EngineError("the members of a composition do not add up to those left")
    facts = {"activity": activity, "left": left, "needed": needed, "attained": attained, "pending": pending}
    return _decided(COMPOSITION, facts | {"attainable": attainable}, OUTCOMES)


def escalates(lengths: IntArray, after: int) -> npt.NDArray[np.bool_]:
    """Whether each run of violations is long enough to be reported as an escalation."""
    check_columns({"length": lengths})
    check_range("length", lengths)
    if type(after) is not int or after < 1:
        raise EngineError(f"`after` must be an integer from 1, got {after!r}")
    columns = {"length": lengths, "after": np.full_like(lengths, after)}
    return _decided(ESCALATION, columns, ("run", "escalation")).astype(np.bool_)


def _decided(
    rules: Sequence[DecisionRule], columns: Mapping[str, IntArray], answers: Sequence[object]
) -> Outcomes:
    """Each row's answer, as an index into `answers`."""
    arrays = list(columns.values())
    rows = len(arrays[0])
    if not rows:
        return np.empty(0, np.int8)
    sample, codes = distinct_rows(arrays)
    # tolist gives Python integers, which is what the engine can be trusted with.
    situations = zip(*(array[sample].tolist() for array in arrays), strict=True)
    index = {answer: place for place, answer in enumerate(answers)}
    with DurableHost(rules) as host:
        given = host.answers(tuple(columns), situations)
        decided = np.fromiter((index[answer] for answer in given), np.int8)
    return _mapped_back(decided, sample, codes, rows)


def _mapped_back(decided: Outcomes, sample: IntArray, codes: IntArray, rows: int) -> Outcomes:
    if len(decided) != len(sample):
        raise EngineError(f"{len(sample)} situations were put to the rules, {len(decided)} were decided")
    if len(codes) != rows:
        raise EngineError(f"{rows} tallies were to be decided, {len(codes)} were")
    return decided[codes]
