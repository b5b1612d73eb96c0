# SPDX-License-Identifier: EUPL-1.2
"""Lint finds conditions nothing meets, limits with nothing between them, texts and dates with holes."""

import shutil
from pathlib import Path

import pytest
from broken_files import SMALL
from impegni.engine.definitions.rulebook import PACKAGED
from lint_support import CONVENTION, NOT_JUDGED, RULES, VOCABULARY, add_rule, edit, findings, told

pytestmark = pytest.mark.slow

ADR = "{event: info_session, topic: adr}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "rulebook"))


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (
            "{event: submission, topic: adr}",
            "where: the program makes events of type submission, and gives them no topic",
        ),
        (
            "{event: info_session, topic: {present: false}}",
            "where: every event of type info_session must have a topic",
        ),
        (
            "{event: info_session, participants: {max: -1}}",
            "where: participants is never below zero, and at most -1 is asked",
        ),
        (
            "{event: info_session, topic: {not: [adr, rei]}}",
            "where: topic has no code left: not names all of the vocabulary",
        ),
        (
            "{event: {not: [info_session, school_plan, deliverable, submission]}}",
            "where: it leaves out every type of event",
        ),
    ],
)
def test_a_condition_nothing_meets(root: Path, where: str, reason: str) -> None:
    add_rule(root, f"    where: {where}\n    quantified: false")
    assert told(root) == [("unreachable", "error", "5.1.more", reason)]


@pytest.mark.parametrize(
    "where",
    [
        "{event: submission}",
        "{event: info_session, participants: {max: 0}}",
        "{event: info_session, person: {present: false}}",
        "{event: {not: submission}, topic: {not: adr}}",
    ],
)
def test_a_condition_something_meets(root: Path, where: str) -> None:
    add_rule(root, f"    where: {where}\n    quantified: false")
    assert told(root) == []


def test_what_is_measured_is_not_wanted_empty(root: Path) -> None:
    where = "{event: info_session, person: {present: false}}"
    add_rule(
        root,
        f"    for_each: cpi\n    per: month\n    where: {where}\n    measure: {{distinct: person}}\n"
        "    at_least: 2\n    numbers: {5.1/A3: 2}",
    )
    assert told(root) == [
        (
            "unreachable",
            "error",
            "5.1.more",
            "measure: it measures person, and where lets only events without person through",
        )
    ]


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("order: {{each: {0}, after: {1}, same: unit}}", "the first event can have none before it"),
        (
            "response: {{each: {0}, then: {1}, same: unit, within_days: 9}}",
            "the last event can have none after it",
        ),
    ],
)
def test_events_that_follow_their_like(root: Path, form: str, reason: str) -> None:
    add_rule(
        root, f"    for_each: cpi\n    per: month\n    {form.format(ADR, '{event: school_plan}')}", "fine"
    )
    assert told(root) == []
    add_rule(root, f"    for_each: cpi\n    per: month\n    {form.format(ADR, ADR)}")
    assert told(root) == [("follows_itself", "error", "5.1.more", f"each follows its like, and {reason}")]


def test_a_condition_on_the_calendar_that_ends_at_once(root: Path) -> None:
    when = "when: {event: {event: school_plan}, until: {event: {event: %s}}}"
    rule = f"    modality: conditional\n    {when}\n    where: {ADR}\n    quantified: false"
    add_rule(root, rule % "deliverable", "fine")
    assert told(root) == []
    add_rule(root, rule % "school_plan")
    reason = "when ends with the event it begins with, so only one day is ever due"
    assert told(root) == [("ends_at_once", "warning", "5.1.more", reason)]


LIMIT = (
    f"    for_each: cpi\n    where: {ADR}\n    per: month\n    %s: %s\n"
    "    reading: {monthly_sessions: %s}\n    numbers: {5.1/A3: 1}"
)


@pytest.mark.parametrize(
    ("amount", "reading", "reason"),
    [
        (
            0,
            "each_cpi",
            "from 2018-01-17 it allows at most 0, and 5.1.info-session asks for at least 1 of the same",
        ),
        (
            "{2018-01-17: 1, 2018-03-01: {value: 0, source: Act}}",
            "each_cpi",
            "from 2018-03-01 it allows at most 0, and 5.1.info-session asks for at least 1 of the same",
        ),
        (1, "each_cpi", None),
        (0, "region", None),
        ("$nothing", "region", None),
    ],
)
def test_a_minimum_above_a_maximum(root: Path, amount: object, reading: str, reason: str | None) -> None:
    add_rule(root, LIMIT % ("at_most", amount, reading))
    assert told(root) == ([("contradictory", "error", "5.1.more", reason)] if reason else [])


def test_a_minimum_within_its_tolerance_contradicts_nothing(root: Path) -> None:
    edit(root, RULES, "at_least: 1\n", "at_least: 10\n    tolerance: 20%\n")
    add_rule(root, LIMIT % ("at_most", 8, "each_cpi"))
    assert told(root) == []
    edit(root, RULES, "at_most: 8", "at_most: 7")
    assert [one[0] for one in told(root)] == ["contradictory"]


def test_an_order_written_twice(root: Path) -> None:
    order = f"    for_each: cpi\n    per: month\n    order: {{each: {ADR}, after: {{event: school_plan}}, same: unit}}"
    add_rule(root, order, "fine")
    assert told(root) == []
    add_rule(root, order)
    reason = "it judges the same units, events, measure and windows as 5.1.fine"
    assert told(root) == [("duplicate_meaning", "warning", "5.1.more", reason)]


