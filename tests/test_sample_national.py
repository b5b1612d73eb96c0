# SPDX-License-Identifier: EUPL-1.2
"""The published national figures, judged end to end through the command line."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.definitions.rulebook import PACKAGED

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "samples" / "national"
COLUMNS = ("rule", "kind", "required", "observed", "progress")


def check(*more: str) -> Result:
    programme = str(PACKAGED / "conventions" / "national.yaml")
    words = ["check", str(SAMPLE / "figures.csv"), "--programme", programme, "--as-of", "2021-02-01"]
    return CliRunner().invoke(main, [*words, *more])


@pytest.fixture(scope="module")
def expected() -> list[dict[str, str]]:
    with (SAMPLE / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_figure_is_judged_as_expected(expected: list[dict[str, str]]) -> None:
    rules = [word for row in expected for word in ("--rule", row["rule"])]
    result = check(*rules, "--format", "ndjson")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    told = [{name: str(one[name]) for name in COLUMNS} for one in found]
    assert sorted(told, key=lambda row: row["rule"]) == expected
    assert {(one["unit"], one["flags"][0], one["counted"]) for one in found} == {("IT", "declared", 0)}
    assert all(one["declared"][0]["source"] and one["declared"][0]["document"] for one in found)
    assert result.exit_code == int(
        any(one["kind"] == "violation" and one["modality"] != "goal" for one in found)
    )


def test_what_no_figure_decides_fails_nothing() -> None:
    assert check("--rule", "5.4.firms-national", "--format", "ndjson").exit_code == 0
