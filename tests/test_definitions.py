# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a definition is said word for word as the table has it."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from broken_files import SMALL, expected, fixtures, said_about
from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.definitions.json_schemas import MODELS
from impegni.engine.definitions.validation import check, validate
from impegni.engine.definitions.yaml_source import Source, parse_yaml, read_yaml
from impegni.schema.errors import DefinitionError
from impegni.schema.rule import Objective

EXPECTED = expected()


def test_the_table_has_every_fixture_once() -> None:
    assert fixtures() == list(EXPECTED)


@pytest.mark.parametrize("fixture", fixtures())
def test_a_broken_file_is_refused_with_these_words(fixture: str, tmp_path: Path) -> None:
    assert said_about(fixture, tmp_path) == EXPECTED[fixture]


@pytest.mark.parametrize("line", [line for text in EXPECTED.values() for line in text.splitlines()])
def test_every_message_is_located_and_free_of_the_validators_words(line: str) -> None:
    assert re.match(r"[\w/.]+:\d+(:\d+)?: ", line)
    assert not re.search(r"Input should|constrained|union|literal\[|Tuple|pydantic", line)


def test_a_sound_file_becomes_a_model() -> None:
    source = parse_yaml((SMALL / "line5" / "5.1.yaml").read_bytes(), "5.1.yaml")
    assert validate(Objective, source).rules[0].for_each.kind == ("cpi",)


def test_a_file_without_lines_is_still_checked() -> None:
    with pytest.raises(DefinitionError, match=r"f\.yaml:1: got no title"):
        validate(Objective, Source("f.yaml", {"objective": "5.1", "rules": []}))


def test_problems_come_in_the_order_of_lines() -> None:
    _, problems = check(Objective, parse_yaml(b"rules: [1, 2]\ntitle: x\nobjective: 5\n", "f.yaml"))
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert lines == sorted(lines)
    assert len(lines) == 4


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text("ab$%", max_size=3), st.dates()
)
KEYS = st.one_of(
    st.sampled_from(
        ["rules", "id", "where", "event", "at_least", "value", "source", "numbers", "any_of", "measure"]
    ),
    st.sampled_from(
        ["share", "reached", "for_each", "kind", "title", "when", "until", "order", "within_days", "not"]
    ),
    SCALARS.filter(lambda key: key == key),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(TREES, st.dictionaries(KEYS, TREES, max_size=6))
def test_any_data_is_accepted_or_refused_with_located_lines(data: Any, rule: dict[Any, Any]) -> None:
    for content in (data, {"objective": "5.1", "title": {"it": "a", "en": "b"}, "rules": [rule, data]}):
        instance, problems = check(Objective, Source("f.yaml", content))
        assert (instance is None) == bool(problems)
        assert all(line.startswith("f.yaml:1: ") for line in problems)


SOUND = {
    "rules": SMALL / "line5" / "5.1.yaml",
    "cases": SMALL / "line5" / "5.1.cases.yaml",
    "vocabulary": SMALL / "vocabulary.yaml",
    "not_judged": SMALL / "not_judged.yaml",
    "convention": SMALL / "conventions" / "basilicata.yaml",
    "programme": SMALL.parent / "national_rulebook" / "conventions" / "national.yaml",
}
ODD: tuple[Any, ...] = (
    [],
    {},
    "",
    None,
    1,
    -1,
    0.5,
    True,
    "x",
    "50%",
    ["x"],
    {"x": "y"},
    dt.date(2018, 1, 1),
)


def variants(data: Any) -> Iterator[Any]:
    """The data with one part of it replaced by something odd, taken away, or left alone among its siblings."""
    yield from ODD
    if isinstance(data, dict):
        for key in data:
            yield {other: value for other, value in data.items() if other != key}
            yield {key: data[key]}
            yield from ({**data, key: one} for one in variants(data[key]))
    if isinstance(data, list):
        for place, item in enumerate(data[:2]):
            yield [item]
            yield from ([*data[:place], one, *data[place + 1 :]] for one in variants(item))


@pytest.mark.parametrize("name", SOUND)
def test_whatever_is_refused_is_refused_with_a_message(name: str) -> None:
    sound = read_yaml(SOUND[name])
    assert check(MODELS[name], sound)[1] == []
    for data in variants(sound.data):
        instance, problems = check(MODELS[name], Source("f.yaml", data))
        assert (instance is None) == bool(problems), data


def test_a_refusal_says_something() -> None:
    with pytest.raises(ValueError, match="has to say"):
        DefinitionError([])
