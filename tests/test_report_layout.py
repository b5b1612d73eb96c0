# SPDX-License-Identifier: EUPL-1.2
"""Lines fit, bars do not flatter, and plain text is ASCII."""

import pytest
from impegni.engine.reports.layout import (
    ASCII,
    UNICODE,
    WIDTH,
    bar,
    columns,
    cut,
    finished,
    tied,
    to_ascii,
    wrapped,
)


@pytest.mark.parametrize(
    ("part", "whole", "filled"), [(0, 10, 0), (9999, 10000, 19), (10000, 10000, 20), (7, 5, 20), (0, 0, 20)]
)
def test_a_bar_is_full_only_when_all_is_there(part: int, whole: int, filled: int) -> None:
    assert bar(part, whole, UNICODE).count(UNICODE.full) == filled


def test_long_text_wraps_under_itself() -> None:
    lines = list(wrapped("parola " * 40, "  ● "))
    assert all(len(line) <= WIDTH for line in lines)
    assert all(line.startswith("    parola") for line in lines[1:])


def test_tied_words_stay_together() -> None:
    lines = list(wrapped("   ".join(tied(f"● {number} in corso") for number in range(20))))
    assert len(lines) > 1
    assert all(line.startswith("●") for line in lines)


def test_columns_have_one_width_and_fit() -> None:
    lines = list(columns([f"voce {number}" for number in range(40)], "  "))
    assert all(len(line) <= WIDTH for line in lines)
    assert {line.index("voce", 6) for line in lines} == {12}


def test_what_is_cut_says_so() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcd", 4) == "abcd"


def test_finished_text_has_no_trailing_spaces() -> None:
    assert finished(["a  ", tied("b c")], plain=False) == "a\nb c\n"


def test_plain_text_is_ascii() -> None:
    assert to_ascii("attività – «già» · però …") == 'attivita - "gia" | pero ~'
    assert "".join(vars(ASCII).values()).isascii()
