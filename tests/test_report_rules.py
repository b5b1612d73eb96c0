# SPDX-License-Identifier: EUPL-1.2
"""Rules shown: every field, amounts in force, whether the convention selects them."""

import datetime as dt
from typing import Any

import pytest
import yaml
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.language.words import Words
from impegni.engine.reports.layout import UNICODE, WIDTH
from impegni.engine.reports.rules import Shown, rule_lines, rule_text, written_where
from impegni.schema.condition import Where
from impegni.schema.convention import Convention
from impegni.schema.errors import UsageError
from impegni.schema.rule import Objective, Rule
from report_pages import CONVENTION, RULEBOOK

BOOK = load_rulebook(RULEBOOK)
WORKED = load_convention(CONVENTION, BOOK.vocabulary)


def convention(**fields: Any) -> Convention:
    return Convention.model_validate(WORKED.model_dump() | fields)


def record(rule: dict[str, Any], agreement: Convention = WORKED, as_of: str | None = None) -> dict[str, Any]:
    base = {
        "id": "5.1.x",
        "clauses": ["5.1"],
        "owed_by": "region",
        "title": {"it": "x", "en": "x"},
        "for_each": "cpi",
        "per": "year",
    }
    made = Rule.model_validate(base | {"where": {"event": "info_session"}} | rule)
    objective = Objective(objective="5.1", title=made.title, rules=(made,))
    day = None if as_of is None else dt.date.fromisoformat(as_of)
    return Shown(BOOK, agreement, None, day).record(objective, made)


def test_parameters_and_dated_values_are_resolved() -> None:
    dated = {dt.date(2018, 1, 17): 4000, dt.date(2019, 7, 1): {"value": 4500, "source": "Atto 3"}}
    assert record({"at_least": "$firms"}, convention(parameters={"firms": 7}))["at_least"] == 7
    assert record({"at_least": dated})["at_least"] == 4000
    assert record({"at_least": dated}, as_of="2019-07-01")["at_least"] == 4500
    assert record({"at_least": "$firms"})["at_least"] == "$firms"


def test_percentages_stay_percentages() -> None:
    share = {"share": {"reached": "person", "of": "members", "lead_days": 30}}
    shown = record({"measure": share, "at_least": "100%"})
    assert (shown["at_least"], shown["measure"]) == ("100%", share)


def test_a_rule_is_active_only_under_its_reading() -> None:
    rule = {"at_least": 1, "reading": {"monthly": "region"}}
    assert record(rule)["active"] is False
    assert record(rule, convention(readings={"monthly": "region"}))["active"] is True


def test_conditions_are_written_as_rules_write_them() -> None:
    where = {
        "event": "info_session",
        "topic": ["one", "two"],
        "phase": {"not": "final"},
        "invited": {"min": 3},
    }
    where |= {"firm": {"present": True}}
    assert written_where(Where.model_validate(where)) == where


def test_kinds_and_their_attributes_are_short_where_they_can_be() -> None:
    assert record({"at_least": 1})["for_each"] == "cpi"
    chosen = {"kind": "school", "where": {"type": ["technical", "vocational"]}}
    assert record({"at_least": 1, "for_each": chosen})["for_each"] == chosen


def test_every_rule_of_the_book_is_listed_once() -> None:
    records = Shown(BOOK, WORKED, None, None).records()
    assert [one["id"] for one in records] == [rule.id for _, rule in BOOK.rules()]
    forms = {one["form"] for one in records}
    assert forms == {"threshold", "documentary", "order", "response", "composition"}


def test_members_of_a_composition_show_their_amounts() -> None:
    shown = next(one for one in Shown(BOOK, WORKED, None, None).records() if one["id"] == "5.1.two-of-three")
    assert shown["at_least_of"]["n"] == 2
    assert [member["at_least"] for member in shown["at_least_of"]["members"]] == [1, 1, 1]


def test_a_rule_in_full_names_its_place_and_is_yaml() -> None:
    text = rule_text(Shown(BOOK, WORKED, None, None), "5.1.monthly")
    assert text.splitlines()[0].endswith("5.1.yaml:6")
    assert yaml.safe_load(text)["where"] == {"event": "info_session"}


def test_an_unknown_rule_is_refused_with_the_closest() -> None:
    with pytest.raises(UsageError, match=r"did you mean '5\.1\.monthly'"):
        rule_text(Shown(BOOK, WORKED, None, None), "5.1.montly")


def test_the_list_for_people_fits() -> None:
    lines = list(rule_lines(Shown(BOOK, WORKED, None, None), Words("it"), UNICODE))
    assert max(map(len, lines)) <= WIDTH
    assert any("5.1.monthly" in line for line in lines)
    assert "      obbligo · almeno 2 all'anno · CPI · clausola 5.1 · a carico di ANPAL Servizi" in lines
