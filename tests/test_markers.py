# SPDX-License-Identifier: EUPL-1.2
"""Every test that starts a browser or LibreOffice, or makes examples up, bears the mark that leaves it out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import NEEDED, pytest_collection_modifyitems
from hypothesis import given
from hypothesis import strategies as st

HERE = Path(__file__).parent
STARTS = {"browser": {"sync_playwright"}, "office": {"libreoffice.fill", "libreoffice.needed"}}
"""What starts each program: only its fixture may, and tests of the starting itself."""


@given(st.integers())
def test_a_property_is_marked(request: pytest.FixtureRequest, number: int) -> None:
    assert request.node.get_closest_marker("property") is not None
    assert number == int(str(number))


class Asking(pytest.Item):
    """A test that asks for a fixture."""

    fixturenames: tuple[str, ...] = ()

    def runtest(self) -> None:
        """Nothing: it is only marked."""


@pytest.mark.parametrize("name", NEEDED)
def test_who_asks_for_a_program_is_marked(name: str, request: pytest.FixtureRequest) -> None:
    item = Asking.from_parent(request.node.parent, name="asking")
    pytest_collection_modifyitems([item])
    assert item.get_closest_marker(name) is None
    item.fixturenames = ("tmp_path", name)
    pytest_collection_modifyitems([item])
    assert item.get_closest_marker(name) is not None


def starting(path: Path) -> Iterator[str]:
    """The functions of a file that start a program themselves, other than its fixture."""
    for function in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(function, ast.FunctionDef):
            named = {
                ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Name | ast.Attribute)
            }
            for program, starts in STARTS.items():
                if function.name != program and not named.isdisjoint(starts):
                    yield f"{path.name}: {function.name}"


def test_nothing_but_its_fixture_starts_a_program() -> None:
    found = [each for path in sorted(HERE.glob("*.py")) for each in starting(path)]
    assert found == ["test_template.py: test_a_missing_libreoffice_fails_where_results_count"]
