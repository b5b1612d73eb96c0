# SPDX-License-Identifier: EUPL-1.2
"""Everything found wrong in the files of one run, gathered so that all of it is said at once."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ..language.words import Words
from .findings import FilesRefused, Findings, ReadFile, ReadTable
from .messages import MARK_ALL, SENTENCES
from .personal_data import masked

KEPT = 10_000
"""Records kept unless all are asked for."""

KEPT_IN_FULL = 500_000
SHOWN = 20
WIDTH = 60
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


def shown(value: str) -> str:
    """A value fit to be printed: short, on one line, without control characters."""
    clean = "".join(
        letter if letter.isprintable() else " " if letter in "\t\n\r" else "\N{REPLACEMENT CHARACTER}"
        for letter in value[: WIDTH + 1]
    )
    return clean if len(clean) <= WIDTH else clean[:WIDTH] + "…"


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value or a file, before it is known where it stands.

    Attributes:
        accepted: What may be written instead, in the reader's language.
        near: The word probably meant.
        near_code: The code of which that is the title.
        fields: Further parts of the sentence.
        meant: What the value is read as all the same; the fault is then a notice.
        raw: The row as it stands, for one that gets into no table.
        whole: No row alone is at fault, though a place is told.
        also: Further rows at fault, which are not told apart.
    """

    code: str
    got: str | None = None
    accepted: str | None = None
    example: str | None = None
    near: str | None = None
    near_code: str | None = None
    fields: Mapping[str, object] | None = None
    meant: str | None = None
    raw: str | None = None
    whole: bool = False
    also: Sequence[int] = ()

    def said(self, got: str | None, language: Language) -> str:
        """The whole message: what is wrong, what was probably meant, what to write instead.

        Args:
            got: The value as it may be shown.
        """
        words = Words(language)
        fields = {
            name: _as_read(name, value, words) for name, value in {"got": got, **(self.fields or {})}.items()
        }
        parts = [words.marked(SENTENCES[self.code], **fields)]
        if self.near_code:
            meant = words.text("did you mean '{near}', code {code}?", near=self.near, code=self.near_code)
            parts.append(meant)
        elif self.near:
            parts.append(words.text("did you mean '{near}'?", near=self.near))
        parts += [words.text("accepted: {accepted}", accepted=self.accepted)] if self.accepted else []
        parts += [words.text("example: {example}", example=self.example)] if self.example else []
        return "; ".join(parts)


def _as_read(name: str, value: object, words: Words) -> object:
    """A day or a month as the reader writes it, anything else as it is."""
    day = value
    if (
        isinstance(value, str)
        and _ISO.fullmatch(value)
        and (name == "month" or len(value) == len("2018-03-20"))
    ):
        try:
            day = dt.date.fromisoformat(value if name != "month" else f"{value}-01")
        except ValueError:
            return value
    if not isinstance(day, dt.date):
        return value
    return words.month_in_full(day) if name == "month" else words.day(day)


class FileRefused(Exception):
    """A file that cannot be read any further; caught where its other files are still to be read."""

    def __init__(self, code: str, row: int | None = None, **fields: object) -> None:
        super().__init__(code)
        self.row = row
        self.fault = Fault(code, fields=fields, whole=True)


@dataclass(frozen=True, order=True)
class Place:
    """A table in a file; `order` is the file's place among those given."""

    order: int
    file: str
    sheet: str = ""


class Problems:
    """Gathers records up to a bound and counts the rest."""

    def __init__(self, language: Language, most: int = KEPT) -> None:
        self.language = language
        self._most = most
        self._binding = 0
        self._of_rows = 0
        self._found: list[tuple[Place, ErrorRecord]] = []
        self.named: set[str] = set()
        """The files that anything was said of."""

    @property
    def room(self) -> int:
        """How many more records are kept."""
        return max(0, self._most - len(self._found))

    @property
    def refusing(self) -> bool:
        """Whether anything was found that leaving rows out is no remedy for."""
        return self._binding > self._of_rows

    def add(
        self,
        place: Place,
        fault: Fault,
        row: int | None = None,
        column: str | None = None,
        notice: bool = False,
        of_row: bool = False,
    ) -> None:
        """Record a fault at its place; `of_row` if leaving one row out is remedy enough."""
        self.named.add(place.file)
        self._binding += not notice
        self._of_rows += of_row and not notice
        if not self.room:
            return
        got = None if fault.got is None else masked(shown(fault.got))
        message = fault.said(got, self.language)
        record = ErrorRecord(
            file=shown_path(place.file), sheet=place.sheet or None, row=row, column=column and shown(column),
            level="notice" if notice else "binding", code=fault.code, got=got,
            accepted=fault.accepted, example=fault.example, message=message,
        )  # fmt: skip
        self._found.append((place, record))

    def count(self, more: int) -> None:
        """Count binding faults of rows that are not recorded one by one."""
        self._binding += more
        self._of_rows += more

    def records(self) -> tuple[ErrorRecord, ...]:
        """All records, in the order of files, sheets and rows."""
        ordered = sorted(self._found, key=lambda found: (found[0], found[1].row or 0))
        return tuple(record for _, record in ordered)

    def findings(self, files: Sequence[ReadFile], tables: Sequence[ReadTable]) -> Findings:
        """All records with what they were found in, and how many binding problems are only counted."""
        records = self.records()
        recorded = sum(record.level == "binding" for record in records)
        return Findings(records, self._binding - recorded, files, tables)

    def raise_if_binding(self, findings: Findings, *, rows_too: bool = True) -> None:
        """Refuse the files if anything binding was found, or anything beyond single rows.

        Raises:
            FilesRefused: With all that was found; its lines are the first problems, and how many more there are.
        """
        if self._binding == (0 if rows_too else self._of_rows):
            return
        binding = (record for record in findings.records if record.level == "binding")
        # What is left is told in a line of its own, which one problem takes as well.
        lines = [record.located() for record in islice(binding, SHOWN + (self._binding == SHOWN + 1))]
        if rest := self._binding - len(lines):
            lines.append(
                Words(self.language).marked(SENTENCES["more_problems"], count=rest, command=MARK_ALL)
            )
        raise FilesRefused(lines, findings)


def shown_path(path: str) -> str:
    """A path fit to be printed, whole."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)
