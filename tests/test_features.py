# SPDX-License-Identifier: EUPL-1.2
"""Coverage names what of the rule language and of the readings no case tries."""

import shutil
from pathlib import Path

import pytest
from broken_files import SMALL
from impegni.engine.cases.coverage import Proved
from impegni.engine.cases.coverage_report import Coverage, coverage_lines, share
from impegni.engine.cases.features import Feature, TriedFeature, features_of, language, tried_features
from impegni.engine.definitions.rulebook import Rulebook, load_rulebook

RULE = """\
  - id: 5.1.more
    clauses: [5.1/A3]
    title: {it: Altro, en: More}
    owed_by: region
    for_each: school
    when: {event: {event: school_plan, participants: {max: 9}}}
    modality: conditional
    where: {event: [info_session, deliverable], topic: {not: rei}, invited: {min: 2}, person: {present: true}}
    measure: {sum: invited}
    per: school_year
    at_most: 9
"""


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    with (root / "line5" / "5.1.yaml").open("a", encoding="utf-8") as file:
        file.write(RULE)
    return load_rulebook(root)


def test_the_features_of_a_rule(book: Rulebook) -> None:
    assert {f"{group} {code}" for group, code in features_of(book.rule("5.1.more"))} == {
        *(
            "form threshold",
            "modality conditional",
            "period school_year",
            "comparator at_most",
            "measure sum",
        ),
        *("operator v", "operator list", "operator not", "operator min", "operator max", "operator present"),
    }


def test_the_features_of_a_reading(book: Rulebook) -> None:
    assert Feature("reading", "monthly_sessions: region") in features_of(book.rule("5.1.info-session-region"))


def test_every_feature_of_the_rules_is_one_of_the_language(book: Rulebook) -> None:
    for rulebook in (book, load_rulebook()):
        known = set(language(rulebook.vocabulary))
        assert all(features_of(rule) <= known for _, rule in rulebook.rules())


def test_a_feature_is_tried_by_the_cases_of_any_rule_that_uses_it(book: Rulebook) -> None:
    tried = {one.feature: one for one in tried_features(book, {"5.1.info-session"})}
    assert tried[Feature("period", "month")] == (Feature("period", "month"), 2, 1)
    assert not tried[Feature("period", "month")].gap
    assert tried[Feature("operator", "not")].gap
    assert tried[Feature("reading", "monthly_sessions: region")].gap
    assert not tried[Feature("period", "quarter")].gap


def test_an_untried_feature_is_a_gap_and_an_unused_one_is_told() -> None:
    features = [
        TriedFeature(Feature("operator", "not"), 1, 0),
        TriedFeature(Feature("operator", "min"), 0, 0),
    ]
    found = Coverage([Proved("5.1.a", "documentary", ("evidence", "none"), ())], features, [])
    lines = list(coverage_lines(found))
    assert found.gaps == 1
    assert "operator, rules tried of those that use it: not 0 of 1" in lines
    assert "GAP operator not: 1 rule uses it, and no case tries it; write a case" in lines
    assert "note: operator min: no rule uses it" in lines


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(19999, 20000, "99.9 %"), (1, 3, "33.3 %"), (5, 5, "100 %")]
)
def test_a_share_is_never_rounded_up(part: int, whole: int, told: str) -> None:
    assert share(part, whole) == told
