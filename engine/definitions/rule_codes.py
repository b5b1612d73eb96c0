# SPDX-License-Identifier: EUPL-1.2
"""Rules against the vocabulary: every code a rule uses must be known."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ...schema.condition import NUMERIC, ForEach, Test, Where
from ...schema.rule import Duty, NotJudgedFile, Objective, Rule
from ...schema.vocabulary import Term, Vocabulary
from ..language.reader import words
from .conventions import reading_problem
from .wording import choose
from .yaml_source import Steps

Problem = tuple[Steps, str]


def vocabulary_problems(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Kinds of unit that do not exist, and options that readings do not have."""
    for name, reading in vocabulary.readings.items():
        for position, option in enumerate(reading.without_rules):
            if option not in reading.options:
                yield ("readings", name, "without_rules", position), choose(option, list(reading.options))
    for steps, kind in _named_kinds(vocabulary):
        if kind not in vocabulary.unit_kinds:
            yield steps, choose(kind, list(vocabulary.unit_kinds))


def _named_kinds(vocabulary: Vocabulary) -> Iterator[tuple[Steps, str]]:
    """Every kind of unit that something is recorded at, or that populations are summed over, with its place."""
    for group, recorded in (("events", vocabulary.events), ("deliverables", vocabulary.deliverables)):
        for name, entry in recorded.items():
            yield from (((group, name, "units", place), kind) for place, kind in enumerate(entry.units))
    for name, population in vocabulary.populations.items():
        yield from (
            (("populations", name, "sum_over", place), kind) for place, kind in enumerate(population.sum_over)
        )


def objective_problems(objective: Objective, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Everything in one rule file that the vocabulary does not know, and ids without their prefix."""
    for position, rule in enumerate(objective.rules):
        here: Steps = ("rules", position)
        yield from _at(here, _rule_problems(rule, vocabulary))
        for steps, duty in duties(rule):
            prefix, _, name = duty.id.rpartition(".")
            allowed = _prefixes(objective, rule)
            if prefix not in allowed:
                yield (
                    (*here, *steps, "id"),
                    words.text(
                        "got '{id}'; write its origin first, {origin}.{name}",
                        id=duty.id,
                        origin=allowed[0],
                        name=name,
                    ),
                )


def _prefixes(objective: Objective, rule: Rule) -> tuple[str, ...]:
    """How the ids of a rule may begin: its objective's number, or a clause where that has none."""
    return (objective.objective,) if objective.objective[0].isdigit() else rule.clauses


def not_judged_problems(found: NotJudgedFile) -> Iterator[Problem]:
    """Clauses listed more than once among those that no rule judges."""
    seen: set[str] = set()
    for position, entry in enumerate(found.not_judged):
        for place, clause in enumerate(entry.clauses):
            if clause in seen:
                yield (
                    ("not_judged", position, "clauses", place),
                    words.text("got '{got}' twice; write it once", got=clause),
                )
            seen.add(clause)


def duties(rule: Rule) -> Iterator[tuple[Steps, Duty]]:
    """The rule and its members, each with its place in the rule."""
    yield (), rule
    for position, member in enumerate(rule.members):
        if rule.at_least_of is not None:
            yield ("at_least_of", "members", position), member
        else:
            yield ("any_of" if rule.any_of else "all_of", position), member


def conditions(duty: Duty) -> Iterator[tuple[Steps, Where]]:
    """Every condition on events in a duty, with its place."""
    if duty.where is not None:
        yield ("where",), duty.where
    if duty.order is not None:
        yield ("order", "each"), duty.order.each
        yield ("order", "after"), duty.order.after
    if duty.response is not None:
        yield ("response", "each"), duty.response.each
        yield ("response", "then"), duty.response.then
    if isinstance(duty, Rule) and duty.when is not None:
        yield ("when", "event"), duty.when.event
        if duty.when.until is not None:
            yield ("when", "until", "event"), duty.when.until.event


def _at(steps: Steps, problems: Iterator[Problem]) -> Iterator[Problem]:
    return (((*steps, *inner), message) for inner, message in problems)


def _rule_problems(rule: Rule, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _unknown(("owed_by",), rule.owed_by, vocabulary.parties)
    yield from (
        (("owed_by",), words.text("got '{party}' twice; write each party once", party=party))
        for party in dict.fromkeys(rule.owed_by)
        if rule.owed_by.count(party) > 1
    )
    yield from _at(("for_each",), _judged_problems(rule.for_each, vocabulary))
    for name, option in rule.reading.items():
        if message := reading_problem(name, option, vocabulary):
            yield ("reading", name), message
    for steps, duty in duties(rule):
        yield from _at(steps, _measure_problems(duty, vocabulary))
        for place, where in conditions(duty):
            yield from _at((*steps, *place), where_problems(where, vocabulary))


def _judged_problems(judged: ForEach, vocabulary: Vocabulary) -> Iterator[Problem]:
    for position, kind in enumerate(judged.kind):
        if kind not in vocabulary.unit_kinds:
            yield ("kind", position), choose(kind, list(vocabulary.unit_kinds))
            continue
        declared = vocabulary.unit_kinds[kind].attributes
        for attribute, values in judged.where.items():
            if attribute not in declared:
                yield (
                    ("where", attribute),
                    words.text(
                        "{refused} (attributes of {kind})",
                        refused=choose(attribute, list(declared)),
                        kind=kind,
                    ),
                )
                continue
            yield from _unknown(("where", attribute), values, declared[attribute])


def _measure_problems(duty: Duty, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _unknown(("measure", "units"), duty.measure.units or (), vocabulary.unit_kinds)
    if duty.measure.share is not None:
        yield from _unknown(("measure", "share", "of"), (duty.measure.share.of,), vocabulary.populations)


def coded_columns(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, Term]]:
    """The event columns that hold codes of the vocabulary, with their codes."""
    return {
        "event": vocabulary.events,
        "deliverable": vocabulary.deliverables,
        "topic": vocabulary.topics,
        "target": vocabulary.targets,
        "phase": vocabulary.phases,
    }


def following(code: str, codes: Sequence[str], taken: Collection[object]) -> str | None:
    """The next code after `code` that is not taken, the first one after the last."""
    start = codes.index(code) + 1 if code in codes else 0
    return next((one for one in (*codes[start:], *codes[:start]) if one not in taken), None)


def where_problems(where: Where, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Codes and tests of a condition that no event can have."""
    known = coded_columns(vocabulary)
    for column, test in where.tests().items():
        yield from _unfit((column,), column, test)
        if column in known:
            yield from _unknown((column,), (*(test.values or ()), *(test.not_ or ())), known[column])


def _unfit(steps: Steps, column: str, test: Test) -> Iterator[Problem]:
    compared = test.min is not None or test.max is not None
    values = (*(test.values or ()), *(test.not_ or ()))
    if column in NUMERIC:
        for value in values:
            if isinstance(value, str):
                yield (
                    steps,
                    words.text(
                        "got '{value}'; write a whole number, {column} is one", value=value, column=column
                    ),
                )
    elif compared:
        yield steps, words.text("got min or max; only {columns} are numbers", columns=", ".join(NUMERIC))
    else:
        for value in values:
            if isinstance(value, int):
                yield (
                    steps,
                    words.text('got the number {value}; write a text in quotes, "{value}"', value=value),
                )


def _unknown(steps: Steps, codes: Collection[str | int], known: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if isinstance(code, str) and code not in known:
            yield steps, choose(code, list(known))
