# SPDX-License-Identifier: EUPL-1.2
"""Cases are spelled out, run and compared; the tester itself is tested where it must fail."""

import datetime as dt
from typing import Any

import pytest
from broken_files import SMALL
from impegni.engine.cases.bench import ComparedVerdict, JudgedCases
from impegni.engine.cases.case_files import load_cases, select_cases
from impegni.engine.cases.expansion import expand, load_defaults
from impegni.engine.cases.report import count_line, result_lines
from impegni.engine.cases.runner import CaseResult, compared, run_cases
from impegni.engine.cases.unfolding import LocatedCase
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.case import Case, CaseEvent, CasePopulation, Expected
from impegni.schema.errors import UsageError
from impegni.schema.facts import Submission
from impegni.schema.unit import Unit

RULEBOOK = load_rulebook(SMALL)
DEFAULTS = load_defaults(RULEBOOK)


def case(**fields: Any) -> Case:
    only = (Expected(unit="PZ", window="2018-03", kind="violation", required=1, observed=0),)
    written = {"case": "A silent month", "rule": "5.1.info-session", "as_of": dt.date(2018, 4, 11), **fields}
    return Case(**(written if {"expect", "only"} & set(fields) else {**written, "expect": only}))


def verdict(**fields: Any) -> ComparedVerdict:
    usual: dict[str, Any] = {
        "rule": "5.1.info-session",
        "unit": "PZ",
        "window": "2018-03",
        "kind": "violation",
        "threshold": 1,
        "required": 1,
        "observed": 0,
        "shortfall": None,
        "headroom": None,
        "active_days": 31,
        "due": dt.date(2018, 4, 10),
        "at_risk": False,
        "incomplete": (),
        "flags": (),
        "reason": None,
    }
    return ComparedVerdict(**{**usual, **fields})


def ran(
    written: Case, *verdicts: ComparedVerdict, out_of_scope: tuple[tuple[str, str], ...] = ()
) -> CaseResult:
    located = LocatedCase("5.1.cases.yaml", 3, written)
    return compared(located, JudgedCases(verdicts, out_of_scope))


def said(result: CaseResult) -> list[str]:
    return [line.strip() for line in result_lines(result)]


def events(*written: CaseEvent) -> list[tuple[str, str, tuple[str, ...]]]:
    expanded = expand(case(events=written), DEFAULTS)
    return [(event.event_id, str(event.date), event.unit) for event in expanded.facts.events]


@pytest.mark.parametrize("located", load_cases(RULEBOOK), ids=lambda located: located.case.case)
def test_cases_run_through_the_production_path(located: LocatedCase) -> None:
    assert list(result_lines(*run_cases(RULEBOOK, [located], DEFAULTS))) == [
        f"PASS {located.case.rule}: {located.case.case}"
    ]


def test_cases_are_located() -> None:
    assert [located.line for located in load_cases(RULEBOOK)] == [6, 20]


def test_an_event_stands_at_the_region_unless_it_says_where() -> None:
    assert events(CaseEvent(event="info_session", date=dt.date(2018, 3, 1))) == [
        ("e1", "2018-03-01", ("17",))
    ]


def test_repeated_events() -> None:
    repeat = "monthly 2018-01..2018-03 except 2018-02 at PZ, MT"
    assert events(CaseEvent(event="info_session", repeat=repeat)) == [
        ("e1", "2018-01-15", ("PZ",)),
        ("e2", "2018-01-15", ("MT",)),
        ("e3", "2018-03-15", ("PZ",)),
        ("e4", "2018-03-15", ("MT",)),
    ]


def test_repeated_events_keep_to_the_last_day_of_short_months() -> None:
    written = CaseEvent(event="info_session", repeat="monthly 2018-01..2018-02", date=dt.date(2018, 1, 31))
    assert [day for _, day, _ in events(written)] == ["2018-01-31", "2018-02-28"]


def test_made_ids_avoid_written_ones() -> None:
    day = dt.date(2018, 3, 1)
    written = [CaseEvent(event="info_session", date=day, event_id=name) for name in (None, "e1", None)]
    assert [name for name, _, _ in events(*written)] == ["e2", "e1", "e3"]


def test_many_events_have_distinct_ids_and_numbers() -> None:
    written = CaseEvent(event="info_session", date=dt.date(2018, 3, 1), event_id="s", times=3, firm="F{n}")
    found = expand(case(events=[written]), DEFAULTS).facts.events
    assert [(event.event_id, event.firm) for event in found] == [("s-1", "F1"), ("s-2", "F2"), ("s-3", "F3")]


def test_members_are_numbered() -> None:
    row = CasePopulation(population="beneficiaries", unit="PZ", person="P{n}", times=2)
    found = expand(case(populations=[row]), DEFAULTS).facts.populations
    assert [member.person for member in found] == ["P1", "P2"]


def test_the_convention_is_overridden_key_by_key() -> None:
    overrides = {"parameters": {"other": 7}, "grace_days": 3}
    convention = expand(case(convention=overrides), DEFAULTS).convention
    assert convention.parameters == {"schools": 1, "other": 7}
    assert (convention.grace_days, convention.warn_days) == (3, 7)


