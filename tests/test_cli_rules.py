# SPDX-License-Identifier: EUPL-1.2
"""The commands about rules."""

import json
import shutil
from pathlib import Path

import pytest
from cli_support import SETTING, SMALL, run


def test_rules_list_and_show() -> None:
    assert "5.1.monthly" in run("rules", "list", *SETTING).stdout
    rules = json.loads(run("rules", "list", "--format", "json", *SETTING).stdout)
    assert {"id": "5.1.monthly", "active": True, "at_least": 1}.items() <= rules[0].items()
    assert "at_least: 1" in run("rules", "show", "5.1.monthly", *SETTING).stdout
    assert run("rules", "show", "5.1.montly", *SETTING).exit_code == 2


@pytest.mark.slow
def test_rules_lint_exits_with_one_on_errors(tmp_path: Path) -> None:
    assert run("rules", "lint", "--rulebook", SMALL).exit_code == 0
    book = shutil.copytree(SMALL, tmp_path / "book")
    rules = book / "line5" / "5.1.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("at_least: $schools", "at_least: 9"), encoding="utf-8"
    )
    result = run("rules", "lint", "--rulebook", book)
    assert result.exit_code == 1
    assert ": errore: " in result.stdout


@pytest.mark.slow
def test_rules_test_passes_and_says_so() -> None:
    result = run("rules", "test", "--rulebook", SMALL)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].endswith("riusciti, 0 falliti")


@pytest.mark.slow
def test_rules_test_shows_the_difference(tmp_path: Path) -> None:
    book = shutil.copytree(SMALL, tmp_path / "book")
    cases = book / "line5" / "5.1.cases.yaml"
    cases.write_text(
        cases.read_text(encoding="utf-8").replace("violation 0/1", "pending 0/1"), encoding="utf-8"
    )
    result = run("rules", "test", "--rulebook", book)
    assert result.exit_code == 1
    assert "FALLITO " in result.stdout
    assert "atteso pending, trovato violation" in result.stdout


@pytest.mark.parametrize(
    "words", [["nothing"], ["--objective", "9.9"], ["--name", "no such sentence"]], ids=lambda words: words[0]
)
def test_rules_test_of_nothing_does_not_pass(words: list[str]) -> None:
    result = run("rules", "test", "--rulebook", SMALL, *words)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.slow
def test_rules_schema() -> None:
    assert json.loads(run("rules", "schema", "verdict").stdout)["title"] == "Verdict"
    assert "rules" in json.loads(run("rules", "schema").stdout)
    assert run("rules", "schema", "nothing").exit_code == 2