def test_a_member_written_twice(root: Path) -> None:
    member = "{id: 5.1.%s, where: {event: %s}, at_least: 1, numbers: {5.1/A3: 1}}"
    any_of = f"    for_each: cpi\n    per: month\n    any_of: [{member}, {member}]"
    add_rule(root, any_of % ("a", "info_session", "b", "school_plan"), "fine")
    assert told(root) == []
    add_rule(root, any_of % ("c", "school_plan", "d", "school_plan"))
    reason = "it asks for the same as 5.1.c, so one event keeps both parts"
    assert told(root) == [("duplicate_member", "warning", "5.1.d", reason)]


@pytest.mark.parametrize(
    ("file", "old", "new", "subject", "reason"),
    [
        (
            RULES,
            "Piani delle scuole",
            '"..."',
            "5.1.school-plans",
            "title: the Italian text is still to be written",
        ),
        (
            RULES,
            "en: School plans",
            'en: " "',
            "5.1.school-plans",
            "title: the English text is still to be written",
        ),
        (RULES, "en: Sessions", 'en: "-"', "5.1", "title: the English text is still to be written"),
        (
            NOT_JUDGED,
            "en: It is a definition",
            'en: "?"',
            "5.1/A2",
            "reason: the English text is still to be written",
        ),
        (
            VOCABULARY,
            "en: Interim",
            'en: "..."',
            "vocabulary",
            "phases.interim.title: the English text is still to be written",
        ),
        (
            CONVENTION,
            "en: Closure",
            'en: "..."',
            "convention basilicata",
            "suspensions.closure.reason: the English text is still to be written",
        ),
    ],
)
def test_a_text_that_is_missing(root: Path, file: str, old: str, new: str, subject: str, reason: str) -> None:
    edit(root, file, old, new)
    assert told(root) == [("missing_text", "error", subject, reason)]


def test_a_text_that_is_not_translated(root: Path) -> None:
    edit(root, RULES, "it: Piani delle scuole, en: School plans", "it: School plans, en: School plans")
    assert told(root) == []
    edit(root, RULES, "it: School plans, en: School plans", "it: Plans of schools, en: Plans of schools")
    reason = "title: the Italian and the English text are the same, 'Plans of schools'"
    assert told(root) == [("missing_translation", "warning", "5.1.school-plans", reason)]


@pytest.mark.parametrize(
    ("values", "check", "reason"),
    [
        (
            "{2018-02-01: 1}",
            "gap_in_values",
            "no value is written for 2018-01-17 to 2018-01-31; the first one is taken for those days",
        ),
        (
            "{2018-01-17: 1, 2021-01-01: {value: 1, source: Act}}",
            "value_never_in_force",
            "the value of 2021-01-01 is in force on no day of the term",
        ),
        (
            "{2017-01-01: 1, 2018-01-17: {value: 1, source: Act}}",
            "value_never_in_force",
            "the value of 2017-01-01 is in force on no day of the term",
        ),
        ("{2017-01-01: 1}", None, None),
    ],
)
def test_dated_values_cover_the_term(root: Path, values: str, check: str | None, reason: str | None) -> None:
    edit(root, CONVENTION, "schools: 1", f"schools: {values}")
    assert told(root) == ([(check, "warning", "schools", reason)] if check else [])
    edit(root, CONVENTION, f"schools: {values}", "schools: 1")
    edit(root, RULES, "$schools", values)
    found = [one[:3] for one in told(root) if one[0] != "unused_parameter"]
    assert found == ([(check, "warning", "5.1.school-plans")] if check else [])


def test_a_second_region(root: Path) -> None:
    edit(root, "conventions/basilicata.units.csv", "PZ,cpi", "16,region,Puglia,,,,,,\nPZ,cpi")
    reason = "it is a second region beside 17, and a convention is that of one region"
    assert told(root) == [("second_region", "error", "16", reason)]


def test_a_suspension_outside_the_term(root: Path) -> None:
    edit(root, CONVENTION, "from: 2019-07-01\n    to: 2019-08-31", "from: 2021-07-01\n    to: 2021-08-31")
    reason = "it runs from 2021-07-01 to 2021-08-31, outside the term"
    assert told(root) == [("suspension_outside_term", "warning", "closure", reason)]


def test_attributes_that_leave_nobody(root: Path) -> None:
    rule = "    for_each: {kind: school, where: {type: %s}}\n    where: {event: school_plan}\n    quantified: false"
    add_rule(root, rule % "technical", "fine")
    assert [one for one in told(root) if one[2] == "5.1.fine"] == []
    add_rule(root, rule % "general")
    reason = "for_each: none of the 2 units of kind school has that type"
    assert ("nobody_judged", "warning", "5.1.more", reason) in told(root)


@pytest.mark.parametrize(
    ("for_each", "measure", "reason"),
    [
        (
            "cpi",
            "{units: school}",
            "it asks for at least 3, and there are 0 units of kind school at most in one unit judged",
        ),
        ("region", "{distinct: phase}", "it asks for at least 3, and there are 2 phases in the vocabulary"),
        ("region", "{distinct: topic}", "it asks for at least 3, and there are 2 topics in the vocabulary"),
    ],
)
def test_a_minimum_above_what_there_is(root: Path, for_each: str, measure: str, reason: str) -> None:
    add_rule(
        root,
        f"    for_each: {for_each}\n    per: term\n    where: {{event: info_session}}\n    measure: {measure}\n"
        "    at_least: 3\n    numbers: {5.1/A3: 3}",
    )
    found = [one for one in told(root) if one[0] == "unattainable"]
    assert found == [("unattainable", "error", "5.1.more", reason)]


def test_the_rulebook_has_no_error() -> None:
    assert [one for one in findings(PACKAGED) if one.level == "error"] == []
