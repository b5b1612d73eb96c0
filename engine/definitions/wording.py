# SPDX-License-Identifier: EUPL-1.2
"""What messages about definitions say: what was got, what may be written, one example.

Knows the error types of pydantic so that nobody else has to read its words.
"""

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..language.catalogue import Message, mark
from ..language.reader import words
from .own_words import OWN

AMOUNT = mark(
    'write a whole number, a percentage such as "80%", a parameter such as $firms_per_year, '
    "or dated values such as {{2018-01-17: 4000}}"
)
TEST = mark("write a value, a list of values, {{not: v}}, {{min: n}}, {{max: n}} or {{present: true|false}}")
FIGURE = mark(
    'write a whole number, a percentage such as "80%", or dated values such as {{2018-01-17: 4000}}'
)
FIGURES = mark('write a whole number or a list of them, for example {{"5.1.1": 1}}')
BOTH_LANGUAGES = mark("write both languages, for example {{it: ..., en: ...}}")
PERCENTAGE = mark('write a percentage such as "10%"')

UNIONS: Mapping[str, Message] = {
    "at_least": AMOUNT,
    "at_most": AMOUNT,
    "parameters": FIGURE,
    "within_days": mark("write a whole number of days, or term"),
    "reached": mark("write one of firm, person, case, or {{sum: participants}}"),
    "submissions": mark("write complete, or a list of submissions"),
    "threshold": mark('write a whole number, or a percentage such as "100%"'),
    "numbers": FIGURES,
}
"""What may be written at a key whose value has several forms."""

PLACES: Mapping[str, Message] = {
    **UNIONS,
    "tolerance": PERCENTAGE,
    "where": mark("write the events that count, for example {{event: info_session}}"),
    "when": mark(
        "write the event that makes it due, for example {{event: {{event: agreement}}, at: region}}"
    ),
    "measure": mark(
        "write one of {{count: events}}, {{sum: participants}}, {{distinct: firm}}, {{units: school}}, "
        "{{share: {{reached: person, of: adr_beneficiaries}}}}"
    ),
    "title": BOTH_LANGUAGES,
    "reason": BOTH_LANGUAGES,
}
"""What to write where the form of a value is wrong."""

EXAMPLES: Mapping[str, str] = {
    "objective": 'objective: "5.1"',
    "id": "id: 5.1.info-session",
    "title": "title: {it: ..., en: ...}",
    "it": "it: Sessione informativa",
    "en": "en: Information session",
    "clauses": 'clauses: ["5.1.1"]',
    "owed_by": "owed_by: anpal_servizi",
    "parties": "parties: {anpal_servizi: {title: {it: ANPAL Servizi, en: ANPAL Servizi}}}",
    "event": "event: info_session",
    "kind": "kind: cpi",
    "same": "same: unit",
    "within_days": "within_days: 30",
    "members": "members: [{id: 5.1.one, where: {event: info_session}, at_least: 1}]",
    "of": "of: adr_beneficiaries",
    "reached": "reached: person",
    "source": 'source: "Addendum 2019, art. 2"',
    "term": "term: {from: 2018-01-17, to: 2020-12-31}",
    "from": "from: 2018-01-17",
    "to": "to: 2020-12-31",
    "case": "case: A month without a session is a violation",
    "rule": "rule: 5.1.info-session",
    "as_of": "as_of: 2018-04-11",
    "unit": "unit: PZ",
    "window": 'window: "2018-03"',
    "reporting": "reporting: {kinds: [cpi], due_days: 10}",
}

_PATTERNS: Mapping[str, Message] = {
    r"^[a-z][a-z0-9_]*$": mark("write lower-case letters, digits and underscores, for example info_session"),
    r"^[A-Za-z0-9]+(\.[0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$": mark(
        "write the objective, a point and a short name in lower case with hyphens, for example 5.1.info-session"
    ),
    r"^\d{4}-(0[1-9]|1[0-2])$": mark("write a month such as 2018-03"),
    r"^[1-9]?[0-9]%$": PERCENTAGE,
}


def shown(value: Any, written: str | None = None) -> str:
    """`value` as a message shows it; `written` is its text in the file, where it was unquoted."""
    if value is None:
        return words.text("nothing")
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return words.text("the number {number}", number=written or value)
    if isinstance(value, dt.date):
        return words.text("the date {date}", date=value)
    if isinstance(value, Mapping):
        keys = _cut(", ".join(map(str, value)))
        return words.text("a mapping with {keys}", keys=keys) if value else words.text("an empty mapping")
    return words.text("a list") if value else words.text("an empty list")


