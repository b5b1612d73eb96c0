# SPDX-License-Identifier: EUPL-1.2
"""National rules: judged over the members given, and never closed while one of them is absent."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from impegni.engine.definitions.conventions import load_convention, load_programme
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.verdicts.run import Options, judge, judge_programme
from impegni.schema.errors import DefinitionError
from impegni.schema.facts import Event, Facts, Submission
from impegni.schema.unit import Unit
from impegni.schema.verdict import Verdict

ROOT = Path(__file__).parent / "national_rulebook"
RULEBOOK = load_rulebook(ROOT)
CONVENTION = load_convention(ROOT / "conventions" / "basilicata.yaml", RULEBOOK.vocabulary)
PROGRAMME = load_programme(ROOT / "conventions" / "national.yaml", RULEBOOK.vocabulary)
BASILICATA = (CONVENTION, Registry([Unit(code="17", kind="region")]))
PUGLIA = (
    CONVENTION.model_copy(update={"convention": "puglia", "region": "16"}),
    Registry([Unit(code="16", kind="region"), Unit(code="S", kind="school", parent="16")]),
)
DUE, FIRST_LATE = dt.date(2019, 1, 10), dt.date(2019, 1, 11)


def contacts(*firms: str, unit: str = "17") -> tuple[Event, ...]:
    day = dt.date(2018, 5, 10)
    return tuple(
        Event(event_id=f"{unit} {firm}", event="firm_contact", date=day, unit=(unit,), firm=firm)
        for firm in firms
    )


def verdict(
    *members: Any, events: tuple[Event, ...] = (), as_of: dt.date, rule: str = "firms-national", **facts: Any
) -> Verdict:
    """The first verdict of a national rule."""
    tables = fact_tables_from(Facts(events=events, **facts))
    options = Options(as_of=as_of, rules=frozenset({f"5.4.{rule}"}))
    return next(judge_programme(RULEBOOK, PROGRAMME, members, tables, options).models())


def test_a_target_reached_is_attained_whoever_is_absent() -> None:
    found = verdict(BASILICATA, events=contacts("F1", "F2", "F3"), as_of=FIRST_LATE)
    assert (found.unit, found.window.label, found.kind, found.observed) == ("IT", "2018", "attainment", 3)
    assert (found.convention, found.required, found.reason) == ("national", 3, None)


@pytest.mark.parametrize("as_of", [FIRST_LATE, dt.date(2019, 4, 11), dt.date(2030, 1, 1)])
def test_a_target_not_reached_is_never_judged_while_a_member_is_absent(as_of: dt.date) -> None:
    found = verdict(BASILICATA, events=contacts("F1", "F2"), as_of=as_of)
    assert (found.kind, str(found.reason)) == ("not_evaluable", "missing_conventions: puglia")


def test_every_absent_member_is_named() -> None:
    assert str(verdict(as_of=FIRST_LATE).reason) == "missing_conventions: basilicata, puglia"


def test_before_the_due_day_is_over_nothing_is_decided() -> None:
    assert verdict(BASILICATA, events=contacts("F1", "F2"), as_of=DUE).kind == "pending"


def test_with_all_members_a_target_not_reached_is_violated() -> None:
    found = verdict(BASILICATA, PUGLIA, events=contacts("F1", "F2"), as_of=FIRST_LATE)
    assert (found.kind, found.shortfall, found.reason) == ("violation", 1, None)


def test_a_firm_of_two_regions_counts_once() -> None:
    events = contacts("F1", "F2") + contacts("F2", unit="16")
    assert verdict(BASILICATA, PUGLIA, events=events, as_of=FIRST_LATE).observed == 2
    assert verdict(BASILICATA, PUGLIA, events=events + contacts("F3", unit="S"), as_of=DUE).observed == 3


def test_a_maximum_exceeded_is_violated_and_one_kept_waits_for_the_absent() -> None:
    late = dt.date(2020, 1, 11)
    for hours, kind in ((10, "not_evaluable"), (11, "violation")):
        event = Event(
            event_id="h", event="hours", date=dt.date(2018, 5, 10), unit=("17",), participants=hours
        )
        assert verdict(BASILICATA, events=(event,), as_of=late, rule="hours-national").kind == kind


@pytest.mark.parametrize(
    ("members", "kind"), [((BASILICATA,), "not_evaluable"), ((BASILICATA, PUGLIA), "violation")]
)
@pytest.mark.parametrize("as_of", [dt.date(2018, 6, 11), dt.date(2030, 1, 1)])
def test_an_order_broken_waits_for_the_absent_as_well(members: Any, kind: str, as_of: dt.date) -> None:
    event = Event(event_id="p", event="school_plan", date=dt.date(2018, 5, 10), unit=("17",))
    found = verdict(*members, events=(event,), as_of=as_of, rule="plans-after-guide-national")
    reason = "missing_conventions: puglia" if kind == "not_evaluable" else "None"
    assert (found.kind, str(found.reason)) == (kind, reason)


def test_members_that_describe_a_unit_differently_are_refused() -> None:
    other = Registry([Unit(code="17", kind="region", name="Altra")])
    with pytest.raises(DefinitionError, match=r"unit 17: two registries describe it differently"):
        verdict(BASILICATA, (PUGLIA[0], other), as_of=FIRST_LATE)


def test_members_that_describe_a_unit_alike_share_it() -> None:
    assert verdict(BASILICATA, (PUGLIA[0], BASILICATA[1]), as_of=FIRST_LATE).kind == "violation"


def submissions(unit: str, months: int) -> tuple[Submission, ...]:
    return tuple(
        Submission(
            id=f"{unit} {month}", month=f"2018-{month:02}", units=(unit,), received=dt.date(2019, 1, 5)
        )
        for month in range(1, months + 1)
    )


def test_a_submission_a_member_still_owes_is_awaited() -> None:
    received = submissions("17", 12) + submissions("16", 11)
    found = verdict(BASILICATA, PUGLIA, as_of=FIRST_LATE, submissions=received)
    assert (found.kind, str(found.reason)) == ("not_evaluable", "missing_submissions: 16 2018-12")
    assert found.incomplete == ("16 2018-12",)


def test_with_every_submission_silence_is_judged() -> None:
    received = submissions("17", 12) + submissions("16", 12)
    assert verdict(BASILICATA, PUGLIA, as_of=FIRST_LATE, submissions=received).kind == "violation"


def test_long_after_what_a_member_did_not_report_was_not_done() -> None:
    received = submissions("17", 12) + submissions("16", 11)
    for as_of, kind in ((dt.date(2019, 4, 10), "not_evaluable"), (dt.date(2019, 4, 11), "violation")):
        found = verdict(BASILICATA, PUGLIA, as_of=as_of, submissions=received)
        assert (found.kind, found.incomplete) == (kind, ("16 2018-12",))


def test_only_national_rules_are_judged_under_the_programme_and_only_there() -> None:
    facts, options = fact_tables_from(Facts()), Options(as_of=FIRST_LATE)
    national = judge_programme(RULEBOOK, PROGRAMME, [BASILICATA, PUGLIA], facts, options)
    judged = ("firms", "schools", "hours", "plans-after-guide")
    assert set(national.frame["rule"]) == {f"5.4.{name}-national" for name in judged}
    assert national.out_of_scope == (("5.4.firms-national-term", "reading"),)
    regional = judge(RULEBOOK, *BASILICATA, facts, options)
    assert set(regional.frame["rule"]) == {"5.4.firms"}
    assert dict(regional.out_of_scope)["5.4.schools-national"] == "national"


def test_nobody_reports_on_months_before_its_own_convention() -> None:
    later = BASILICATA[0].term.model_copy(update={"start": dt.date(2018, 2, 1)})
    joined_later = (PUGLIA[0].model_copy(update={"term": later}), PUGLIA[1])
    received = submissions("17", 12) + submissions("16", 12)[1:]
    assert verdict(BASILICATA, joined_later, as_of=FIRST_LATE, submissions=received).kind == "violation"
    assert verdict(BASILICATA, PUGLIA, as_of=FIRST_LATE, submissions=received).kind == "not_evaluable"


def test_each_member_says_which_kinds_report() -> None:
    schools = PUGLIA[0].reporting.model_copy(update={"kinds": ("school",)})
    by_school = (PUGLIA[0].model_copy(update={"reporting": schools}), PUGLIA[1])
    received = submissions("17", 12) + submissions("S", 12)
    assert verdict(BASILICATA, by_school, as_of=FIRST_LATE, submissions=received).kind == "violation"
