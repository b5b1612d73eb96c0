# SPDX-License-Identifier: EUPL-1.2
"""JUnit XML: failures and errors are breaches and nothing else is."""

from xml.etree import ElementTree

import pytest
from impegni.engine.reports.junit import junit_lines
from impegni.engine.reports.page import Page
from impegni.schema.facts import Submission
from impegni.schema.unit import Unit
from report_pages import REGION, make_page, sessions

MONTHLY, GOAL = "5.1.monthly", "5.1.wished"


def suites(*pages: Page) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring("".join(junit_lines(pages))))


def outcomes(page: Page) -> dict[str, str]:
    """The outcome of each test by its name."""
    found = {}
    for case in (case for suite in suites(page) for case in suite.iter("testcase")):
        found[case.attrib["name"]] = case[0].tag if len(case) else "passed"
    return found


def test_a_violation_fails_and_what_is_open_is_skipped() -> None:
    found = outcomes(make_page("2018-03-11", [MONTHLY], sessions("A", "2018-02-10")))
    assert found == {
        f"{MONTHLY}/A/2018-01": "skipped",
        f"{MONTHLY}/A/2018-02": "passed",
        f"{MONTHLY}/A/2018-03": "skipped",
        f"{MONTHLY}/B/2018-01": "skipped",
        f"{MONTHLY}/B/2018-02": "failure",
        f"{MONTHLY}/B/2018-03": "skipped",
    }


def test_a_failure_says_what_is_missing() -> None:
    (suite,) = suites(make_page("2018-03-11", [MONTHLY], language="en"))
    (failure, _) = suite.iter("failure")
    assert failure.attrib == {
        "message": "violated, 0 of 1, 1 missing (owed by ANPAL Servizi)",
        "type": "violation",
    }
    assert suite.attrib == {
        "name": "sample 5.1", "tests": "6", "failures": "2", "errors": "0", "skipped": "4",
    }  # fmt: skip


def test_what_cannot_be_evaluated_is_an_error_that_says_why() -> None:
    sent = Submission.model_validate(
        {"id": "s", "month": "2018-02", "units": ["R"], "received": "2018-03-01"}, strict=False
    )
    page = make_page("2018-03-11", [MONTHLY], sessions("A", "2018-02-10"), submissions=[sent])
    (error,) = suites(page)[0].iter("error")
    assert (
        error.attrib["message"]
        == "non valutabile, 0 di 1: manca l'invio di febbraio 2018: CPI Beta (a carico di ANPAL Servizi)"
    )


@pytest.mark.parametrize("rule", [GOAL, "5.1.two-of-three"])
def test_goals_and_components_do_not_fail(rule: str) -> None:
    found = outcomes(make_page("2018-04-11", [rule]))
    assert {name.split("/")[0] for name in found} == {rule}
    failed = "failure" in found.values()
    assert failed == (rule != GOAL)


def test_a_suite_is_an_objective_and_the_total_is_their_sum() -> None:
    page = make_page("2018-03-11", [MONTHLY, "ART.5.submission"], submissions=[])
    root = ElementTree.fromstring("".join(junit_lines([page, page])))
    assert [suite.attrib["name"] for suite in root] == ["sample 5.1", "sample governance"] * 2
    assert int(root.attrib["tests"]) == sum(int(suite.attrib["tests"]) for suite in root)


def test_any_code_makes_well_formed_xml() -> None:
    unit = Unit(code="<\"&\x01'>", kind="cpi", parent="R")
    (name, *_) = outcomes(make_page("2018-03-11", [MONTHLY], units=[REGION, unit]))
    assert name == f"{MONTHLY}/<\"&\N{REPLACEMENT CHARACTER}'>/2018-01"


def test_a_run_without_verdicts_has_no_suite() -> None:
    assert suites(make_page("2017-12-31", [MONTHLY])) == []
