# SPDX-License-Identifier: EUPL-1.2
"""The table of clauses: every clause is in it, what it names exists, and the page in docs is what is written."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.definitions.asked import load_asked
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.engine.trace.fingerprints import read_list
from impegni.schema.errors import DefinitionError

PAGE = Path(__file__).parent.parent / "docs" / "clausole.it.md"
RECORDED = PACKAGED / "conventions" / "basilicata.clauses.csv"


def rows() -> dict[str, list[str]]:
    found = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    return {cells[0].strip("*"): cells for cells in found if cells[0].startswith("**")}


@pytest.mark.slow
def test_the_page_is_what_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["rules", "docs", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "clausole.it.md").read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")


def test_every_clause_of_the_text_is_in_it() -> None:
    recorded = [one.id for one in read_list(RECORDED)]
    assert sorted(rows()) == sorted(recorded)


@pytest.mark.slow
def test_every_clause_is_judged_or_says_why_not() -> None:
    book = load_rulebook()
    unjudged = {clause for entry in book.not_judged for clause in entry.clauses}
    table = PAGE.read_text(encoding="utf-8").splitlines()
    for clause in rows():
        (line,) = (one for one in table if one.startswith(f"| **{clause}** "))
        assert re.search(r"\(`[^`]+`\)", line) or clause in unjudged, clause


@pytest.mark.slow
def test_the_rules_it_names_exist() -> None:
    ids = {rule.id for _, rule in load_rulebook().rules()}
    named = re.findall(r"`((?:[A-Z0-9]+\.)[\w.-]+)`", PAGE.read_text(encoding="utf-8"))
    assert named
    assert set(named) <= ids


def test_a_convention_without_such_a_file_has_no_table() -> None:
    assert load_asked(PACKAGED / "conventions" / "national.yaml") == {}


def test_what_is_wrong_with_the_file_is_located(tmp_path: Path) -> None:
    (tmp_path / "x.clauses.yaml").write_text("clauses:\n  C.1: {ask: Niente}\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"x\.clauses\.yaml:2: clauses\.C\.1"):
        load_asked(tmp_path / "x.yaml")
