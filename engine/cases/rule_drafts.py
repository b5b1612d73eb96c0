# SPDX-License-Identifier: EUPL-1.2
"""Drafts: the text of a rule of each form and of the cases that prove it, for its owner to go on from.

A draft holds as it stands, so that its cases pass before anything is changed; what only its owner can
know is written `...`, and lint asks for it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...schema.rule import Form
from ...schema.vocabulary import EventColumn, Vocabulary

BLANK = '"..."'

_HEAD = """\
- id: {id}
  clauses: [{clause}]
  title:
    it: "..."
    en: "..."
  owed_by: {party}
"""

_RULES: Mapping[Form, str] = {
    "threshold": """\
  for_each: region
  where: {{event: {event}}}
  measure: {{count: events}}
  per: month
  at_least: 1
  numbers: {{{clause}: 1}}
""",
    "documentary": """\
  for_each: region
  where: {{event: {event}}}
  quantified: false
""",
    "order": """\
  for_each: region
  order:
    each: {{event: {event}}}
    after: {{event: {second}}}
    same: unit
  per: term
""",
    "response": """\
  for_each: region
  response:
    each: {{event: {event}}}
    then: {{event: {second}}}
    same: unit
    within_days: 30
  per: term
""",
    "composition": """\
  for_each: region
  per: term
  any_of:
    - {{id: {id}-one, where: {{event: {event}}}, at_least: 1, numbers: {{{clause}: 1}}}}
    - {{id: {id}-other, where: {{event: {second}}}, at_least: 1, numbers: {{{clause}: 1}}}}
""",
}


class _Story(NamedTuple):
    """A case in short: its sentence, what happened on which days of March 2018, what is decided."""

    sentence: str
    events: tuple[tuple[str, int], ...]
    kind: str
    figures: str


_MADE, _SILENT = "attainment", "violation"
_CASES = """\
- rule: {rule}
  term: 2018-03-01..2018-03-31
  as_of: 2019-03-31
  cases:
{cases}
"""

_STORIES: Mapping[Form, tuple[_Story, ...]] = {
    "threshold": (
        _Story("One event in the month is enough", (("event", 20),), _MADE, "1/1"),
        _Story("A month without an event is a violation", (), _SILENT, "0/1"),
    ),
    "documentary": (
        _Story("The evidence is on file", (("event", 20),), _MADE, "1/1"),
        _Story("Without evidence it is a violation", (), _SILENT, "0/1"),
    ),
    "order": (
        _Story("What must come before came before", (("second", 10), ("event", 20)), _MADE, "observed 1"),
        _Story("What must come before came after", (("event", 10), ("second", 20)), _SILENT, "observed 0"),
        _Story("Nothing to put in order", (), "not_applicable", "reason no_follower"),
    ),
    "response": (
        _Story("It was answered in time", (("event", 10), ("second", 20)), _MADE, "observed 1"),
        _Story("It was never answered", (("event", 10),), _SILENT, "observed 0"),
        _Story("Nothing to answer", (), "not_applicable", "reason no_trigger"),
    ),
    "composition": (
        _Story("One of the ways is enough", (("second", 20),), _MADE, "1/1"),
        _Story("None of the ways was taken", (), _SILENT, "0/1"),
    ),
}

FORMS: tuple[Form, ...] = tuple(_RULES)


def rule_draft(form: Form, rule_id: str, clause: str | None, vocabulary: Vocabulary, event: str) -> str:
    """The YAML of a rule, to be indented into its list."""
    names = {"event": event, "second": _second(vocabulary, event), "party": next(iter(vocabulary.parties))}
    return (_HEAD + _RULES[form]).format(id=rule_id, clause=f'"{clause}"' if clause else BLANK, **names)


def case_drafts(form: Form, rule_id: str, vocabulary: Vocabulary, event: str) -> str:
    """The YAML of the cases that prove every situation of the draft, to be indented into their list."""
    names = {"event": event, "second": _second(vocabulary, event)}
    window = "2018-03" if form == "threshold" else "term"
    cases = [
        f"    - case: {story.sentence}\n"
        + "".join(_event_lines(story, names, vocabulary))
        + f"      expect: {window} {story.kind} {story.figures}"
        for story in _STORIES[form]
    ]
    return _CASES.format(rule=rule_id, cases="\n".join(cases))


def _event_lines(story: _Story, names: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    if story.events:
        yield "      events:\n"
    for role, day in story.events:
        code = names[role]
        columns = "".join(
            f", {column}: {_example(column, vocabulary)}" for column in _needed(vocabulary, code)
        )
        yield f"        - {{event: {code}, date: 2018-03-{day}{columns}}}\n"


def _needed(vocabulary: Vocabulary, event: str) -> list[EventColumn]:
    return [column for column in vocabulary.events[event].requires if column not in ("unit", "note")]


def _example(column: EventColumn, vocabulary: Vocabulary) -> str:
    """A value that a column may hold."""
    codes: Mapping[str, Mapping[str, object]] = {
        "deliverable": vocabulary.deliverables,
        "topic": vocabulary.topics,
        "target": vocabulary.targets,
        "phase": vocabulary.phases,
    }
    if codes.get(column):
        return next(iter(codes[column]))
    return "1" if column in ("participants", "invited") else "X1"


def _second(vocabulary: Vocabulary, event: str) -> str:
    """Another type of event than the first, where there is one."""
    return next((code for code in reported(vocabulary) if code != event), event)


def reported(vocabulary: Vocabulary) -> list[str]:
    """The types of event that files may contain."""
    return [code for code, event in vocabulary.events.items() if not event.derived]
