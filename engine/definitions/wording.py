# SPDX-License-Identifier: EUPL-1.2
"""What messages about definitions say: what was got, what may be written, one example.

Knows the error types of pydantic so that nobody else has to read its words.
"""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

AMOUNT = (
    'write a whole number, a percentage such as "80%", a parameter such as $firms_per_year, '
    "or dated values such as {2018-01-17: 4000}"
)
TEST = "write a value, a list of values, {not: v}, {min: n}, {max: n} or {present: true|false}"
FIGURE = 'write a whole number, a percentage such as "80%", or dated values such as {2018-01-17: 4000}'
FIGURES = 'write a whole number or a list of them, for example {"5.1.1": 1}'

UNIONS: Mapping[str, str] = {
    "at_least": AMOUNT,
    "at_most": AMOUNT,
    "parameters": FIGURE,
    "within_days": "write a whole number of days, or term",
    "reached": "write one of firm, person, case, or {sum: participants}",
    "submissions": "write complete, or a list of submissions",
    "threshold": 'write a whole number, or a percentage such as "100%"',
    "numbers": FIGURES,
}
"""What may be written at a key whose value has several forms."""

PLACES: Mapping[str, str] = {
    **UNIONS,
    "tolerance": 'write a percentage such as "10%"',
    "where": "write the events that count, for example {event: info_session}",
    "when": "write the event that makes it due, for example {event: {event: agreement}, at: region}",
    "measure": "write one of {count: events}, {sum: participants}, {distinct: firm}, {units: school}, "
    "{share: {reached: person, of: adr_beneficiaries}}",
    "title": "write both languages, for example {it: ..., en: ...}",
    "reason": "write both languages, for example {it: ..., en: ...}",
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

_PATTERNS: Mapping[str, str] = {
    r"^[a-z][a-z0-9_]*$": "write lower-case letters, digits and underscores, for example info_session",
    r"^[A-Za-z0-9]+(\.[0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$": "write the objective, a point and a short name in "
    "lower case with hyphens, for example 5.1.info-session",
    r"^\d{4}-(0[1-9]|1[0-2])$": "write a month such as 2018-03",
    r"^[1-9]?[0-9]%$": 'write a percentage such as "10%"',
}


def shown(value: Any, written: str | None = None) -> str:
    """`value` as a message shows it; `written` is its text in the file, where it was unquoted."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {written or value}"
    if isinstance(value, dt.date):
        return f"the date {value}"
    if isinstance(value, Mapping):
        return f"a mapping with {_cut(', '.join(map(str, value)))}" if value else "an empty mapping"
    return "a list" if value else "an empty list"


def _cut(text: str, limit: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 3] + "..."


def listed(options: Iterable[str], limit: int = 12) -> str:
    """The first of `options`, and how many more there are."""
    found = list(options)
    more = f" (and {len(found) - limit} more)" if len(found) > limit else ""
    return ", ".join(found[:limit]) + more


def closest(got: Any, options: Collection[str]) -> str | None:
    """The option `got` was probably meant to be."""
    matches = difflib.get_close_matches(str(got), list(options), n=1, cutoff=0.6)
    return matches[0] if matches else None


def choose(got: Any, options: Collection[str], written: str | None = None) -> str:
    """The sentence that refuses `got` where one of `options` belongs.

    >>> choose("adrr", ["adr", "rei"])
    "got 'adrr'; write one of adr, rei; did you mean 'adr'?"
    """
    meant = closest(got, options)
    hint = f"; did you mean '{meant}'?" if meant else ""
    forms = f"write one of {listed(options)}" if options else "there is none to write"
    return f"got {shown(got, written)}; {forms}{hint}"


def as_id(value: Any, written: str | None) -> str:
    """The sentence that refuses a number or a date where an id belongs."""
    text = written or str(value)
    why = "a date" if isinstance(value, dt.date) else "a number (6.10 as 6.1)"
    reason = f"an id is text, and without quotes this reads as {why}"
    return f'got {shown(value, written)}; {reason}; write "{text}"'


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
        return f"got no {key}; write it" + (f", for example {example}" if example else "")
    if kind == "string_pattern_mismatch" and context["pattern"] in _PATTERNS:
        return f"got {shown(value, written)}; {_PATTERNS[context['pattern']]}"
    if kind == "too_short" and isinstance(value, str):
        kind = "string_too_short"
    if kind in _FORMS:
        return f"got {shown(value, written)}; {PLACES.get(key) or _FORMS[kind](context)}"
    return str(error["msg"]) if "got " in error["msg"] else f"got {shown(value, written)}; {error['msg']}"


def _literals(expected: str) -> list[str]:
    return [text or number for text, number in re.findall(r"'([^']*)'|\b(\d+)\b", expected)]


_FORMS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "string_type": lambda _: "write a text",
    "int_type": lambda _: "write a whole number",
    "bool_type": lambda _: "write true or false, without quotes",
    "date_type": lambda _: "write a date such as 2018-01-17, without quotes",
    "tuple_type": lambda _: "write a list, for example [a, b]",
    "model_type": lambda _: "write a mapping of keys and values",
    "dict_type": lambda _: "write a mapping of keys and values",
    "too_short": lambda context: f"write at least {context['min_length']}",
    "string_too_short": lambda _: "write a text that is not empty",
    "string_too_long": lambda context: f"write at most {context['max_length']} characters",
    "greater_than_equal": lambda context: f"write a whole number of at least {context['ge']}",
    "less_than_equal": lambda context: f"write a whole number of at most {context['le']}",
    "invalid_key": lambda _: "write a text as the key",
}
