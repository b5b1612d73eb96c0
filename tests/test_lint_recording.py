# SPDX-License-Identifier: EUPL-1.2
"""Lint finds rules that look at what no form asks for, codes that keep nothing, papers of anybody, idle duties."""

import shutil
from pathlib import Path

import pytest
from broken_files import SMALL
from lint_support import CONVENTION, RULES, VOCABULARY, add_rule, edit, findings, told

pytestmark = pytest.mark.slow

FREE = "free: true, reason: {it: Serve alle prove, en: It serves the tests}"
GUIDE = "guide: {title: {it: Guida, en: Guide}, "
QUANTIFIED = "    for_each: cpi\n    per: month\n    at_least: 1\n    numbers: {5.1/A3: 1}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "rulebook"))


def said(root: Path) -> list[tuple[str, str, str]]:
    return [(check, subject, reason) for check, _, subject, reason in told(root, recording=True)]


def with_guide(root: Path, vocabulary: str, where: str = "{event: deliverable, deliverable: guide}") -> None:
    """Add a documentary rule on the guide, of which the vocabulary says more."""
    edit(root, VOCABULARY, f"{GUIDE}{FREE}}}", f"{GUIDE}{vocabulary}}}")
    edit(root, VOCABULARY, f"requires: [deliverable], {FREE}}}", "requires: [deliverable]}")
    add_rule(root, f"    where: {where}\n    quantified: false")


@pytest.mark.parametrize(
    ("also", "measure", "field", "column"),
    [
        ("target: {present: true}", "count: events", "where", "target"),
        ("participants: {min: 2}", "count: events", "where", "participants"),
        ("person: {not: P1}", "count: events", "where", "person"),
        ("topic: adr", "distinct: firm", "measure", "firm"),
        ("topic: adr", "sum: invited", "measure", "invited"),
    ],
)
def test_a_column_that_no_form_asks_for(root: Path, also: str, measure: str, field: str, column: str) -> None:
    where = f"    where: {{event: info_session, {also}}}\n    measure: {{{measure}}}\n"
    add_rule(root, where + QUANTIFIED)
    reason = f"{field}: it looks at {column}, and event info_session does not require it"
    assert said(root) == [("column_not_required", "5.1.more", reason)]
    edit(root, VOCABULARY, "requires: [topic]", f"requires: [topic, {column}]")
    assert said(root) == []


def test_a_column_wanted_empty_is_asked_of_nobody(root: Path) -> None:
    add_rule(root, "    where: {event: info_session, topic: adr, target: {present: false}}\n" + QUANTIFIED)
    assert said(root) == []


def test_a_case_by_which_events_are_paired(root: Path) -> None:
    pair = "{each: {event: info_session}, after: {event: info_session, topic: adr}, same: case}"
    add_rule(root, f"    for_each: cpi\n    per: month\n    order: {pair}")
    reason = "same: it looks at case, and event info_session does not require it"
    assert said(root) == [("column_not_required", "5.1.more", reason)]


def test_a_column_that_the_deliverable_asks_for(root: Path) -> None:
    where = "{event: deliverable, deliverable: guide, topic: adr}"
    with_guide(root, "units: [region]", where)
    reason = "where: it looks at topic, and deliverable guide does not require it"
    assert said(root) == [("column_not_required", "5.1.more", reason)]
    edit(root, VOCABULARY, "units: [region]}", "units: [region], requires: [topic]}")
    assert said(root) == []


def test_a_finding_says_what_to_write_and_where(root: Path) -> None:
    with_guide(root, "units: [region]", "{event: deliverable, deliverable: guide, topic: adr}")
    (found,) = findings(root)
    assert found.place == f"{root}/line5/5.1.yaml:36"
    assert found.remedy == (
        "write requires: [topic] at deliverable guide in the vocabulary, or drop it from the rule"
    )


def test_a_paper_that_anybody_may_file(root: Path) -> None:
    with_guide(root, "requires: [evidence]")
    reason = "where: deliverable guide may be recorded at any unit, so a paper of anybody keeps the duty"
    assert said(root) == [("paper_of_anyone", "5.1.more", reason)]
    edit(root, VOCABULARY, "requires: [evidence]}", "requires: [evidence], units: [region]}")
    assert said(root) == []


def test_a_paper_of_every_kind_of_unit_is_one_of_anybody(root: Path) -> None:
    with_guide(root, "units: [region, cpi, school]")
    reason = "where: deliverable guide may be recorded at any unit, so a paper of anybody keeps the duty"
    assert said(root) == [("paper_of_anyone", "5.1.more", reason)]


