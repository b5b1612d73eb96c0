# SPDX-License-Identifier: EUPL-1.2
"""What became of the mutants, in words for people who own rules, and as records for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..cases.report import outcome
from ..cases.runner import told
from ..definitions.rulebook import EQUIVALENT_MUTANTS
from ..language.reader import reader, words
from .equivalents import Reviewed
from .trial import Example

INDENT = "     "


def rule_lines(found: Reviewed) -> Iterator[str]:
    """A line for the rule, then its survivors, its equivalent mutants and entries that no longer hold."""
    run = found.run
    if run.failing:
        said = words.text(
            "its own cases fail; mend them first, with impegni rules test {rule}", rule=run.rule
        )
        yield f"{outcome(False)} {run.rule}: {said}"
        yield from (f"{INDENT}{place}" for place in run.failing)
        return
    mutants = words.plural("{count} mutant", "{count} mutants", len(run.fates))
    counts = _counted(found.killed, len(found.equivalent), len(found.survived), noughts=False)
    yield f"{outcome(found.passed)} {run.rule}: {mutants}: {counts}"
    for fate in found.survived:
        yield f"{INDENT}{words.text('survived: {mutant}', mutant=fate.mutant)}"
        yield from (f"{INDENT}  {line}" for line in _told(fate.example))
    for entry in found.equivalent:
        said = words.text("equivalent: {mutant}", mutant=entry.mutant)
        yield f"{INDENT}{said}: {entry.reason.in_language(reader().language)}"
    yield from (f"{INDENT}{line}" for line in found.stale)


def _counted(killed: int, equivalent: int, survived: int, *, noughts: bool) -> str:
    """So many killed, equivalent and survived, in words."""
    said = [words.plural("{count} killed", "{count} killed", killed)]
    if noughts or equivalent:
        said.append(words.plural("{count} equivalent", "{count} equivalent", equivalent))
    if noughts or survived:
        said.append(words.plural("{count} survived", "{count} survived", survived))
    return ", ".join(said)


def _told(example: Example | None) -> Iterator[str]:
    if example is None:
        yield words.text("changes no verdict on the facts of its cases or of the sample")
        yield words.text(
            "write a case that tells it from the rule; if no facts can, say why in {file}",
            file=EQUIVALENT_MUTANTS,
        )
        return
    if example.case:
        yield words.text(
            "changes {verdict}, on the facts of the case at {place}; no case notices",
            verdict=_said(example),
            place=example.case,
        )
    else:
        yield words.text(
            "changes {verdict}, on the facts of the sample as of {day}; no case notices",
            verdict=_said(example),
            day=example.as_of,
        )
    yield _asked(example)


def _said(one: Example) -> str:
    """A verdict before and after."""
    nothing = words.text("no verdict")
    changed = f"{one.before or nothing} -> {one.after or nothing}"
    return f"{one.rule} {one.unit} {one.window}: {f'{one.field} ' if one.field else ''}{changed}"


def _asked(one: Example) -> str:
    """What to write so that the change is noticed."""
    if one.case is None:
        expected = f"{one.field} {one.before}" if one.field else one.before or words.text("no verdict")
        return words.text("write a case with facts like these that expects {expected}", expected=expected)
    if one.field is None:
        return words.text("write in that case all verdicts of the rule, as expect in the place of only")
    written = f"{one.field} {_in_a_line(one)}"
    return words.text("write {written} behind that verdict, in what the case expects", written=written)


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
    mutants = words.plural("{count} mutant", "{count} mutants", total)
    of_rules = words.plural("of {count} rule", "of {count} rules", len(rules))
    counts = _counted(killed, equivalent, survived, noughts=True)
    score = words.text("mutation score {share}", share=_score(killed, survived)) if killed + survived else ""
    return f"{mutants} {of_rules}: {counts}" + (f"; {score}" if score else "")


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
