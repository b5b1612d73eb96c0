# SPDX-License-Identifier: EUPL-1.2
"""Who stands for whom on a date, and who belongs to whom."""

import datetime as dt

from impegni.engine.definitions.registry import Registry
from impegni.schema.unit import Unit

MERGED = dt.date(2018, 6, 15)
REGISTRY = Registry(
    [
        Unit(code="R", kind="region"),
        Unit(code="A", kind="cpi", parent="R", valid_to=MERGED, successor="B"),
        Unit(code="B", kind="cpi", parent="R"),
        Unit(code="A1", kind="cpi_office", parent="A"),
        Unit(code="Z", kind="school", parent="R", valid_to=MERGED),
    ]
)
LATER = MERGED + dt.timedelta(days=1)


def test_a_unit_stands_for_itself_to_its_last_day():
    assert REGISTRY.resolve("A", MERGED) == "A"
    assert REGISTRY.resolve("A", LATER) == "B"


def test_a_closed_unit_without_successor_keeps_its_events():
    assert REGISTRY.resolve("Z", LATER) == "Z"


def test_an_unknown_code_belongs_to_nobody():
    assert REGISTRY.resolve("X", LATER) is None
    assert REGISTRY.closure("X", LATER) == ()


def test_ancestors_are_those_of_the_day():
    assert REGISTRY.closure("A1", MERGED) == ("A1", "A", "R")
    assert REGISTRY.closure("A1", LATER) == ("A1", "B", "R")
    assert REGISTRY.turning_days("A1") == (LATER,)
    assert REGISTRY.turning_days("B") == ()


def test_lineage_and_descent():
    assert REGISTRY.predecessors("B") == ("A",)
    assert REGISTRY.predecessors("A") == ()
    assert REGISTRY.descendants("R") == ("A", "A1", "B", "Z")
    assert REGISTRY.ancestors("A1") == ("A", "R")
    assert REGISTRY.get("X") is None
