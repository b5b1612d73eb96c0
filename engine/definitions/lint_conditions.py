# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of conditions: could any event ever meet them, by what the vocabulary says of its types?"""

from collections.abc import Collection, Iterator

from ...schema.condition import Test, Where
from ...schema.rule import Duty, Rule
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .finding import LintFinding
from .lint_recording import measured_column
from .recorded_rows import event_types
from .rule_codes import coded_columns, conditions, duties
from .rulebook import Rulebook
from .wording import some


def condition_findings(book: Rulebook, rule: Rule) -> Iterator[LintFinding]:
    """Conditions of the rule that nothing meets, or that end or answer themselves."""
    place = book.places.get(rule.id, rule.id)
    for _, duty in duties(rule):
        for steps, where in conditions(duty):
            field = ".".join(steps)
            for column, reason in _unmet(where, book.vocabulary):
                remedy = words.text(
                    "take {column} out of {field}, or name events that carry it", column=column, field=field
                )
                yield LintFinding("unreachable", "error", place, duty.id, f"{field}: {reason}", remedy)
        yield from _measured(place, duty)
        yield from _itself(place, duty)
    if rule.when is not None and rule.when.until is not None and rule.when.until.event == rule.when.event:
        reason = words.text("when ends with the event it begins with, so only one day is ever due")
        remedy = words.text("write in until the event that ends it, or remove until")
        yield LintFinding("ends_at_once", "warning", place, rule.id, reason, remedy)


def _unmet(where: Where, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Columns whose test no event of these types passes, and why."""
    types = event_types(where, vocabulary)
    if not types:
        yield "event", words.text("it leaves out every type of event")
    known = coded_columns(vocabulary)
    for column, test in where.tests().items():
        if column == "event" or not types:
            continue
        if all(vocabulary.events[code].derived for code in types) and test.present is not False:
            yield (
                column,
                words.text(
                    "the program makes events of type {types}, and gives them no {column}",
                    types=some(types),
                    column=column,
                ),
            )
        elif test.present is False and all(column in vocabulary.events[code].requires for code in types):
            yield (
                column,
                words.text(
                    "every event of type {types} must have a {column}", types=some(types), column=column
                ),
            )
        elif message := _nothing_left(test, known.get(column, ())):
            yield column, f"{column} {message}"


def _nothing_left(test: Test, known: Collection[str]) -> str | None:
    if test.max is not None and test.max < 0:
        return words.text("is never below zero, and at most {most} is asked", most=test.max)
    if test.not_ is not None and known and set(known) <= set(test.not_):
        return words.text("has no code left: not names all of the vocabulary")
    return None


def _measured(place: str, duty: Duty) -> Iterator[LintFinding]:
    """What is measured must not be a column that the condition wants empty."""
    column = measured_column(duty)
    if column is None or duty.where is None:
        return
    test = duty.where.tests().get(column)
    if test is not None and test.present is False:
        reason = words.text(
            "measure: it measures {column}, and where lets only events without {column} through",
            column=column,
        )
        remedy = words.text("take {column} out of where, or measure something else", column=column)
        yield LintFinding("unreachable", "error", place, duty.id, reason, remedy)


def _itself(place: str, duty: Duty) -> Iterator[LintFinding]:
    """Events that would have to come after others of the same kind, without a first or a last."""
    if duty.order is not None and duty.order.each == duty.order.after:
        reason = words.text("each follows its like, and the first event can have none before it")
        remedy = words.text("write in after what must come before")
    elif duty.response is not None and duty.response.each == duty.response.then:
        reason = words.text("each follows its like, and the last event can have none after it")
        remedy = words.text("write in then what must follow")
    else:
        return
    yield LintFinding("follows_itself", "error", place, duty.id, reason, remedy)