def _cut(text: str, limit: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 3] + "..."


def closest(got: Any, options: Collection[str]) -> str | None:
    """The option `got` was probably meant to be."""
    matches = difflib.get_close_matches(str(got), list(options), n=1, cutoff=0.6)
    return matches[0] if matches else None


def choose(got: Any, options: Collection[str], written: str | None = None) -> str:
    """The sentence that refuses `got` where one of `options` belongs.

    >>> choose("adrr", ["adr", "rei"])
    "got 'adrr'; write one of adr, rei; did you mean 'adr'?"
    """
    return refused(got, written, _one_of(got, options))


def refused(got: Any, written: str | None, accepted: str) -> str:
    """The sentence that says what was got and what may be written."""
    if got is None:
        return words.text("got nothing; {accepted}", accepted=accepted)
    return words.text("got {got}; {accepted}", got=shown(got, written), accepted=accepted)


def unknown_key(key: str, keys: Collection[str]) -> str:
    """The sentence that refuses a key where one of `keys` belongs."""
    return words.text("got the unknown key '{key}'; {accepted}", key=key, accepted=_one_of(key, keys))


def some(options: Iterable[str], limit: int = 12) -> str:
    """The first of `options`, and how many more there are, as the reader reads it."""
    found = list(options)
    shown, more = ", ".join(found[:limit]), len(found) - limit
    return f"{shown} ({words.plural('and {count} more', 'and {count} more', more)})" if more > 0 else shown


def _one_of(got: Any, options: Collection[str]) -> str:
    if not options:
        return words.text("there is none to write")
    meant, accepted = closest(got, options), words.text("write one of {options}", options=some(options))
    if meant is None:
        return accepted
    return words.text("{accepted}; did you mean '{near}'?", accepted=accepted, near=meant)


def as_id(value: Any, written: str | None) -> str:
    """The sentence that refuses a number or a date where an id belongs."""
    text = written or str(value)
    if isinstance(value, dt.date):
        accepted = words.text(
            'an id is text, and without quotes this reads as a date; write "{text}"', text=text
        )
    else:
        accepted = words.text(
            'an id is text, and without quotes this reads as a number (6.10 as 6.1); write "{text}"',
            text=text,
        )
    return refused(value, written, accepted)


def sentence(error: Mapping[str, Any], value: Any, written: str | None, key: str) -> str:
    """What to say about one pydantic error at one place.

    Args:
        error: One of `ValidationError.errors()`.
        value: What stands there.
        written: Its text in the file, where it was unquoted.
        key: The name of the place.
    """
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "number_as_id" or (kind == "string_type" and isinstance(value, (int, float, dt.date))):
        return as_id(value, written)
    if kind == "literal_error":
        return choose(value, _literals(context["expected"]), written)
    if kind == "missing":
        example = EXAMPLES.get(key)
        if example is None:
            return words.text("got no {key}; write it", key=key)
        return words.text("got no {key}; write it, for example {example}", key=key, example=example)
    if kind == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
        return refused(value, written, words.marked(_PATTERNS[context["pattern"]]))
    if kind == "too_short" and isinstance(value, str):
        kind = "string_too_short"
    if kind in _FORMS:
        return refused(value, written, words.marked(PLACES.get(key) or _FORMS[kind], **context))
    if kind == "one_of":
        return choose(context["got"], context["options"])
    if kind in OWN:
        return words.marked(OWN[kind], **context)
    return str(error["msg"]) if "got " in error["msg"] else refused(value, written, error["msg"])


def _literals(expected: str) -> list[str]:
    return [text or number for text, number in re.findall(r"'([^']*)'|\b(\d+)\b", expected)]


_MAPPING = mark("write a mapping of keys and values")
_FORMS: Mapping[str, Message] = {
    "string_type": mark("write a text"),
    "int_type": mark("write a whole number"),
    "bool_type": mark("write true or false, without quotes"),
    "date_type": mark("write a date such as 2018-01-17, without quotes"),
    "tuple_type": mark("write a list, for example [a, b]"),
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "too_short": mark("write at least {min_length}"),
    "string_too_short": mark("write a text that is not empty"),
    "string_too_long": mark("write at most {max_length} characters"),
    "greater_than_equal": mark("write a whole number of at least {ge}"),
    "less_than_equal": mark("write a whole number of at most {le}"),
    "invalid_key": mark("write a text as the key"),
    "verdict_line": mark(
        "write the window and the kind of a verdict, for example 2018-03 violation 0/1 due 2018-04-10"
    ),
    "case_term": mark("write its first and last day, for example 2018-03-01..2018-12-31"),
}
