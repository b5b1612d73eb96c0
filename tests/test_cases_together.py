# SPDX-License-Identifier: EUPL-1.2
"""Cases that share a run are judged as each would be alone."""

import datetime as dt

import pytest
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.expansion import load_defaults
from impegni.engine.cases.runner import run_cases
from impegni.engine.cases.together import batches
from impegni.engine.cases.unfolding import LocatedCase
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.case import Case, CaseEvent, CasePopulation
from impegni.schema.facts import Submission

BOOK = load_rulebook()
DEFAULTS = load_defaults(BOOK)
DAY = dt.date(2018, 5, 10)
PLAN = CaseEvent(deliverable="adr_service_plan", date=DAY)
SENT = Submission(id="s", month="2018-05", units=("17",), received=DAY)
MEMBERS = CasePopulation(population="adr_beneficiaries", unit="17", size=1, date=DAY)
CHECK = CaseEvent(deliverable="adr_document_check", date=DAY)


@pytest.mark.slow
@pytest.mark.parametrize("objectives", [{"governance", "5.3"}, {"6.3", "6.10"}])
def test_a_shared_run_gives_every_case_the_verdicts_of_a_run_of_its_own(objectives: set[str]) -> None:
    cases = load_cases(BOOK, DEFAULTS, objectives)
    assert len(batches(cases, BOOK, DEFAULTS)) < len(cases)
    alone = [next(run_cases(BOOK, [one], DEFAULTS)) for one in cases]
    assert list(run_cases(BOOK, cases, DEFAULTS)) == alone
    assert all(one.passed and one.verdicts for one in alone)


def case(rule: str, *events: CaseEvent, **fields: object) -> Case:
    return Case.model_validate(
        {"case": rule, "rule": rule, "events": events, "as_of": DAY, "expect": (), **fields}
    )


def runs(*cases: Case) -> int:
    return len(batches([LocatedCase("x", 1, one) for one in cases], BOOK, DEFAULTS))


def test_cases_that_see_nothing_of_each_other_share_a_run() -> None:
    assert runs(case("5.1.service-plan", PLAN), case("5.1.document-check", CHECK)) == 1


@pytest.mark.parametrize(
    "other",
    [
        case("5.1.document-check", CHECK, PLAN),
        case("5.1.service-plan", CHECK),
        case("5.1.document-check", CHECK, as_of=dt.date(2018, 5, 11)),
        case("5.1.document-check", CHECK, convention={"grace_days": 3}),
        case("5.1.document-check", CHECK, submissions=[SENT]),
        case("5.1.document-check", populations=[MEMBERS]),
        case("6.1.call-national"),
    ],
    ids=[
        "its event",
        "the rule again",
        "another day",
        "another agreement",
        "submissions",
        "members",
        "the nation",
    ],
)
def test_cases_that_could_disturb_each_other_do_not(other: Case) -> None:
    assert runs(case("5.1.service-plan", PLAN), other) == 2
