# SPDX-License-Identifier: EUPL-1.2
"""The data of a dossier are those of the table of verdicts."""

import json
from functools import cache
from typing import Any

import pytest
from dossier_expected import Expected
from dossier_site import written

pytestmark = pytest.mark.slow

FIGURES = ("required", "observed", "shortfall", "headroom", "active_days", "kind", "at_risk")


@cache
def data() -> Any:
    return json.loads((written()[0] / "brief.json").read_text("utf-8"))


@cache
def expected() -> Expected:
    return Expected()


def place(finding: Any) -> tuple[str, str, str]:
    return finding["rule"], finding["unit"], finding["window"]["label"]


def test_every_verdict_is_there_with_its_figures() -> None:
    found = [finding for part in data()["duties"] for finding in part["findings"]]
    every = expected().now.every
    assert sorted(map(place, found)) == sorted(every)
    for finding in found:
        row = every[place(finding)]
        assert [finding[name] for name in FIGURES] == [row[name] for name in FIGURES]
        assert finding["due"] == row["due"].isoformat()


@pytest.mark.parametrize("name", ["violations", "missed_goals", "undocumented", "at_risk", "not_evaluable"])
def test_lists_are_whole(name: str) -> None:
    found = [one.get("finding", one) for one in data()[name]]
    wanted = [(row["rule"], row["unit"], row["window"]) for row in expected().now.lists[name]]
    assert sorted(map(place, found)) == sorted(wanted)


def test_paces_and_asks_are_worked_out_from_the_verdicts() -> None:
    now = expected().now
    for one in data()["at_risk"]:
        last, days, monthly = now.pace(now.every[place(one["finding"])], expected().registry)
        assert (one["last_day"], one["days"], one["monthly"]) == (last.isoformat(), days, monthly)
    asks = {one["unit"]: (one["months"], one["blocked"], one["until"]) for one in data()["asks"]}
    assert asks == {
        unit: (months, blocked, until and until.isoformat())
        for unit, (months, blocked, until) in now.asks.items()
    }


def test_changes_are_those_between_the_two_runs() -> None:
    found = {place(one): one["change"] for one in data()["changes"] if one["role"] == "rule"}
    assert found == expected().changes
