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


def test_a_closed_unit_without_successor_stands_for_nothing():
    assert REGISTRY.resolve("Z", LATER) is None
    assert REGISTRY.closure("Z", LATER) == ()


def test_for_some_days_it_may_still_give_answers():
    assert REGISTRY.ended("Z", LATER, 90) == ("Z", "R")
    assert REGISTRY.ended("Z", MERGED + dt.timedelta(days=90), 90) == ("Z", "R")
    assert REGISTRY.ended("Z", MERGED + dt.timedelta(days=91), 90) == ()
    assert REGISTRY.ended("Z", MERGED, 90) == ()
    assert REGISTRY.ended("A", LATER, 90) == ()


def test_an_answer_belongs_to_those_above_on_its_own_day():
    units = [
        Unit(code="R", kind="region"),
        Unit(code="C", kind="cpi", parent="R", valid_from=LATER),
        Unit(code="K", kind="crisis", parent="C", valid_to=MERGED),
    ]
    assert Registry(units).ended("K", LATER, 90) == ("K", "C", "R")


def test_a_unit_may_answer_for_the_one_above_that_has_just_ended():
    units = [
        Unit(code="R", kind="region"),
        Unit(code="Z", kind="cpi", parent="R", valid_to=MERGED),
        Unit(code="O", kind="cpi_office", parent="Z"),
    ]
    assert Registry(units).ended("O", LATER, 90) == ("Z",)
    assert Registry(units).ended("O", LATER, 0) == ()


def test_nothing_stands_before_it_begins():
    born = Registry([Unit(code="N", kind="its", parent="P", valid_from=LATER), Unit(code="P", kind="cpi")])
    assert (born.resolve("N", MERGED), born.closure("N", LATER)) == (None, ("N", "P"))
    assert born.turning_days("N") == (LATER,)


def test_a_parent_that_has_ended_is_passed_over():
    units = [
        Unit(code="R", kind="region"),
        Unit(code="Z", kind="cpi", parent="R", valid_to=MERGED),
        Unit(code="O", kind="cpi_office", parent="Z"),
    ]
    assert Registry(units).closure("O", MERGED) == ("O", "Z", "R")
    assert Registry(units).closure("O", LATER) == ("O", "R")


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