def test_an_answer_that_anybody_may_file(root: Path) -> None:
    edit(root, VOCABULARY, f"{GUIDE}{FREE}}}", f"{GUIDE}requires: [evidence]}}")
    edit(root, VOCABULARY, f"requires: [deliverable], {FREE}}}", "requires: [deliverable]}")
    pair = "{each: {event: info_session, topic: adr}, then: {event: deliverable, deliverable: guide}"
    add_rule(
        root, f"    per: month\n    for_each: region\n    response: {pair}, same: region, within_days: 9}}"
    )
    reason = (
        "response.then: deliverable guide may be recorded at any unit, so a paper of anybody keeps the duty"
    )
    assert said(root) == [("paper_of_anyone", "5.1.more", reason)]


def test_the_event_type_may_say_whose_paper_it_is(root: Path) -> None:
    with_guide(root, "requires: [evidence]")
    edit(root, VOCABULARY, "requires: [deliverable]}", "requires: [deliverable], units: [region]}")
    assert said(root) == []


@pytest.mark.parametrize(
    ("written", "group", "code"),
    [
        ("  rei: {title: {it: REI, en: REI}, ", "topics", "rei"),
        (f"  {GUIDE}", "deliverables", "guide"),
        ("  final: {title: {it: Finale, en: Final}, ", "phases", "final"),
        (", sum_over: [cpi], ", "populations", "beneficiaries"),
        (", requires: [deliverable], ", "events", "deliverable"),
    ],
)
def test_a_code_on_offer_that_no_rule_names(root: Path, written: str, group: str, code: str) -> None:
    edit(root, VOCABULARY, f"{written}{FREE}", written.rstrip(", "))
    reason = "it is on offer and no rule names it, so that choosing it keeps no duty"
    assert said(root) == [("unused_code", code, reason)]
    assert findings(root)[0].place == f"vocabulary.yaml: {group}"


def test_a_code_said_to_be_free_that_a_rule_names(root: Path) -> None:
    edit(
        root, VOCABULARY, "adr: {title: {it: AdR, en: AdR}}", f"adr: {{title: {{it: AdR, en: AdR}}, {FREE}}}"
    )
    reason = "it is said to be free, and 5.1.info-session, 5.1.info-session-region names it"
    assert said(root) == [("free_and_used", "adr", reason)]


def test_a_party_that_owes_nothing(root: Path) -> None:
    edit(root, VOCABULARY, "parties:\n", "parties:\n  province: {title: {it: Provincia, en: Province}}\n")
    reason = "it is on offer and no rule names it, so that choosing it keeps no duty"
    assert said(root) == [("unused_code", "province", reason)]


def test_a_title_of_two_codes(root: Path) -> None:
    edit(root, VOCABULARY, "rei: {title: {it: REI, en: REI}", "rei: {title: {it: adr, en: REI}")
    reason = "its title 'adr' is that of adr too, so that files must write the codes"
    assert said(root) == [("title_twice", "rei", reason)]


def test_a_product_recorded_where_the_rule_does_not_look(root: Path) -> None:
    with_guide(root, "units: [region]")
    edit(root, RULES, "deliverable: guide}", "deliverable: guide}\n    for_each: cpi\n    per: term")
    reason = "where: its events are recorded at units of kind region, which are no cpi and below none"
    assert said(root) == [("out_of_reach", "5.1.more", reason)]


@pytest.mark.parametrize("recorded", ["units: [cpi]", "units: [school]", "units: [region], requires: [case]"])
def test_a_product_recorded_below_or_for_a_case(root: Path, recorded: str) -> None:
    with_guide(root, recorded)
    kind = "cpi" if "case" in recorded else "region"
    edit(root, RULES, "deliverable: guide}", f"deliverable: guide}}\n    for_each: {kind}\n    per: term")
    assert said(root) == []


def test_a_kind_that_no_unit_is_of_stands_below_the_region_and_no_other(root: Path) -> None:
    plural = "plural: {it: Sportelli, en: Desks}"
    desk = f"  desk: {{title: {{it: Sportello, en: Desk}}, {plural}}}\n  school:\n"
    edit(root, VOCABULARY, "  school:\n", desk)
    with_guide(root, "units: [desk]")
    assert said(root) == []
    edit(root, RULES, "deliverable: guide}", "deliverable: guide}\n    for_each: cpi\n    per: term")
    reason = "where: its events are recorded at units of kind desk, which are no cpi and below none"
    assert said(root) == [("out_of_reach", "5.1.more", reason)]


