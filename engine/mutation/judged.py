# SPDX-License-Identifier: EUPL-1.2
"""A rule and its mutants judged together, as the rules of one rulebook.

A run counts for every rule what it would count for that rule alone, and most of its cost is the same for one
rule as for thirty.
"""

from collections.abc import Sequence

from ...schema.convention import Convention
from ...schema.errors import ImpegniError
from ...schema.rule import Objective, Rule
from ..cases.bench import JudgedCases, judge_on
from ..cases.expansion import Expanded
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables
from .moved import moved
from .mutants import Mutant
from .side_by_side import side_by_side


def judged_together(
    facts: FactTables, book: Rulebook, objective: Objective, expanded: Expanded, mutants: Sequence[Mutant]
) -> list[JudgedCases | None]:
    """What each mutant says of the facts of a case, none where it cannot be judged.

    Args:
        mutants: Of one rule; with an empty id and no change, the rule itself.
    """
    mutants = [_of_the_rule_alone(mutant, expanded.convention) for mutant in mutants]
    found: list[JudgedCases | None] = [None] * len(mutants)
    for shifts, numbers in _by_shifts(mutants).items():
        rules = [mutants[number].rule for number in numbers]
        given = moved(expanded, dict(shifts))
        for number, judged in zip(numbers, _judged(facts, book, objective, given, rules), strict=True):
            found[number] = judged
    return found


def _of_the_rule_alone(mutant: Mutant, convention: Convention) -> Mutant:
    """The same mutant without a run of its own: days of grace may be the rule's as well as the agreement's."""
    if mutant.shifts.keys() != {"grace_days"}:
        return mutant
    days = max(convention.grace_days + mutant.shifts["grace_days"], 0)
    return Mutant(mutant.id, mutant.rule.model_copy(update={"grace_days": days}))


def _by_shifts(mutants: Sequence[Mutant]) -> dict[tuple[tuple[str, int], ...], list[int]]:
    """The positions of mutants under the same agreement, by how much its numbers are moved."""
    found: dict[tuple[tuple[str, int], ...], list[int]] = {}
    for number, mutant in enumerate(mutants):
        found.setdefault(tuple(sorted(mutant.shifts.items())), []).append(number)
    return found


def _judged(
    facts: FactTables, book: Rulebook, objective: Objective, expanded: Expanded, rules: Sequence[Rule]
) -> Sequence[JudgedCases | None]:
    """The verdicts of forms of one rule, side by side; one by one where one of them refuses the facts."""
    beside = side_by_side(book, objective, rules)
    if expanded.facts.figures:
        beside.declare(facts)
    try:
        return beside.apart(judge_on(facts, beside.book, beside.suspending(expanded)))
    except ImpegniError:
        if len(rules) == 1:
            return [None]
    return [judged for rule in rules for judged in _judged(facts, book, objective, expanded, [rule])]
