# SPDX-License-Identifier: EUPL-1.2
"""Cases as JUnit XML: a failure is a case that differs, with what was expected and what came."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from broken_files import SMALL
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.cases.xml_text import attributes

CASES = "line5/5.1.cases.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "book"))


def run(book: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["rules", "test", "--rulebook", str(book), *words])


def test_cases_that_pass(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "cases.xml"
    assert run(book, "--junit", str(out)).exit_code == 0
    root = ElementTree.parse(out).getroot()
    assert root.attrib == {
        "name": "impegni rules",
        "tests": "2",
        "failures": "0",
        "errors": "0",
        "skipped": "0",
    }
    suites = {suite.attrib["name"]: suite for suite in root}
    assert list(suites) == ["5.1.info-session", "5.1.info-session-region"]
    case = suites["5.1.info-session"][0]
    assert case.attrib["name"] == "A month without a session is a violation, a month with one is kept"
    assert (case.attrib["file"], case.attrib["line"], len(case)) == (str(book / CASES), "6", 0)


def test_a_case_that_fails(book: Path, tmp_path: Path) -> None:
    path, out = book / CASES, tmp_path / "cases.xml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("violation 0/1", "pending 0/1"), encoding="utf-8"
    )
    assert run(book, "5.1.info-session", "--junit", str(out)).exit_code == 1
    root = ElementTree.parse(out).getroot()
    failure = root.find(".//failure")
    assert root.attrib["failures"] == "1"
    assert failure is not None
    assert (
        failure.attrib["message"] == "A 2018-03: atteso pending, trovato violation (required 1, observed 0)"
    )


def test_a_run_of_nothing_writes_no_file(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "cases.xml"
    assert run(book, "no such case", "--junit", str(out)).exit_code == 2
    assert not out.exists()


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert attributes(name="a\x00<b>") == ' name="a\ufffd&lt;b&gt;"'
