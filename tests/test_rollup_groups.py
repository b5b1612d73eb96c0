# SPDX-License-Identifier: EUPL-1.2
"""Roll-ups and escalations as facts: groups, their figures, their published form."""

import json
from collections.abc import Sequence
from dataclasses import replace

from impegni.engine.definitions.rulebook import Rulebook
from impegni.engine.reports.json import json_report, ndjson_lines
from impegni.engine.reports.page import Page
from impegni.engine.reports.rollup_groups import rollups
from impegni.engine.reports.table import table_report
from impegni.schema.escalation import Escalation
from impegni.schema.rollup import Rollup
from impegni.schema.rule import Objective, Theme
from report_pages import make_page, sessions

MONTHLY, GOAL, PLAN = "5.1.monthly", "5.1.wished", "5.1.plan"
THEMES = (Theme(ot=8, specific_objectives=(1, 2)), Theme(ot=11, specific_objectives=(1,)))


def grouped(as_of: str, rules: Sequence[str], *events: object, **group: object) -> list[Rollup]:
    """The roll-ups of a run, its first objective belonging to the groups given."""
    return list(rollups(page_of(as_of, rules, *events, **group).verdicts))


def page_of(as_of: str, rules: Sequence[str], *events: object, **group: object) -> Page:
    page = make_page(as_of, rules, events)  # type: ignore[arg-type]  # events, as the callers give them
    book = page.verdicts.rulebook
    first, *others = book.objectives
    return with_objectives(page, book, [first.model_copy(update=group), *others])


def with_objectives(page: Page, book: Rulebook, objectives: Sequence[Objective]) -> Page:
    rulebook = replace(book, objectives=tuple(objectives))
    return replace(page, verdicts=replace(page.verdicts, rulebook=rulebook))


def test_a_duty_counts_in_every_group_it_belongs_to() -> None:
    found = grouped("2018-03-11", [MONTHLY], themes=THEMES, subgroup="transitions")
    assert [(one.by, one.key) for one in found] == [
        ("objective", "5.1"), ("line", "5"), ("theme", "OT8"), ("theme", "OT11"),
        ("specific_objective", "OT8.1"), ("specific_objective", "OT8.2"), ("specific_objective", "OT11.1"),
        ("subgroup", "transitions"), ("party", "anpal_servizi"),
    ]  # fmt: skip
    assert {one.quantified.duties.violation for one in found} == {1}
    assert {one.by for one in found if one.overlaps} == {"theme", "specific_objective", "party"}


def test_a_rule_stands_for_its_units_and_deadlines_stand_beside_it() -> None:
    (one, *_) = grouped("2018-04-11", [MONTHLY], *sessions("A", "2018-02-10", "2018-03-10"))
    assert (one.quantified.duties.violation, one.quantified.duties.attainment) == (1, 0)
    assert (one.quantified.due, one.quantified.kept) == (4, 2)


def test_documentary_duties_and_missed_goals_are_counted_apart() -> None:
    (one, *_) = grouped("2018-03-11", [MONTHLY, GOAL, PLAN])
    assert (one.quantified.duties.violation, one.quantified.goals_not_reached) == (2, 1)
    assert (sum(dict(one.quantified.duties).values()), sum(dict(one.documentary.duties).values())) == (2, 1)


def test_an_objective_without_groups_has_itself_and_who_owes_it() -> None:
    found = rollups(make_page("2018-03-11", ["ART.5.submission"], submissions=[]).verdicts)
    both = [("party", "anpal_servizi"), ("party", "region")]
    assert [(one.by, one.key) for one in found] == [("objective", "governance"), *both]


def test_duties_kept_are_counted_of_those_due() -> None:
    months = ("2018-02-10", "2018-03-10")
    for units, kept in (("AB", 2), ("A", 0)):
        held = [session for unit in units for session in sessions(unit, *months)]
        (one, *_) = grouped("2018-04-11", [MONTHLY, GOAL, PLAN], *held)
        assert (one.quantified.duties_due, one.quantified.duties_kept) == (2, kept)


def test_nothing_judged_is_nothing_to_count() -> None:
    assert rollups(make_page("2017-12-31", [MONTHLY]).verdicts) == ()


def test_all_facts_are_read_back_as_they_were() -> None:
    verdicts = make_page("2018-05-11", [MONTHLY, GOAL]).verdicts
    report = json_report(verdicts, "all")
    runs = [Escalation.model_validate_json(json.dumps(one)) for one in report["escalations"]]
    assert [(run.rule, run.unit, run.from_, run.to, run.length) for run in runs] == [
        (MONTHLY, "A", "2018-02", "2018-04", 3), (MONTHLY, "B", "2018-02", "2018-04", 3),
    ]  # fmt: skip
    read = [Rollup.model_validate_json(json.dumps(one)) for one in report["rollups"]]
    assert read == list(rollups(verdicts))
    lines = [json.loads(line) for line in ndjson_lines(verdicts, "all")]
    facts = {name: sum(line.pop("fact") == name for line in lines) for name in ("verdict",)}
    assert facts == {"verdict": len(verdicts.frame)}


def test_verdicts_alone_are_the_default() -> None:
    assert {"escalations", "rollups"}.isdisjoint(json_report(make_page("2018-05-11", [MONTHLY]).verdicts))


def test_lines_and_subgroups_stand_in_the_overview_where_there_are_several() -> None:
    page = make_page("2018-03-11", [MONTHLY, "ART.5.submission"], submissions=[])
    assert "Linea 5" not in table_report(page)
    first, other = page.verdicts.rulebook.objectives
    grouped = [
        first.model_copy(update={"subgroup": "transitions"}),
        other.model_copy(update={"line": 6, "subgroup": "knowledge"}),
    ]
    lines = table_report(with_objectives(page, page.verdicts.rulebook, grouped)).splitlines()
    assert [line.split("  ")[1] for line in lines if line.startswith("  Linea ")] == ["Linea 5", "Linea 6"]
    assert not [line for line in lines if "Sottogruppo" in line], "each is one line"
