# SPDX-License-Identifier: EUPL-1.2
"""What is missing, or to spare, in words: until when it can be done, and what the verdict would be then."""

import datetime as dt
from collections.abc import Iterator

from ...schema.explanation import Explanation, Missing
from ..language.catalogue import mark_plural
from ..tallies.receipts import is_derived
from ..words.states import STATES, state_code
from ..words.windows import window_words
from .layout import heading, wrapped
from .page import Page

LACKS = mark_plural("{count} missing.", "{count} missing.")
ADDED = mark_plural("With {count} more: {state}.", "With {count} more: {state}.")

LACKING = {
    "order": mark_plural("{count} not in the order due.", "{count} not in the order due."),
    "response": mark_plural("{count} not answered in time.", "{count} not answered in time."),
    "composition": mark_plural("{count} part missing.", "{count} parts missing."),
}

MORE = {
    "order": mark_plural(
        "With {count} more in the order due: {state}.", "With {count} more in the order due: {state}."
    ),
    "response": mark_plural(
        "With {count} more answered in time: {state}.", "With {count} more answered in time: {state}."
    ),
}


def missing_lines(page: Page, told: Explanation) -> Iterator[str]:
    """What is missing, until when it can be made good, and what that would change."""
    if told.missing is None:
        return
    yield heading(page.words.text("What is missing"), page.marks)
    for line in (*_sentences(page, told, told.missing), *(_turn(page, told) if _lacks(told) else ())):
        yield from wrapped(line, "  ")


def margin_lines(page: Page, told: Explanation) -> Iterator[str]:
    """What is to spare, and what without it the verdict would be."""
    lines = [*_margin(page, told), *([] if _lacks(told) else _turn(page, told))]
    if not lines:
        return
    yield heading(page.words.text("Margin"), page.marks)
    for line in lines:
        yield from wrapped(line, "  ")


def _lacks(told: Explanation) -> bool:
    return told.missing is not None and told.missing.count > 0


def _margin(page: Page, told: Explanation) -> Iterator[str]:
    words, room = page.words, told.verdict.headroom
    if told.surplus:
        yield words.plural("{count} more than required.", "{count} more than required.", told.surplus)
    elif told.surplus is not None:
        yield words.text("Exactly what is required, none to spare.")
    if room is not None and room >= 0:
        yield words.plural(
            "{count} more would still be within the limit.",
            "{count} more would still be within the limit.",
            room,
        )
    elif room is not None:
        yield words.plural("{count} too many.", "{count} too many.", -room)


def _sentences(page: Page, told: Explanation, missing: Missing) -> Iterator[str]:
    words, paired = page.words, told.verdict.measure in ("order", "response")
    if missing.count:
        yield words.marked_plural(LACKING.get(told.verdict.measure, LACKS), missing.count)
    if missing.count and not paired:
        yield _until(page, told, missing)
    if missing.submissions:
        shown = ", ".join(_submission(page, each) for each in missing.submissions)
        yield words.text("Submissions not received: {submissions}.", submissions=shown)
    if missing.final is not None:
        yield words.text(
            "They can come until {day}; after that what was not reported counts as not done.",
            day=words.day(missing.final),
        )
    if missing.conventions:
        yield words.text("Conventions not given: {names}.", names=", ".join(missing.conventions))
    if missing.population is not None:
        name = page.verdicts.rulebook.vocabulary.populations[missing.population].title
        yield words.text(
            "No recent figure says how large the group is: {name}.", name=name.in_language(words.language)
        )


def _until(page: Page, told: Explanation, missing: Missing) -> str:
    words = page.words
    if is_derived(page.verdicts.duties[told.verdict.rule]):
        if told.verdict.kind == "pending":
            return words.text("It can be received until {day}.", day=words.day(missing.report_by))
        return words.text("A submission that comes later does not make up for it.")
    if missing.do_by is None:
        return words.text("The period is over: only what was done in it and is reported now still counts.")
    return words.text(
        "It can be done until {day} and reported until {last}.",
        day=words.day(missing.do_by),
        last=words.day(missing.report_by),
    )


def _submission(page: Page, written: str) -> str:
    unit, _, month = written.rpartition(" ")
    start = dt.date.fromisoformat(f"{month}-01")
    return f"{page.unit(unit)} {window_words(month, start, page.words)}"


def _turn(page: Page, told: Explanation) -> Iterator[str]:
    if told.turn is None or is_derived(page.verdicts.duties[told.verdict.rule]):
        return
    words, turn = page.words, told.turn
    state = words.marked(STATES[state_code(turn.kind, told.verdict.modality)])
    if turn.kind == "pending" and turn.change > 0 and told.verdict.measure not in MORE:
        yield words.plural(
            "With {count} more: all that is asked so far; it is decided after {day}.",
            "With {count} more: all that is asked so far; it is decided after {day}.",
            turn.change,
            day=words.day(told.verdict.due),
        )
    elif turn.change > 0:
        yield words.marked_plural(MORE.get(told.verdict.measure, ADDED), turn.change, state=state)
    else:
        yield words.plural(
            "With {count} fewer: {state}.", "With {count} fewer: {state}.", -turn.change, state=state
        )
