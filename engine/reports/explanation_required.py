# SPDX-License-Identifier: EUPL-1.2
"""What was required, in words: the steps from the figure written to the figure that had to be reached."""

from collections.abc import Iterator

from ...schema.explanation import Derivation, Explanation, Limit
from ..language.catalogue import mark
from .layout import heading, wrapped
from .page import Page

LIMITS = {
    "term": mark("In the period the convention is in force from {start} to {end}."),
    "unit": mark("In the period the unit exists from {start} to {end}."),
    "when": mark("In the period the condition is met from {start} to {end}."),
}

WHOLE = {
    "full": mark("The figure stays whole though the period is not."),
    "term": mark("The figure is for the whole term: it does not depend on the days."),
    "at_most": mark("A maximum does not depend on the days."),
    "share": mark("A part of a group does not depend on the days."),
}


READINGS = {
    False: mark('Reading chosen for "{title}": {option}.'),
    True: mark('Reading chosen in this run for "{title}": {option}.'),
}

ZERO = ("short_window", "empty_population")
"""Why nothing was required though it was due: the figure tells it."""


def required_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The duty, the figure in force, what limits it, the reading chosen."""
    derived, rule = told.derivation, page.verdicts.duties[told.verdict.rule]
    yield heading(page.words.text("What is required"), page.marks)
    for step in (
        _sentence(page.duty_words.full(rule)),
        *_amount(page, derived),
        *(_limit(page, limit) for limit in derived.limits),
        *_days(page, derived),
        *_population(page, derived),
        *_figure(page, told),
        *_readings(page, derived),
    ):
        yield from wrapped(step, "  ")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _amount(page: Page, derived: Derivation) -> Iterator[str]:
    words = page.words
    if derived.parameter is not None:
        yield words.text("The figure is set by the convention ({name}).", name=derived.parameter)
    if derived.since is not None:
        yield words.text("This figure holds from {day}.", day=words.day(derived.since))
    if derived.source is not None:
        yield words.text("Set by: {source}.", source=derived.source)


def _limit(page: Page, limit: Limit) -> str:
    words = page.words
    if limit.start is None or limit.end is None:
        return words.text("The condition is not met in the period.")
    start, end = words.day(limit.start), words.day(limit.end)
    if limit.code == "amount":
        return words.text("No figure holds before {start}, so nothing was due.", start=start)
    if limit.code != "suspension":
        return words.marked(LIMITS[limit.code], start=start, end=end)
    act = next(each for each in page.verdicts.convention.suspensions if each.id == limit.object)
    return words.text(
        "Suspended from {start} to {end}: {reason} ({source}).",
        start=start,
        end=end,
        reason=act.reason.in_language(words.language),
        source=act.source,
    )


def _days(page: Page, derived: Derivation) -> Iterator[str]:
    """What the days of the period change in the figure; nothing where all of them are active, or none."""
    words = page.words
    if not 0 < derived.active_days < derived.window_days:
        return
    if derived.whole in WHOLE:
        yield words.marked(WHOLE[derived.whole])
    if derived.prorated is not None:
        yield words.text(
            "Active days: {days} of {whole}; in proportion, rounded: {result}.",
            days=words.number(derived.active_days),
            whole=words.number(derived.window_days),
            result=words.number(derived.prorated),
        )


def _population(page: Page, derived: Derivation) -> Iterator[str]:
    words, figure = page.words, derived.population
    if figure is None or figure.size is None:
        return
    size = words.number(figure.size)
    if figure.date is None:
        yield words.text("Members of the group in the period: {size}.", size=size)
    else:
        yield words.text("Size of the group on {day}: {size}.", day=words.day(figure.date), size=size)


def _figure(page: Page, told: Explanation) -> Iterator[str]:
    """The figure required, or that nothing is: a figure that was not due would only mislead."""
    required, reason = told.derivation.required, told.verdict.reason
    zero = reason is not None and reason.code in ZERO
    if told.verdict.kind in ("not_applicable", "suspended") and not zero:
        yield page.words.text("Nothing was due in the period.")
    elif required is not None:
        yield page.words.text("Required: {required}.", required=page.words.number(required))


def _readings(page: Page, derived: Derivation) -> Iterator[str]:
    vocabulary, language = page.verdicts.rulebook.vocabulary, page.words.language
    for chosen in derived.readings:
        reading = vocabulary.readings[chosen.name]
        yield page.words.marked(
            READINGS[chosen.for_this_run],
            title=reading.title.in_language(language),
            option=reading.options[chosen.option].in_language(language),
        )
