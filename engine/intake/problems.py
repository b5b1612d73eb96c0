# SPDX-License-Identifier: EUPL-1.2
"""Everything found wrong in the files of one run, gathered so that all of it is said at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.errors import ErrorRecord, InputError
from .messages import sentence, tell

KEPT = 10_000
SHOWN = 200
WIDTH = 60


def shown(value: str) -> str:
    """A value fit to be printed: short, on one line, without control characters."""
    clean = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value[: WIDTH + 1]
    )
    return clean if len(clean) <= WIDTH else clean[:WIDTH] + "…"


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value or a file, before it is known where it stands.

    Attributes:
        accepted: What may be written instead, in the reader's language.
        near: The word probably meant.
        fields: Further parts of the sentence.
    """

    code: str
    got: str | None = None
    accepted: str | None = None
    example: str | None = None
    near: str | None = None
    fields: Mapping[str, object] | None = None


class FileRefused(Exception):
    """A file that cannot be read any further; caught where its other files are still to be read."""

    def __init__(self, code: str, row: int | None = None, **fields: object) -> None:
        super().__init__(code)
        self.row = row
        self.fault = Fault(code, fields=fields)


@dataclass(frozen=True, order=True)
class Place:
    """A table in a file; `order` is the file's place among those given."""

    order: int
    file: str
    sheet: str = ""


class Problems:
    """Gathers records up to a bound and counts the rest."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._binding = 0
        self._found: list[tuple[Place, ErrorRecord]] = []

    @property
    def room(self) -> int:
        """How many more records are kept."""
        return max(0, KEPT - len(self._found))

    def add(
        self,
        place: Place,
        fault: Fault,
        row: int | None = None,
        column: str | None = None,
        notice: bool = False,
    ) -> None:
        """Record a fault at its place."""
        self._binding += not notice
        if not self.room:
            return
        got = None if fault.got is None else shown(fault.got)
        message = sentence(
            fault.code, self.language, got, fault.accepted, fault.example, fault.near, fault.fields or {}
        )
        record = ErrorRecord(
            file=shown_path(place.file), sheet=place.sheet or None, row=row, column=column and shown(column),
            level="notice" if notice else "binding", code=fault.code, got=got,
            accepted=fault.accepted, example=fault.example, message=message,
        )  # fmt: skip
        self._found.append((place, record))

    def count(self, more: int) -> None:
        """Count binding faults that are not recorded one by one."""
        self._binding += more

    def records(self) -> tuple[ErrorRecord, ...]:
        """All records, in the order of files, sheets and rows."""
        ordered = sorted(self._found, key=lambda found: (found[0], found[1].row or 0))
        return tuple(record for _, record in ordered)

    def raise_if_binding(self) -> None:
        """Refuse the files if anything binding was found.

        Raises:
            InputError: With every record, the first lines, and how many more there are.
        """
        if not self._binding:
            return
        records = self.records()
        lines = [record.located() for record in records if record.level == "binding"][:SHOWN]
        rest = self._binding - len(lines)
        if rest:
            lines.append(tell("more_problems", self.language, count=rest))
        raise InputError(lines, records)


def shown_path(path: str) -> str:
    """A path fit to be printed, whole."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path)
