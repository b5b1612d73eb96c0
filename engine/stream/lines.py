# SPDX-License-Identifier: EUPL-1.2
"""Lines of a stream: each an object that says what it is, its keys the headings of files."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ..intake.codes import Codes
from ..intake.columns import FileKind
from ..intake.headings import Matched, accepted_names, match_headings, nearest
from ..intake.ndjson_files import read_line, text_of
from ..intake.problems import Fault, Place, Problems
from ..intake.text_files import LINE_LIMIT
from ..intake.values import ValueReader
from .line_kinds import RECEIVED, TICK, WRITTEN

STDIN = Place(0, "stdin")

Numbered = tuple[int, bytes]


@dataclass(frozen=True)
class Line:
    """One line that can be understood.

    Attributes:
        fact: What it is, a key of `WRITTEN`.
        values: What stands in it as text, by column; nothing blank.
        keys: The key each of them has in the line.
        day: When it was received; of a tick of the clock, its day.
    """

    number: int
    fact: str
    values: Mapping[str, str]
    keys: Mapping[str, str]
    day: dt.date | None


def numbered(stream: IO[bytes]) -> Iterator[Numbered]:
    """The lines of a stream with their numbers, as they come; of one that is too long its beginning."""
    number = 0
    while line := stream.readline(LINE_LIMIT + 1):
        number += 1
        yield number, line
        while len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            line = stream.readline(LINE_LIMIT + 1)


def read(number: int, raw: bytes, language: Language) -> tuple[Line | None, tuple[ErrorRecord, ...]]:
    """A line, none where it is blank or something is wrong with it; and what is to be said about it."""
    problems = Problems(language)
    return _Reading(problems).line(number, raw), problems.records()


class _Reading:
    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def line(self, number: int, raw: bytes) -> Line | None:
        values = self._object(number, raw)
        if values is None:
            return None
        fact = text_of(values.pop("fact", None)) or ""
        if fact not in WRITTEN:
            accepted, near = ", ".join(WRITTEN), nearest(fact, WRITTEN)
            fault = Fault("unknown_fact" if fact else "no_fact", fact or None, accepted, near=near)
            self._report(number, [(fault, "fact")])
            return None
        return self._understood(number, fact, values)

    def _object(self, number: int, raw: bytes) -> dict[str, Any] | None:
        lines: list[tuple[int, Mapping[str, Any]]] = []
        broken: list[tuple[int, Fault, str | None]] = []
        if len(raw) > LINE_LIMIT:
            broken.append((number, Fault("line_too_long", fields={"limit": LINE_LIMIT}), None))
        else:
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                broken.append((number, Fault("not_utf8"), None))
            else:
                if text.strip():
                    read_line(number, text, lines, broken)
        self._report(number, [(fault, key) for _, fault, key in broken])
        return dict(lines[0][1]) if lines else None

    def _understood(self, number: int, fact: str, values: Mapping[str, Any]) -> Line | None:
        kind, headings = WRITTEN[fact], list(values)
        matched = _matched(tuple(headings), fact)
        italian = self._problems.language != "en"
        names = ", ".join(column.italian[0] if italian else column.name for column in kind.columns)
        wrong = [(Fault("unknown_column", accepted=names, near=near), key) for key, near in matched.unknown]
        wrong += [
            (Fault("repeated_column", fields={"names": ", ".join(keys)}), name)
            for name, keys in matched.repeated
        ]
        wrong += [(Fault("unknown_column", accepted=names), headings[place]) for place in matched.blank]
        for key, column in matched.misspelt:
            meant = Fault("misspelt_column", fields={"meant": column.italian[0] if italian else column.name})
            self._problems.add(STDIN, meant, number, key, notice=True)
        keys = {name: headings[place] for name, place in matched.positions.items()}
        given = {name: (text_of(values[key]) or "").strip() for name, key in keys.items()}
        given = {name: value for name, value in given.items() if value}
        wrong += _missing(kind, given)
        day = self._day(fact, given, keys, wrong)
        self._report(number, wrong)
        return None if wrong else Line(number, fact, given, keys, day)

    def _day(
        self, fact: str, given: dict[str, str], keys: Mapping[str, str], wrong: list[tuple[Fault, str]]
    ) -> dt.date | None:
        """The day of a tick, or that on which the line was received, taken out of its values."""
        column = TICK if fact == "clock" else RECEIVED
        if fact == "submission" or column.name not in given:
            return None
        read = ValueReader(column, Codes({}), self._problems.language).read(given.pop(column.name))
        if isinstance(read, Fault):
            wrong.append((read, keys[column.name]))
            return None
        return dt.date.fromisoformat(read)

    def _report(self, number: int, wrong: Iterable[tuple[Fault, str | None]]) -> None:
        for fault, key in wrong:
            self._problems.add(STDIN, fault, number, key)


@lru_cache(1_000)
def _matched(headings: tuple[str, ...], fact: str) -> Matched:
    """The columns that keys mean; most lines have the keys of others."""
    return match_headings(headings, WRITTEN[fact])


def _missing(kind: FileKind, given: Mapping[str, str]) -> list[tuple[Fault, str]]:
    """What a line lacks that says nothing of its own; of others it is said when their values are read."""
    if set(given) - {RECEIVED.name}:
        return []
    needed = (column for column in kind.columns if column.required and column.name not in given)
    return [(Fault("missing_value", example=each.example), accepted_names(each)[-1]) for each in needed]
