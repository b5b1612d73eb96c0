# SPDX-License-Identifier: EUPL-1.2
"""Amounts in force."""

import datetime as dt

import pytest
from impegni.engine.definitions.amounts import Threshold, resolve
from impegni.schema.amount import Sourced
from impegni.schema.errors import DefinitionError

DAY = dt.date(2019, 7, 1)
DATED = {dt.date(2018, 1, 17): 4000, DAY: Sourced(value=4500, source="Delibera campione")}


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (3, Threshold(3)),
        ("80%", Threshold(80, percent=True)),
        ("$firms", Threshold(4500)),
        (DATED, Threshold(4500)),
        (Sourced(value="5%", source="x"), Threshold(5, percent=True)),
    ],
)
def test_resolved(amount, expected):
    assert resolve(amount, {"firms": DATED}, DAY) == expected


def test_dated_values_hold_from_their_day():
    assert resolve(DATED, {}, dt.date(2019, 6, 30)).value == 4000
    assert resolve(DATED, {}, dt.date(2017, 1, 1)).value == 4000


def test_an_unknown_parameter_is_named_with_those_that_exist():
    with pytest.raises(DefinitionError, match="'firm'; it has firms"):
        resolve("$firm", {"firms": 4000}, DAY)


def test_written_as_a_rule_writes_it():
    assert Threshold(2, percent=True).written() == "2%"
    assert Threshold(2).written() == 2
