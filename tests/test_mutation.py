# SPDX-License-Identifier: EUPL-1.2
"""Mutants: what is made of a rule, what kills it, what the file of equivalents may say."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.engine.mutation.equivalents import load_equivalents, reviewed
from impegni.engine.mutation.figures import shifted
from impegni.engine.mutation.mutants import mutants_of
from impegni.engine.mutation.report import count_line, record, rule_lines
from impegni.engine.mutation.runs import Fate, RuleRun, Trials, run_rules
from impegni.engine.mutation.shapes import shape_of
from impegni.engine.mutation.trial import Example
from impegni.schema.case import Case
from impegni.schema.errors import DefinitionError
from impegni.schema.rule import Rule

pytestmark = pytest.mark.slow

BOOK = load_rulebook()
RULE = "5.1.document-check"
NAMED = {"id": "5.1.x", "clauses": ["5.1"], "owed_by": "region", "title": {"it": "x", "en": "x"}}


def ids(**fields: Any) -> set[str]:
    content = {**NAMED, **fields}
    parameters = {"part": "100%", "few": 2}
    return {one.id for one in mutants_of(Rule.model_validate(content), BOOK.vocabulary, parameters)}


def counted(**fields: Any) -> set[str]:
    return ids(
        for_each="cpi", per="month", where={"event": "info_session", "topic": ["adr", "piaac"]}, **fields
    )


def test_figures_units_periods_and_filters_are_changed() -> None:
    assert {
        "at_least 2 -> 3", "at_least 2 -> 1", "at_least -> at_most", "tolerance dropped", "tolerance 10% -> 11%",
        "per month -> year", "for_each.kind cpi -> cpi_office", "for_each.kind with region", "partial full",
        "grace_days +1", "where.event widened to any", "where.topic dropped", "where.topic without adr",
        "where.topic adr -> project_management",
    } <= counted(at_least=2, tolerance="10%")  # fmt: skip


def test_a_parameter_moves_in_the_agreement_where_it_can() -> None:
    share = {"share": {"reached": "person", "of": "involved_students", "lead_days": 1}}
    found = counted(at_least="$part", measure=share)
    assert "at_least $part -1" in found
    assert "at_least $part +1" not in found
    assert {"measure.share.lead_days dropped", "measure.share.reached person -> firm"} <= found
    assert "measure.share.since none -> joining" in found
    assert {"at_least $few +1", "measure count:events -> distinct person"} <= counted(at_least="$few")


def test_each_dated_value_is_dropped_moved_and_changed() -> None:
    dated = {dt.date(2018, 1, 1): 2, dt.date(2019, 1, 1): {"value": 3, "source": "x"}}
    assert {
        "at_least.2018-01-01 2 -> 3", "at_least.2019-01-01.value 3 -> 2", "at_least.2019-01-01 dropped",
        "at_least 2019-01-01 -> 2019-01-02", "at_least 2019-01-01 -> 2018-12-31",
    } <= counted(at_least=dated)  # fmt: skip


def test_pairs_conditions_and_readings_are_changed() -> None:
    pair = {"each": {"event": "seminar"}, "then": {"event": "meeting"}, "same": "unit", "within_days": 5}
    when = {"event": {"event": "alert"}, "until": {"event": {"event": "request"}}}
    found = ids(for_each="cpi", per="term", when=when, response=pair, reading={"student_pool": "estimate"})
    assert {
        "response turned round", "response.same unit -> region", "response.within_days 5 -> 6",
        "response.within_days 5 -> term", "response.one_to_one false -> true", "response.then.event widened to any",
        "when dropped", "when.at unit -> region", "when.until dropped", "when.event.event widened to any",
    } <= found  # fmt: skip
    assert any(one.startswith("reading.student_pool estimate -> ") for one in found)


def test_members_of_a_composition_are_left_out_and_changed() -> None:
    members = [
        {"id": f"5.1.{name}", "where": {"event": name}, "quantified": False} for name in ("alert", "seminar")
    ]
    found = ids(for_each="region", per="term", any_of=members)
    assert {"any_of -> all_of", "without 5.1.alert", "[5.1.seminar] at_least 1 -> 2"} <= found
    found = ids(for_each="region", per="term", at_least_of={"n": 2, "members": members})
    assert "at_least_of.n 2 -> 1" in found
    assert "at_least_of.n 2 -> 3" not in found, "the schema refuses more than there are"


def test_tests_of_every_form_are_changed() -> None:
    where = {"event": "seminar", "participants": {"min": 5}, "topic": {"not": ["adr", "piaac"]}}
    found = ids(
        where={**where, "evidence": {"present": True}}, quantified=False, grace_days=0, partial="full"
    )
    assert {
        "where.participants min 5 -> min 6", "where.participants min 5 -> max 5", "where.topic not without adr",
        "where.topic not adr, piaac -> adr, piaac", "where.evidence present true -> present false",
        "grace_days dropped", "grace_days 0 -> 1", "partial dropped",
    } <= found  # fmt: skip


def test_every_mutant_of_the_rulebook_has_an_id_of_its_own() -> None:
    for _, rule in BOOK.rules():
        found = [one.id for one in mutants_of(rule, BOOK.vocabulary, {})]
        assert len(found) == len(set(found)) > 5


def test_amounts_move_within_their_bounds() -> None:
    assert [shifted(0, -1), shifted("100%", 1), shifted("5%", -1)] == [0, "100%", "4%"]
    assert shifted({dt.date(2018, 1, 1): 2}, 1) == {dt.date(2018, 1, 1): 3}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGED, tmp_path / "rules")
    return tmp_path / "rules"


def test_the_cases_of_a_rule_kill_its_mutants_in_this_process_and_in_others() -> None:
    here = list(run_rules(PACKAGED, [RULE], 1))
    assert all(fate.killer for fate in here[0].fates)
    assert [one.rule for one in run_rules(PACKAGED, [RULE, "5.1.service-plan"], 2)] == [
        RULE,
        "5.1.service-plan",
    ]


def test_rules_of_one_shape_are_tried_once_and_have_the_fates_they_would_have_alone() -> None:
    alike = ["5.1.session-materials", "5.5.organisation-analysis"]
    trials = Trials(PACKAGED, alike, None)
    assert trials.shape(alike[0]) == trials.shape(alike[1])
    assert list(run_rules(PACKAGED, alike, 1)) == [trials.run(rule) for rule in alike]


def test_which_document_is_in_the_facts_makes_the_shape() -> None:
    own, following, *others = list(BOOK.vocabulary.deliverables)[:4]
    where = {"event": "deliverable", "deliverable": own}
    rule = Rule.model_validate({**NAMED, "for_each": "region", "where": where, "quantified": False})
    mutants = list(mutants_of(rule, BOOK.vocabulary, {}))
    shapes = [shape_of(rule, mutants, [case_with(code)]) for code in (own, following, *others)]
    assert shapes[2] == shapes[3]
    assert len(set(shapes)) == 3, "the rule's own, the one a mutant asks for, any other"


def case_with(document: str) -> Case:
    event = {"event": "deliverable", "deliverable": document, "date": dt.date(2018, 3, 1)}
    expected = {"unit": "17", "window": "term", "kind": "attainment"}
    return Case.model_validate(
        {
            "case": document,
            "rule": "5.1.x",
            "events": [event],
            "as_of": dt.date(2018, 4, 1),
            "expect": [expected],
        }
    )


WEAK = """
  - rule: 5.1.document-check
    term: 2018-03-01..2018-12-31
    cases:
      - case: The check is on file
        events: [{deliverable: adr_document_check, date: 2018-05-10}]
        as_of: 2018-05-10
        expect: term attainment 1/1
      - case: Another document is not the check
        events: [{deliverable: adr_session_plan, date: 2018-05-10}]
        as_of: 2019-01-11
        expect: term violation 0/1
