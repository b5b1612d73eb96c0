# SPDX-License-Identifier: EUPL-1.2
"""YAML text becomes plain data with lines, and nothing else that YAML can do."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.definitions.yaml_source import MAX_BYTES, parse_yaml, read_yaml
from impegni.schema.errors import DefinitionError


def read(text: str) -> Any:
    return parse_yaml(text.encode(), "f.yaml").data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("017", 17),
        ("-3", -3),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0x10", "0x10"),
        ("6.10", 6.1),
        (".nan", ".nan"),
        ("5.1.1", "5.1.1"),
        ("5.1/A3", "5.1/A3"),
        ("2018-01-17", dt.date(2018, 1, 17)),
        ("2018-01", "2018-01"),
        ("2018-01-17 10:00:00", "2018-01-17 10:00:00"),
        ("'2018-01-17'", "2018-01-17"),
        ('"6.10"', "6.10"),
        ("9" * 30, "9" * 30),
    ],
)
def test_what_an_unquoted_value_means(text: str, value: object) -> None:
    found = read(f"a: {text}")["a"]
    assert found == value
    assert type(found) is type(value)


def test_every_value_keeps_its_line() -> None:
    source = parse_yaml(b"rules:\n  - id: a\n    where: {event: x,\n      topic: [y,\n      z]}\n", "f.yaml")
    assert source.line(("rules", 0, "id")) == 2
    assert source.line(("rules", 0, "where", "topic")) == 4
    assert source.line(("rules", 0, "where", "topic", 1)) == 5


def test_an_unknown_place_has_the_line_of_what_is_around_it() -> None:
    assert parse_yaml(b"a: 1\nb:\n  c: 1\n", "f.yaml").line(("b", "d", 3)) == 2


def test_unquoted_values_keep_their_text() -> None:
    source = parse_yaml(b"a: 6.10\n7.20: 1\n", "f.yaml")
    assert source.written["a",] == "6.10"
    assert source.written[7.2, "[key]"] == "7.20"


def test_a_byte_order_mark_and_windows_line_ends_are_harmless() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml").data == {"a": 1, "b": 2}


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(DefinitionError) as caught:
        read("a: 1\na: {b: [1, 2]}\nc: 2018-02-30\nd: &x 1\ne: !!set {}\n")
    assert [line.split(":")[1] for line in caught.value.problems] == ["2", "3", "4", "5"]


def test_a_billion_laughs_stay_unheard() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 9)]
    with pytest.raises(DefinitionError, match=r"anchor &a0"):
        read("\n".join(lines))


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(DefinitionError, match="write at most"):
        parse_yaml(b"#" * (MAX_BYTES + 1), "f.yaml")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read: No such file"):
        read_yaml(tmp_path / "none.yaml")


def problems_of(content: bytes) -> tuple[str, ...]:
    try:
        parse_yaml(content, "f.yaml")
    except DefinitionError as error:
        return error.problems or ("refused without a word",)
    return ()


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="ab:-[]{}\"'&*!|>%@`,?#\n\t 01.", max_size=80).map(str.encode),
    )
)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert all(line.startswith("f.yaml:") for line in problems_of(content))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a: "x\nb: 1\n', "1:4: got a quotation mark that is never closed; close it"),
        ("a: 1\nfoo\nb: 2\n", "2:1: got a line that is no key with its value; write a colon and a blank"),
        ("a: b: c\n", "1:5: got a colon where none can stand: put a text with a colon in quotes"),
        ("a: [1, 2\nb: 3\n", "1:4: got a list that is not closed, or no comma between its values"),
        (
            "a: {x: 1 y: 2}\n",
            "1:4: got a mapping that is not closed, or no comma between its keys; write {event:",
        ),
        ("- a\nb: 1\n", "2:1: got a line that is no entry of the list it stands in"),
        ("a:\n  b: 1\n c: 2\n", "3:2: got something that fits neither its line nor those above"),
        ("a: @x\n", '1:4: got @, which begins no value; put the value in quotes, for example "@100"'),
        ('a: "\\d"\n', "1:5: got a backslash in double quotes; write single quotes, for example 'C:\\invii'"),
        ("a:\n\tb: 1\n", "2:1: got a tab as indentation; write spaces"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place_and_what_to_write(text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        read(text)
    (problem,) = raised.value.problems
    assert problem.startswith(f"f.yaml:{said}")
