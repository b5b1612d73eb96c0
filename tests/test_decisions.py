# SPDX-License-Identifier: EUPL-1.2
"""The rules that decide, against plain functions that say the same in Python."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impegni.engine.verdicts import decisions
from impegni.engine.verdicts.decisions import KINDS, Situations, decide, decide_compositions, escalates
from impegni.engine.verdicts.distinct_rows import distinct_rows
from impegni.engine.verdicts.durable_host import DurableHost
from impegni.schema.errors import EngineError

Row = tuple[int, ...]
INT64 = st.integers(-(2**63), 2**63 - 1)
ROWS = st.tuples(
    st.integers(0, 2),
    st.integers(0, 1),
    st.integers(0, 1),
    INT64 | st.integers(0, 5),
    INT64 | st.integers(0, 5),
    st.integers(0, 1),
    st.integers(0, 1),
    st.integers(0, 2),
)


def columns(rows: list[Row], width: int = 8) -> list[np.ndarray]:
    return list(np.array(rows, np.int64).reshape(-1, width).T)


def kinds(rows: list[Row]) -> list[str]:
    return [KINDS[kind] for kind in decide(Situations(*columns(rows)))]


def expected(row: Row) -> str:
    activity, at_most, early, observed, required, past_due, input_missing, population = row
    if activity < 2:
        return ("not_applicable", "suspended")[activity]
    if early and not at_most and observed >= required:
        return "attainment"
    if early and at_most and observed > required:
        return "violation"
    if not past_due:
        return "pending"
    if population == 2 or input_missing:
        return "not_evaluable"
    if population == 1:
        return "not_applicable"
    kept = observed <= required if at_most else observed >= required
    return "attainment" if kept else "violation"


def expected_composition(row: Row) -> str:
    activity, attained, _, pending, not_evaluable, left, needed = row
    if activity < 2:
        return ("not_applicable", "suspended")[activity]
    if left == 0 or left < needed:
        return "not_applicable"
    if attained >= needed:
        return "attainment"
    if attained + pending + not_evaluable < needed:
        return "violation"
    return "pending" if pending else "not_evaluable"


def test_kinds_are_in_the_order_relied_upon() -> None:
    assert KINDS == ("attainment", "violation", "pending", "not_applicable", "suspended", "not_evaluable")


def test_every_small_situation_is_decided_as_the_text_says() -> None:
    flags = (range(2), range(2))
    rows = list(itertools.product(range(3), *flags, range(4), range(4), *flags, range(3)))
    assert kinds(rows) == [expected(row) for row in rows]


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=250))
def test_any_situations_are_decided_as_the_text_says(rows: list[Row]) -> None:
    assert kinds(rows) == [expected(row) for row in rows]


@settings(deadline=None)
@given(INT64, st.integers(-1, 1), st.integers(0, 1))
def test_big_numbers_one_apart_are_told_apart(required: int, difference: int, at_most: int) -> None:
    observed = min(max(required + difference, -(2**63)), 2**63 - 1)
    row = (2, at_most, 0, observed, required, 1, 0, 0)
    assert kinds([row]) == [expected(row)]


def test_every_small_composition_is_decided_as_the_text_says() -> None:
    counts = itertools.product(range(3), range(3), range(3), range(3), range(3), range(5))
    rows = [(state, a, v, p, n, a + v + p + n, needed) for state, a, v, p, n, needed in counts]
    given = decide_compositions(*columns(rows, 7))
    assert [KINDS[kind] for kind in given] == [expected_composition(row) for row in rows]


def test_a_run_escalates_from_the_limit_on() -> None:
    assert escalates(np.arange(5), after=2).tolist() == [False, False, True, True, True]


def test_nothing_to_decide() -> None:
    assert kinds([]) == []
    assert escalates(np.array([], np.int64), after=1).tolist() == []


@pytest.mark.slow
def test_two_hundred_thousand_distinct_situations() -> None:
    rows = np.arange(200_000)
    one, zero = np.ones_like(rows), np.zeros_like(rows)
    given = decide(Situations(one * 2, zero, zero, rows, rows[::-1].copy(), one, zero, zero))
    assert np.array_equal(given == KINDS.index("attainment"), rows >= 100_000)


@given(st.lists(st.tuples(INT64, INT64, st.integers(0, 2)), min_size=1, max_size=60))
def test_rows_are_the_same_only_if_every_column_is(rows: list[Row]) -> None:
    sample, codes = distinct_rows(columns(rows, 3))
    assert [rows[sample[code]] for code in codes] == rows
    assert len(sample) == len(set(rows))


GOOD = [(2, 0, 0, 1, 1, 1, 0, 0)]


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
@pytest.mark.parametrize("place", range(8))
def test_only_columns_of_64_bit_integers_are_taken(bad: np.ndarray, place: int) -> None:
    arrays = columns(GOOD)
    arrays[place] = bad
    with pytest.raises(EngineError):
        Situations(*arrays)


@pytest.mark.parametrize(("place", "bad"), [(0, 3), (1, 2), (2, 2), (5, 2), (6, -1), (7, 3)])
def test_codes_without_a_meaning_are_refused(place: int, bad: int) -> None:
    row = list(GOOD[0])
    row[place] = bad
    with pytest.raises(EngineError, match="values outside"):
        kinds([tuple(row)])


@pytest.mark.parametrize(
    "row", [(2, 1, 1, 1, 1, 3, 1), (2, -1, 0, 0, 1, 0, 1), (2, 0, 0, 0, 0, 0, -1), (3, 1, 0, 0, 0, 1, 1)]
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
        kinds(GOOD)


def test_a_tally_lost_in_the_reduction_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "distinct_rows", lambda arrays: distinct_rows([a[1:] for a in arrays]))
    with pytest.raises(EngineError, match="2 tallies were to be decided, 1 were"):
        kinds(GOOD * 2)
