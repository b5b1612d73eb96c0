# SPDX-License-Identifier: EUPL-1.2
"""YAML text as plain data, with the line of every value.

Built from parser events rather than by a YAML constructor, for three reasons: lines are kept for
error messages, duplicate keys are seen, and only the harmless part of YAML exists at all. Booleans
are those of YAML 1.2 (`no` is a text), dates are ISO dates, and anchors, aliases and tags are refused.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ...schema.errors import DefinitionError
from ..language.reader import words
from ..system_errors import why
from .yaml_faults import syntax_fault

Steps = tuple[Any, ...]
"""Where a value stands: mapping keys and list positions from the top."""

MAX_BYTES = 8_000_000
MAX_DEPTH = 40

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_OF_NUMBERS = frozenset("+-.0123456789")
"""What numbers and days begin with; nearly all values are words."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Source:
    """The content of one YAML file.

    Attributes:
        path: The file, as messages name it.
        data: Mappings, lists, texts, whole and decimal numbers, booleans, dates, None.
        lines: The line of every value; that of its key for the values of mappings.
        written: Unquoted values as they stand in the file, such as `6.10` for the number 6.1; those of
            keys under `[key]`.
    """

    path: str
    data: Any
    lines: Mapping[Steps, int] = field(default_factory=dict)
    written: Mapping[Steps, str] = field(default_factory=dict)

    def line(self, steps: Steps) -> int:
        """The line of the value at `steps`, or of the nearest thing around it."""
        for length in range(len(steps), -1, -1):
            if steps[:length] in self.lines:
                return self.lines[steps[:length]]
        return 1


def unreadable(error: OSError) -> str:
    """The sentence that tells why a file could not be read."""
    return words.text("cannot be read: {reason}", reason=why(error))


def read_yaml(path: Path) -> Source:
    """The YAML file at `path`.

    Raises:
        DefinitionError: The file cannot be read or is not plain YAML; every problem is listed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DefinitionError([f"{path}: {unreadable(error)}"]) from error
    return parse_yaml(content, str(path))


def parse_yaml(content: bytes, path: str) -> Source:
    """The YAML text in `content`; `path` is only named in messages."""
    if len(content) > MAX_BYTES:
        said = words.text(
            "got a file of {got} bytes; write at most {most}, in several files",
            got=len(content),
            most=MAX_BYTES,
        )
        raise DefinitionError([f"{path}: {said}"])
    builder = _Builder(path, _decoded(content, path))
    data = builder.build()
    if builder.problems:
        raise DefinitionError(builder.problems)
    return Source(path, data, builder.lines, builder.written)


def _decoded(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        got = content[error.start : error.start + 1].decode("cp1252", "replace")
        said = words.text("got a byte that is not UTF-8 (perhaps '{got}'); save the file as UTF-8", got=got)
        raise DefinitionError([f"{path}:{line}: {said}"]) from error
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        said = words.text("got the control character {code}; remove it", code=code)
        raise DefinitionError([f"{path}:{line}: {said}"])
    return text


class _Builder:
    """Makes data of parser events, one pass, collecting problems."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[str] = []
        self.lines: dict[Steps, int] = {}
        self.written: dict[Steps, str] = {}
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))

    def build(self) -> Any:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            fault = f"{self.path}:{syntax_fault(error, self.text)}"
            raise DefinitionError([*self.problems, fault]) from error

    def _document(self) -> Any:
        data: Any = None
        seen = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self._note(
                        event, words.text("got a second document after '---'; write one document in a file")
                    )
                    return data
                data = self._value(next(self.events), ())
        return data

    def _value(self, event: Any, steps: Steps) -> Any:
        self.lines.setdefault(steps, event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._note(
                event, words.text("got the alias *{name}; write the value out in full", name=event.anchor)
            )
            return None
        if event.anchor is not None:
            self._note(
                event,
                words.text(
                    "got the anchor &{name}; write the value out where it is needed", name=event.anchor
                ),
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note(event, words.text("got the tag {tag}; write plain values, texts in quotes", tag=tag))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, steps)
        if len(steps) >= MAX_DEPTH:
            said = words.text("got more than {most} levels; write fewer", most=MAX_DEPTH)
            raise DefinitionError([self._located(event, said)])
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(steps)
        return self._mapping(steps)

    def _items(self, steps: Steps) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*steps, len(found))))
        return found

    def _mapping(self, steps: Steps) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                said = words.text("got a list or mapping as a key; write a text such as id:")
                raise DefinitionError([self._located(event, said)])
            key = self._value(event, (*steps, "(key)"))
            self.lines.pop((*steps, "(key)"))
            written = self.written.pop((*steps, "(key)"), event.value)
            if key in found:
                first = self.lines[(*steps, key)]
                self._note(
                    event,
                    words.text(
                        "got the key '{key}' twice, first on line {first}; write it once",
                        key=key,
                        first=first,
                    ),
                )
                self._skip(next(self.events))
                continue
            self.lines[(*steps, key)] = event.start_mark.line + 1
            self.written[(*steps, key, "[key]")] = written
            found[key] = self._value(next(self.events), (*steps, key))
        return found

    def _skip(self, event: Any) -> None:
        depth = 0
        while True:
            depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
            depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
            if depth == 0:
                return
            event = next(self.events)

    def _scalar(self, event: Any, steps: Steps) -> Any:
        if event.style not in (None, ""):
            return event.value
        self.written[steps] = event.value
        try:
            return plain_value(event.value)
        except ValueError:
            message = words.text(
                "got {value}, which is no day of the calendar; write a date such as 2018-01-17",
                value=event.value,
            )
            self._note(event, message)
            return None

    def _note(self, event: Any, message: str) -> None:
        self.problems.append(self._located(event, message))

    def _located(self, event: Any, message: str) -> str:
        return f"{self.path}:{event.start_mark.line + 1}: {message}"


def plain_value(text: str) -> Any:
    """What an unquoted YAML value means.

    Raises:
        ValueError: It has the form of a date and is none.

    >>> plain_value("no"), plain_value("true"), plain_value("017"), plain_value("2018-01-17")
    ('no', True, 17, datetime.date(2018, 1, 17))
    """
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _OF_NUMBERS:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        return dt.date.fromisoformat(text)
    if _DECIMAL.fullmatch(text) and not text.lstrip("+-").isdigit():
        return float(text)
    return text
