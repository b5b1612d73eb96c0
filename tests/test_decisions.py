# SPDX-License-Identifier: EUPL-1.2
"""The rules that decide, against plain functions that say the same in Python."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impegni.engine.verdicts import decisions
from impegni.engine.verdicts.decisions import (
    KINDS,
    OUTCOMES,
    PairedSituations,
    Situations,
    decide,
    decide_compositions,
    decide_pairs,
    escalates,
    kinds_of,
)
from impegni.engine.verdicts.distinct_rows import distinct_rows
from impegni.engine.verdicts.durable_host import DurableHost
from impegni.schema.errors import EngineError

Row = tuple[int, ...]
INT64 = st.integers(-(2**63), 2**63 - 1)
FLAG = st.integers(0, 1)
AMOUNT = INT64 | st.integers(0, 5)
ROWS = st.tuples(st.integers(0, 5), FLAG, FLAG, AMOUNT, AMOUNT, FLAG, FLAG, FLAG, FLAG, st.integers(0, 3))
RESTING = (
    ("not_applicable", "not_active"),
    ("not_applicable", "lapsed"),
    ("not_applicable", "continued_in"),
    ("not_applicable", "short_window"),
    ("suspended", "suspended"),
)
Said = tuple[str, str | None]


def columns(rows: list[Row], width: int = 10) -> list[np.ndarray]:
    return list(np.array(rows, np.int64).reshape(-1, width).T)


def said(outcomes: np.ndarray) -> list[Said]:
    assert np.array_equal(kinds_of(outcomes), [KINDS.index(OUTCOMES[one].kind) for one in outcomes])
    return [tuple(OUTCOMES[outcome]) for outcome in outcomes]


def decided(rows: list[Row]) -> list[Said]:
    return said(decide(Situations(*columns(rows))))


def expected(row: Row) -> Said:
    activity, at_most, early, observed, required, past_due, input_missing, lacking, absent, population = row
    if activity < 5:
        return RESTING[activity]
    if early and not at_most and observed >= required:
        return "attainment", None
    if early and at_most and observed > required:
        return "violation", None
    if not past_due:
        return "pending", None
    if population >= 2 or input_missing:
        return "not_evaluable", unheard(population, input_missing, lacking, absent)
    if population == 1:
        return "not_applicable", "empty_population"
    kept = observed <= required if at_most else observed >= required
    return "attainment" if kept else "violation", None


def unheard(population: int, input_missing: int, lacking: int, absent: int) -> str:
    if absent:
        return "missing_conventions"
    if lacking if population >= 2 else input_missing:
        return "missing_submissions"
    return "no_population" if population == 2 else "stale_population"


def expected_pair(row: Row) -> Said:
    activity, required, observed, breached, unproved, past_due, input_missing, absent, pairing = row
    awaited = "missing_conventions" if absent else "missing_submissions"
    if activity < 5:
        return RESTING[activity]
    if breached:
        return ("not_evaluable", awaited) if unproved else ("violation", None)
    if pairing == 2 and required == 0:
        return "not_applicable", "unused"
    if pairing == 2 and observed == required:
        return "attainment", None
    if not past_due or observed < required:
        return "pending", None
    if input_missing:
        return "not_evaluable", awaited
    if required:
        return "attainment", None
    return "not_applicable", ("no_trigger", "no_follower")[pairing]


def expected_composition(row: Row) -> Said:
    activity, attained, _, pending, not_evaluable, left, needed = row
    if activity < 5:
        return RESTING[activity]
    if left == 0 or left < needed:
        return "not_applicable", "no_members"
    if attained >= needed:
        return "attainment", None
    if attained + pending + not_evaluable < needed:
        return "violation", None
    return ("pending", None) if pending else ("not_evaluable", "of_members")


def test_kinds_are_in_the_order_relied_upon() -> None:
    assert KINDS == ("attainment", "violation", "pending", "not_applicable", "suspended", "not_evaluable")


def test_every_small_situation_is_decided_as_the_text_says() -> None:
    two = range(2)
    rows = list(itertools.product(range(6), two, two, range(3), range(3), two, two, two, two, range(4)))
    assert decided(rows) == [expected(row) for row in rows]


def test_every_small_pair_is_decided_as_the_text_says() -> None:
    two = range(2)
    rows = list(itertools.product(range(6), range(3), range(3), range(3), two, two, two, two, range(3)))
    rows = [row for row in rows if row[2] + row[3] <= row[1]]
    assert said(decide_pairs(PairedSituations(*columns(rows, 9)))) == [expected_pair(row) for row in rows]


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=250))
def test_any_situations_are_decided_as_the_text_says(rows: list[Row]) -> None:
    assert decided(rows) == [expected(row) for row in rows]


@settings(deadline=None)
@given(INT64, st.integers(-1, 1), st.integers(0, 1))
def test_big_numbers_one_apart_are_told_apart(required: int, difference: int, at_most: int) -> None:
    observed = min(max(required + difference, -(2**63)), 2**63 - 1)
    row = (5, at_most, 0, observed, required, 1, 0, 0, 0, 0)
    assert decided([row]) == [expected(row)]


def test_every_small_composition_is_decided_as_the_text_says() -> None:
    counts = itertools.product(range(6), range(3), range(3), range(3), range(3), range(5))
    rows = [(state, a, v, p, n, a + v + p + n, needed) for state, a, v, p, n, needed in counts]
    assert said(decide_compositions(*columns(rows, 7))) == [expected_composition(row) for row in rows]


def test_a_run_escalates_from_the_limit_on() -> None:
    assert escalates(np.arange(5), after=2).tolist() == [False, False, True, True, True]


def test_nothing_to_decide() -> None:
    assert decided([]) == []
    assert escalates(np.array([], np.int64), after=1).tolist() == []


@pytest.mark.slow
def test_two_hundred_thousand_distinct_situations() -> None:
    rows = np.arange(200_000)
    one, zero = np.ones_like(rows), np.zeros_like(rows)
    given = decide(Situations(one * 5, zero, zero, rows, rows[::-1].copy(), one, *[zero] * 4))
    assert np.array_equal(kinds_of(given) == KINDS.index("attainment"), rows >= 100_000)


@given(st.lists(st.tuples(INT64, INT64, st.integers(0, 2)), min_size=1, max_size=60))
def test_rows_are_the_same_only_if_every_column_is(rows: list[Row]) -> None:
    sample, codes = distinct_rows(columns(rows, 3))
    assert [rows[sample[code]] for code in codes] == rows
    assert len(sample) == len(set(rows))


GOOD = [(5, 0, 0, 1, 1, 1, 0, 0, 0, 0)]


@pytest.mark.parametrize(
    "bad",
    [
        np.array([True]),
        np.array([None]),
        np.array(["1"]),
        np.array([1.0]),
        np.array([1], np.int32),
        np.array([2**63], np.uint64),
        np.array([[1]]),
        np.array([1, 1]),
        [1],
    ],
)
@pytest.mark.parametrize("place", range(10))
def test_only_columns_of_64_bit_integers_are_taken(bad: np.ndarray, place: int) -> None:
    arrays = columns(GOOD)
    arrays[place] = bad
    with pytest.raises(EngineError):
        Situations(*arrays)


@pytest.mark.parametrize(("place", "bad"), [(0, 6), (1, 2), (2, 2), (5, 2), (6, -1), (7, 2), (8, 2), (9, 4)])
def test_codes_without_a_meaning_are_refused(place: int, bad: int) -> None:
    row = list(GOOD[0])
    row[place] = bad
    with pytest.raises(EngineError, match="values outside"):
        decided([tuple(row)])


@pytest.mark.parametrize(
    "row", [(5, 1, 1, 1, 1, 3, 1), (5, -1, 0, 0, 1, 0, 1), (5, 0, 0, 0, 0, 0, -1), (6, 1, 0, 0, 0, 1, 1)]
)
def test_compositions_that_do_not_add_up_are_refused(row: Row) -> None:
    with pytest.raises(EngineError):
        decide_compositions(*columns([row], 7))


@pytest.mark.parametrize("after", [0, True, "2", None, 2.0])
def test_a_limit_that_is_no_number_of_windows_is_refused(after: int) -> None:
    with pytest.raises(EngineError):
        escalates(np.arange(3), after)


def test_an_answer_missing_for_a_situation_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[..., object] = DurableHost.answers
    monkeypatch.setattr(DurableHost, "answers", lambda *given: list(whole(*given))[1:])
    with pytest.raises(EngineError, match="1 situations were put to the rules, 0 were decided"):
        decided(GOOD)


def test_a_tally_lost_in_the_reduction_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "distinct_rows", lambda arrays: distinct_rows([a[1:] for a in arrays]))
    with pytest.raises(EngineError, match="2 tallies were to be decided, 1 were"):
        decided(GOOD * 2)