"""
"""Cases that do not look on the due day, and at nothing but documents."""


def with_cases_instead_of_the_row(root: Path, cases: str) -> None:
    path = root / "line5" / "5.1.cases.yaml"
    text = path.read_text(encoding="utf-8").replace("  5.1.document-check: adr_document_check\n", "")
    path.write_text(text + cases, encoding="utf-8")


def test_without_the_case_that_kills_it_a_mutant_survives_and_shows_what_it_changes(root: Path) -> None:
    with_cases_instead_of_the_row(root, WEAK)
    run = next(run_rules(root, [RULE], 1))
    survived = {fate.mutant: fate.example for fate in run.fates if fate.killer is None}
    assert set(survived) == {"grace_days -1", "where.event widened to any"}
    example = survived["grace_days -1"]
    assert example is not None
    assert (example.field, example.before, example.after) == ("due", "2019-01-10", "2019-01-09")
    result = CliRunner().invoke(main, ["rules", "mutate", RULE, "--jobs", "1", "--rulebook", str(root)])
    assert result.exit_code == 1
    assert "sopravvissuto: grace_days -1" in result.output
    assert "17 term: due 2019-01-10 -> 2019-01-09, sui fatti del caso a" in result.output
    assert "scrivere due 2019-01-10 dopo quel verdetto" in result.output


def test_a_rule_whose_own_cases_fail_is_not_tried(root: Path) -> None:
    with_cases_instead_of_the_row(root, WEAK.replace("violation 0/1", "violation 1/1"))
    run = next(run_rules(root, [RULE], 1))
    assert run.failing
    assert not run.fates
    assert next(rule_lines(reviewed(run, []))).startswith(f"FAIL {RULE}: its own cases fail")


def write(root: Path, text: str) -> None:
    (root / "equivalent_mutants.yaml").write_text(text, encoding="utf-8")


ENTRY = "equivalent_mutants:\n- {mutant: m, rules: [%s], reason: {it: x, en: why}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY % "5.1.nothing", "got '5.1.nothing'"),
        (ENTRY % f"{RULE}, {RULE}", "twice"),
        ("equivalent_mutants:\n- {mutant: m, rules: [5.1.x]}\n", "reason"),
    ],
)
def test_a_wrong_file_of_equivalents_is_refused_with_its_line(root: Path, text: str, said: str) -> None:
    write(root, text)
    with pytest.raises(DefinitionError) as caught:
        load_equivalents(load_rulebook(root))
    assert "equivalent_mutants.yaml:2" in str(caught.value)
    assert said in str(caught.value)


def test_entries_explain_survivors_and_may_not_rot(root: Path) -> None:
    write(root, ENTRY % RULE)
    entries = load_equivalents(load_rulebook(root))
    survivor = reviewed(RuleRun(RULE, (Fate("m", None),)), entries)
    assert survivor.passed
    assert "equivalent: m: why" in "".join(rule_lines(survivor))
    for fates, said in (
        ((Fate("m", "a:1"),), "a:1 kills"),
        ((Fate("other", "a:1"),), "no mutant of this rule"),
    ):
        stale = reviewed(RuleRun(RULE, fates), entries)
        assert not stale.passed
        assert said in stale.stale[0]


def test_a_rulebook_without_the_file_has_no_equivalents(root: Path) -> None:
    (root / "equivalent_mutants.yaml").unlink()
    assert load_equivalents(load_rulebook(root)) == []


@pytest.mark.parametrize(
    ("case", "field", "before", "said"),
    [
        ("a:1", "reason", "none", "write reason none behind that verdict"),
        ("a:1", "reason", "continued_in: B", "write reason continued_in B behind"),
        ("a:1", "incomplete", "[A 2018-03, B 2018-03]", "write incomplete A 2018-03 + B 2018-03 behind"),
        ("a:1", "flags", "[]", "write flags none behind"),
        ("a:1", None, "pending", "as expect in the place of only"),
        (None, "kind", "pending", "write a case with facts like these that expects kind pending"),
        (None, None, None, "that expects no verdict"),
    ],
)
def test_a_survivor_says_what_to_write(
    case: str | None, field: str | None, before: str | None, said: str
) -> None:
    example = Example(case, "2018-05-01", RULE, "17", "term", field, before, "other")
    lines = list(rule_lines(reviewed(RuleRun(RULE, (Fate("m", None, example),)), [])))
    assert f"the facts of {'the case at a:1' if case else 'the sample as of 2018-05-01'}" in lines[2]
    assert said in lines[3]


def test_a_survivor_that_changes_nothing_asks_for_facts_or_a_reason() -> None:
    lines = list(rule_lines(reviewed(RuleRun(RULE, (Fate("m", None),)), [])))
    assert "changes no verdict" in lines[2]
    assert "equivalent_mutants.yaml" in lines[3]


def test_the_score_is_100_only_when_all_are_killed() -> None:
    killed, lost = Fate("a", "x:1"), Fate("b", None)
    almost = reviewed(RuleRun(RULE, tuple(Fate(f"a{n}", "x:1") for n in range(2999)) + (lost,)), [])
    assert "mutation score 99.9 %" in count_line([almost])
    assert record([reviewed(RuleRun(RULE, (killed,)), [])])["score"] == "100 %"


def test_the_command_prints_json_and_refuses_what_does_not_exist() -> None:
    result = CliRunner().invoke(main, ["rules", "mutate", RULE, "--jobs", "1", "--format", "json"])
    assert result.exit_code == 0
    assert '"survived": 0' in result.output
    for words in (["5.1.nothing"], ["--objective", "9.9"], [RULE, "--objective", "5.2"]):
        assert CliRunner().invoke(main, ["rules", "mutate", *words]).exit_code == 2
