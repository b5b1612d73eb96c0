# SPDX-License-Identifier: EUPL-1.2
"""What a rule asks of one column, in a few words."""

from ..intake.columns import EVENTS
from ..intake.reading import Rules
from ..language.words import Words
from .questions import AskedCondition, PlaceAsked

_NAMED = 4


def asked_words(ask: AskedCondition, rules: Rules) -> str:
    """The column and what stands in it, by titles.

    An event of the wrong kind of unit is asked for a unit of the right one.
    """
    words = Words(rules.language)
    return f"{EVENTS.column(ask.column).heading(rules.language)}: {_wanted(ask, rules, words)}"


def _wanted(ask: AskedCondition, rules: Rules, words: Words) -> str:
    test = ask.test
    if isinstance(test, PlaceAsked):
        kinds = test.counted or test.kinds
        titles = [rules.requirements.kinds[kind].in_language(rules.language) for kind in kinds]
        attributes = [value for _, values in test.attributes for value in values]
        return words.either(titles) + (f" ({', '.join(attributes)})" if attributes else "")
    if test.present is not None:
        return words.text("filled in") if test.present else words.text("blank")
    if test.min is not None:
        return words.text("at least {count}", count=test.min)
    if test.max is not None:
        return words.text("at most {count}", count=test.max)
    if test.not_ is not None:
        return words.text("anything but {values}", values=_titles(ask.column, test.not_, rules, words))
    return _titles(ask.column, test.values or (), rules, words)


def _titles(column: str, values: tuple[str | int, ...], rules: Rules, words: Words) -> str:
    codes = rules.codes[EVENTS.column(column).codes]
    titles = [
        codes.title(str(value), rules.language) if str(value) in codes.titles else str(value)
        for value in values
    ]
    shown = titles if len(titles) <= _NAMED else [*titles[: _NAMED - 1], "…"]
    return words.either(shown)