def test_units_of_a_case_replace_the_registry_but_not_the_region() -> None:
    units = [Unit(code="A", kind="cpi"), Unit(code="B", kind="school", parent="A")]
    registry = expand(case(units=units), DEFAULTS).registry
    assert {unit.code: unit.parent for unit in registry.units} == {"17": None, "A": "17", "B": "A"}


def test_without_units_the_registry_is_the_default_one() -> None:
    assert expand(case(), DEFAULTS).registry is DEFAULTS.registry


def test_submissions_are_complete_unless_written() -> None:
    assert expand(case(), DEFAULTS).facts.submissions is None
    written = Submission(id="s", month="2018-03", units=("PZ",), received=dt.date(2018, 4, 5))
    assert expand(case(submissions=[written]), DEFAULTS).facts.submissions == (written,)


def test_a_case_as_expected_passes() -> None:
    result = ran(case(), verdict())
    assert result.passed
    assert said(result) == ["PASS 5.1.info-session: A silent month"]


def test_another_kind_and_number_are_told() -> None:
    assert said(ran(case(), verdict(kind="pending", observed=2, reason="unused"))) == [
        "FAIL 5.1.info-session: A silent month",
        "5.1.cases.yaml:3",
        "PZ 2018-03: expected violation, got pending (required 1, observed 2, reason unused)",
        "PZ 2018-03: observed: expected 0, got 2",
    ]


def test_a_missing_verdict_is_told() -> None:
    assert said(ran(case()))[2:] == ["PZ 2018-03: expected violation, got no verdict"]


def test_an_unexpected_verdict_is_told_for_expect_and_not_for_only() -> None:
    other = verdict(unit="MT")
    line = "MT 2018-03: expected no verdict, got violation (required 1, observed 0)"
    assert said(ran(case(), verdict(), other))[2:] == [line]
    only = (Expected(unit="PZ", window="2018-03", kind="violation"),)
    assert ran(case(only=only), verdict(), other).passed


def test_verdicts_of_rules_the_case_does_not_name_are_left_alone() -> None:
    assert ran(case(), verdict(), verdict(rule="5.1.other")).passed


@pytest.mark.parametrize(
    ("written", "got", "line"),
    [
        ({"reason": "suspended: a"}, {"reason": "suspended: a"}, None),
        (
            {"reason": "suspended"},
            {"reason": "suspended: a"},
            "expected suspended, got suspended: a",
        ),
        ({"reason": None}, {"reason": "unused"}, "expected none, got unused"),
        ({"reason": "unused"}, {}, "expected unused, got none"),
        ({"incomplete": ("PZ 2018-03",)}, {}, "expected [PZ 2018-03], got []"),
        ({"incomplete": None}, {}, None),
        ({"flags": ("late",)}, {"flags": ("late",)}, None),
        ({"at_risk": True}, {}, "expected true, got false"),
        ({"due": dt.date(2018, 4, 9)}, {}, "expected 2018-04-09, got 2018-04-10"),
        ({"required": None}, {}, "expected none, got 1"),
    ],
)
def test_a_field_is_compared_when_it_is_written(
    written: dict[str, Any], got: dict[str, Any], line: str | None
) -> None:
    expected = Expected(unit="PZ", window="2018-03", kind="violation", **written)
    result = ran(case(expect=(expected,)), verdict(**got))
    field = next(iter(written))
    assert said(result)[2:] == ([] if line is None else [f"PZ 2018-03: {field}: {line}"])


def test_a_rule_out_of_scope_fails_its_case() -> None:
    result = ran(case(), out_of_scope=(("5.1.info-session", "no_submissions"),))
    assert not result.passed
    assert "the rule was not judged: no_submissions" in said(result)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 2),
        (["5.1"], 2),
        (["5.1.info-session"], 1),
        (["other reading"], 1),
        (["5.1.info-session", "OTHER"], 2),
    ],
)
def test_cases_are_selected_by_rule_objective_or_sentence(words: list[str], count: int) -> None:
    assert len(select_cases(load_cases(RULEBOOK), words)) == count


def test_a_selection_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match=r"did you mean '5\.1\.info-session'"):
        select_cases(load_cases(RULEBOOK), ["5.1.info-sessio"])


def test_the_count_of_cases() -> None:
    assert count_line([ran(case(), verdict()), ran(case())]) == "2 cases: 1 passed, 1 failed"


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("5.1.cases.yaml", True),
        ("5.1.national.cases.yaml", True),
        ("5.10.cases.yaml", False),
        ("5.1.2.cases.yaml", False),
    ],
)
def test_cases_stand_in_the_file_of_their_objective_or_a_part_of_it(name: str, beside: bool) -> None:
    located = LocatedCase(f"line5/{name}", 1, case())
    assert bool(_selected(located)) is beside


def _selected(located: LocatedCase) -> list[LocatedCase]:
    try:
        return select_cases([located], ["5.1"])
    except UsageError:
        return []
