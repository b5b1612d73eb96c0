# SPDX-License-Identifier: EUPL-1.2
"""Mutants judged together say what each would say alone, for every form of rule the documentation shows."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from doc_pages import DOCS, build_rulebook, examples
from impegni.engine.cases.bench import Bench, JudgedCases, judge_on
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.expansion import Expanded, expand, load_defaults
from impegni.engine.cases.unfolding import LocatedCase
from impegni.engine.definitions.rulebook import Rulebook, load_rulebook
from impegni.engine.intake.fact_tables import FactTables
from impegni.engine.mutation.judged import judged_together
from impegni.engine.mutation.moved import moved
from impegni.engine.mutation.mutants import Mutant, mutants_of
from impegni.engine.mutation.side_by_side import alone
from impegni.schema.convention import Suspension
from impegni.schema.errors import ImpegniError

pytestmark = pytest.mark.slow

LANGUAGE = DOCS / "rule_language.md"
RULES = [yaml.safe_load(one.rule)["id"] for one in examples(LANGUAGE)]
SOME = 15
"""Each so many mutants are also judged alone, others of each rule."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    root = tmp_path_factory.mktemp("language")
    build_rulebook(LANGUAGE, root)
    return load_rulebook(root)


@cache
def located(root: Path) -> dict[str, LocatedCase]:
    return {one.case.rule: one for one in load_cases(load_rulebook(root))}


def judged_alone(facts: FactTables, book: Rulebook, expanded: Expanded, mutant: Mutant) -> JudgedCases | None:
    objective = next(one for one, rule in book.rules() if rule.id == expanded.rule)
    try:
        return judge_on(facts, alone(book, objective, mutant.rule), moved(expanded, mutant.shifts))
    except ImpegniError:
        return None


def suspended(expanded: Expanded, rule: str) -> Expanded:
    """The case where an act suspends its rule for the whole term, which every form of the rule has to follow."""
    days = {"from": expanded.convention.term.start, "to": expanded.convention.term.end}
    act = Suspension.model_validate(
        {
            "id": "act",
            **days,
            "rules": [rule],
            "units": ["all"],
            "source": "Act 1",
            "reason": {"it": "x", "en": "x"},
        }
    )
    return expanded._replace(convention=expanded.convention.model_copy(update={"suspensions": (act,)}))


@pytest.mark.parametrize("rule_id", RULES)
def test_mutants_judged_together_say_what_each_says_alone(rule_id: str, book: Rulebook) -> None:
    defaults = load_defaults(book)
    expanded = expand(located(book.root)[rule_id].case, defaults)
    objective, rule = next(found for found in book.rules() if found[1].id == rule_id)
    mutants = [
        Mutant("", rule),
        *mutants_of(rule, book.vocabulary, defaults.convention.parameters),
    ]
    facts = Bench().lay_out(expanded.facts)
    together = judged_together(facts, book, objective, expanded, mutants)
    first = RULES.index(rule_id) % SOME
    for mutant, judged in list(zip(mutants, together, strict=True))[first::SOME]:
        assert judged == judged_alone(facts, book, expanded, mutant), mutant.id


def test_what_suspends_a_rule_suspends_its_mutants(book: Rulebook) -> None:
    rule_id = next(one for one in RULES if book.rule(one).form == "composition")
    defaults = load_defaults(book)
    expanded = suspended(expand(located(book.root)[rule_id].case, defaults), rule_id)
    objective, rule = next(found for found in book.rules() if found[1].id == rule_id)
    mutants = list(mutants_of(rule, book.vocabulary, {}))[::SOME]
    facts = Bench().lay_out(expanded.facts)
    together = judged_together(facts, book, objective, expanded, mutants)
    assert any(one.kind == "suspended" for judged in together if judged for one in judged.verdicts)
    assert together == [judged_alone(facts, book, expanded, mutant) for mutant in mutants]