def test_units_counted_where_nothing_is_recorded(root: Path) -> None:
    edit(root, VOCABULARY, "en: School plan}, units: [school]}", "en: School plan}, units: [cpi]}")
    reason = "where: its events are recorded at units of kind cpi, which are no school and below none"
    assert said(root) == [("out_of_reach", "5.1.school-plans", reason)]


def test_submissions_of_units_that_owe_none(root: Path) -> None:
    add_rule(root, "    where: {event: submission}\n" + QUANTIFIED.replace("cpi", "school"))
    reason = "where: its events are recorded at units of kind cpi, which are no school and below none"
    assert said(root) == [("out_of_reach", "5.1.more", reason)]


NOTHING = "it asks for nothing: in each window of the term its minimum comes to 0"
ENOUGH = "it allows 2, and there are only 2 units of kind school in the term"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("at_least: $schools", "at_least: 0", NOTHING),
        ("per: term\n    at_least: $schools", "per: year\n    at_least: {2017-01-01: 0}", NOTHING),
        ("at_least: $schools", "at_most: 2", ENOUGH),
    ],
)
def test_a_duty_that_any_facts_keep(root: Path, old: str, new: str, reason: str) -> None:
    edit(root, RULES, old, new)
    assert said(root) == [("never_violated", "5.1.school-plans", reason)]


def test_a_term_too_short_for_any_window(root: Path) -> None:
    edit(root, CONVENTION, "{from: 2018-01-17, to: 2020-12-31}", "{from: 2018-01-17, to: 2018-02-10}")
    assert {(check, subject) for check, subject, _ in said(root)} == {
        ("never_violated", "5.1.info-session"),
        ("never_violated", "5.1.info-session-region"),
    }


def test_a_topic_taken_from_other_events_by_another_rule(root: Path) -> None:
    edit(root, VOCABULARY, "en: School plan}, units: [school]}", "en: School plan}, requires: [topic]}")
    add_rule(root, "    where: {event: [info_session, school_plan], topic: adr}\n" + QUANTIFIED)
    reason = (
        "it takes topic adr from info_session, and 5.1.more takes it from school_plan too, "
        "so that a fact recorded that way keeps one and not the other"
    )
    assert set(said(root)) == {
        ("spelt_differently", subject, reason) for subject in ("5.1.info-session", "5.1.info-session-region")
    }


def test_a_topic_taken_only_with_a_further_code(root: Path) -> None:
    edit(root, VOCABULARY, "requires: [topic], ", "requires: [topic, phase], ")
    edit(root, VOCABULARY, f"en: Interim}}, {FREE}}}", "en: Interim}}")
    add_rule(root, "    where: {event: info_session, topic: adr, phase: interim}\n" + QUANTIFIED)
    reason = (
        "it takes topic adr only with a certain phase, and 5.1.info-session takes it with any, "
        "so that one row keeps one and not the other"
    )
    assert said(root) == [("spelt_differently", "5.1.more", reason)]


def test_sessions_for_different_people_are_different_facts(root: Path) -> None:
    edit(root, VOCABULARY, "requires: [topic], ", "requires: [topic, phase], ")
    edit(
        root, VOCABULARY, "en: School plan}, units: [school]}", "en: School plan}, requires: [topic, phase]}"
    )
    edit(root, VOCABULARY, f"en: REI}}, {FREE}}}", "en: REI}}")
    for phase in ("Interim", "Final"):
        edit(root, VOCABULARY, f"en: {phase}}}, {FREE}}}", f"en: {phase}}}}}")
    add_rule(root, "    where: {event: info_session, topic: rei, phase: interim}\n" + QUANTIFIED, "some")
    wide = "{event: [info_session, school_plan], topic: rei, phase: final}"
    add_rule(root, f"    where: {wide}\n" + QUANTIFIED, "others")
    assert said(root) == []


def test_rules_of_readings_that_exclude_each_other_may_differ(root: Path) -> None:
    edit(root, VOCABULARY, "requires: [topic], ", "requires: [topic, phase], ")
    edit(root, VOCABULARY, f"en: Interim}}, {FREE}}}", "en: Interim}}")
    path = root / RULES
    head, rule = path.read_text(encoding="utf-8").split("id: 5.1.info-session-region")
    path.write_text(
        f"{head}id: 5.1.info-session-region{rule.replace('topic: adr', 'topic: adr, phase: interim')}",
        encoding="utf-8",
    )
    assert said(root) == []
