# SPDX-License-Identifier: EUPL-1.2
"""What became of the mutants, in words for people who own rules, and as records for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..cases.runner import told
from ..definitions.rulebook import EQUIVALENT_MUTANTS
from .equivalents import Reviewed
from .trial import Example

INDENT = "     "


def rule_lines(found: Reviewed) -> Iterator[str]:
    """A line for the rule, then its survivors, its equivalent mutants and entries that no longer hold."""
    run = found.run
    if run.failing:
        yield f"FAIL {run.rule}: its own cases fail; mend them first, with impegni rules test {run.rule}"
        yield from (f"{INDENT}{place}" for place in run.failing)
        return
    counts = [f"{found.killed} killed"]
    counts += [f"{len(found.equivalent)} equivalent"] if found.equivalent else []
    counts += [f"{len(found.survived)} survived"] if found.survived else []
    yield f"{'PASS' if found.passed else 'FAIL'} {run.rule}: {len(run.fates)} mutants: {', '.join(counts)}"
    for fate in found.survived:
        yield f"{INDENT}survived: {fate.mutant}"
        yield from (f"{INDENT}  {line}" for line in _told(fate.example))
    for entry in found.equivalent:
        yield f"{INDENT}equivalent: {entry.mutant}: {entry.reason.en}"
    yield from (f"{INDENT}{line}" for line in found.stale)


def _told(example: Example | None) -> Iterator[str]:
    if example is None:
        yield "changes no verdict on the facts of its cases or of the sample"
        yield f"write a case that tells it from the rule; if no facts can, say why in {EQUIVALENT_MUTANTS}"
        return
    facts = f"the case at {example.case}" if example.case else f"the sample as of {example.as_of}"
    yield f"changes {_said(example)}, on the facts of {facts}; no case notices"
    yield _asked(example)


def _said(one: Example) -> str:
    """A verdict before and after."""
    changed = f"{one.before or 'no verdict'} -> {one.after or 'no verdict'}"
    return f"{one.rule} {one.unit} {one.window}: {f'{one.field} ' if one.field else ''}{changed}"


def _asked(one: Example) -> str:
    """What to write so that the change is noticed."""
    if one.case is None:
        expected = (
            f"expects {one.field} {one.before}" if one.field else f"expects {one.before or 'no verdict'}"
        )
        return f"write a case with facts like these that {expected}"
    if one.field is None:
        return "write in that case all verdicts of the rule, as expect in the place of only"
    return f"write {one.field} {_in_a_line(one)} behind that verdict, in what the case expects"


def _in_a_line(one: Example) -> str:
    """What the rule says, as the line of a verdict has it."""
    said = one.before or told(None)
    if one.field == "reason":
        return said.replace(": ", " ", 1)
    return said.strip("[]").replace(", ", " + ") or told(None)


def count_line(rules: Sequence[Reviewed]) -> str:
    """How many mutants there were, and the share of those not equivalent that were killed.

    >>> count_line([])
    '0 mutants of 0 rules: 0 killed, 0 equivalent, 0 survived'
    """
    killed, equivalent, survived = _counts(rules)
    total = killed + equivalent + survived
    text = f"{total} mutants of {len(rules)} rules: {killed} killed, {equivalent} equivalent, {survived} survived"
    return f"{text}; mutation score {_score(killed, survived)}" if killed + survived else text


def _counts(rules: Sequence[Reviewed]) -> tuple[int, int, int]:
    return (
        sum(one.killed for one in rules),
        sum(len(one.equivalent) for one in rules),
        sum(len(one.survived) for one in rules),
    )


def _score(killed: int, survived: int) -> str:
    """Per cent with one decimal, rounded down so that only all of them are 100."""
    tenths = 1000 * killed // (killed + survived)
    return "100 %" if tenths == 1000 else f"{tenths / 10} %"


def record(rules: Sequence[Reviewed]) -> dict[str, Any]:
    """The same for programs."""
    killed, equivalent, survived = _counts(rules)
    return {
        "rules": [_rule_record(one) for one in rules],
        "killed": killed,
        "equivalent": equivalent,
        "survived": survived,
        "score": _score(killed, survived) if killed + survived else None,
    }


def _rule_record(found: Reviewed) -> dict[str, Any]:
    return {
        "rule": found.run.rule,
        "passed": found.passed,
        "killed": {fate.mutant: fate.killer for fate in found.run.fates if fate.killer is not None},
        "equivalent": {entry.mutant: entry.reason.model_dump() for entry in found.equivalent},
        "survived": {fate.mutant: fate.example and fate.example._asdict() for fate in found.survived},
        "stale": list(found.stale),
        "failing_cases": list(found.run.failing),
    }
