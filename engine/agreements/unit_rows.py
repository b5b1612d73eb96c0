# SPDX-License-Identifier: EUPL-1.2
"""The rows of a registry file, read as the tables of submissions are: in any format, under Italian or English headings.

A row whose first cell begins with `#` is a comment.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...schema.error_record import ErrorRecord
from ...schema.vocabulary import Vocabulary
from ..intake.blanks import cleaned
from ..intake.codes import Codes, codes_of
from ..intake.columns import UNITS, Column, FileKind
from ..intake.headings import Matched, accepted_names, folded, kind_told_by_headings, match_headings, nearest
from ..intake.problems import Fault, FileRefused, shown_path
from ..intake.sheets import Sheet
from ..intake.sources import open_sheets
from ..intake.unread_sheets import HELP
from ..intake.values import ValueReader
from ..language.reader import reader, words

HEADED = ("code", "kind", "name", "parent")
"""The columns that no registry may be without, though a unit may leave some of them blank."""

_SHORTENED = re.compile(r"[+-]?[0-9]+([.,][0-9]+[eE][+-]?|[eE][+-])[0-9]+")
_CODES = ("code", "parent", "successor")


@dataclass(frozen=True)
class UnitRow:
    """One row of a registry, and where it stands.

    Attributes:
        cells: What they mean, by column; blank where they mean nothing.
        written: How they are written.
        headings: Those of the columns in the file.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    written: Mapping[str, str]
    headings: Mapping[str, str]

    def refused(self, column: str) -> bool:
        """Whether a cell means nothing, which is said."""
        return self.written.get(column, "") != "" and not self.cells[column]


@dataclass
class Wrong:
    """What is wrong in a registry file, in the order of its sheets and rows."""

    file: str
    records: list[ErrorRecord] = field(default_factory=list)

    def of_row(self, row: UnitRow, column: str | None, message: str, got: str | None = None) -> None:
        """Record what is wrong with a cell or a row."""
        self.add(row.sheet, row.number, column and row.headings.get(column, column), message, got)

    def fault(self, sheet: str, fault: Fault, row: int | None = None, column: str | None = None) -> None:
        """Record what the readers of files say."""
        self.add(sheet, row, column, fault.said(fault.got, reader().language), fault.got)

    def add(
        self, sheet: str, row: int | None, column: str | None, message: str, got: str | None = None
    ) -> None:
        """Record one thing that is wrong."""
        self.records.append(
            ErrorRecord(
                file=shown_path(self.file), sheet=sheet or None, row=row, column=column, code="unit", got=got,
                message=message,
            )
        )  # fmt: skip


def unit_rows(path: Path, vocabulary: Vocabulary, wrong: Wrong) -> list[UnitRow]:
    """The rows of every table of a registry file that have anything in them."""
    kind = _kind(vocabulary)
    try:
        sheets = open_sheets(path, (kind,))
        return [
            row for sheet in _tables(sheets, kind, wrong) for row in _rows(sheet, kind, vocabulary, wrong)
        ]
    except FileRefused as refusal:
        wrong.fault("", refusal.fault, refusal.row)
        return []


def _kind(vocabulary: Vocabulary) -> FileKind:
    """A registry, with a column for each attribute that the vocabulary declares."""
    attributes = {
        name: values[0] for kind in vocabulary.unit_kinds.values() for name, values in kind.attributes.items()
    }
    columns = (Column(name, "text", (name,), value) for name, value in sorted(attributes.items()))
    return replace(UNITS, columns=(*UNITS.columns, *columns))


def _tables(sheets: Sequence[Sheet], kind: FileKind, wrong: Wrong) -> Iterator[Sheet]:
    """The sheets that list units; what stands on any other is refused, or would be lost unseen."""
    filled = [sheet for sheet in sheets if sheet.cells]
    told = [sheet for sheet in filled if kind_told_by_headings(sheet.headings, (kind,))] or filled[:1]
    yield from told or sheets
    for sheet in filled:
        if sheet not in told and not folded(sheet.name).startswith(HELP):
            said = words.text(
                "the sheet was not read; give it the headings of a registry of units, or remove it"
            )
            wrong.add(sheet.name, None, None, said)


def _rows(sheet: Sheet, kind: FileKind, vocabulary: Vocabulary, wrong: Wrong) -> Iterator[UnitRow]:
    matched = match_headings(sheet.headings, kind)
    if not _check_headings(sheet, matched, kind, wrong):
        return
    for fault in sheet.notices:
        if fault.code == "struck_rows":
            wrong.fault(sheet.name, fault)
    headings = {name: sheet.headings[place] for name, place in matched.positions.items()}
    readers = _readers(kind, vocabulary)
    for numbers, columns in sheet.rows(
        lambda fault, row, column: wrong.fault(sheet.name, fault, row, column)
    ):
        for number, cells in zip(numbers, zip(*columns, strict=True), strict=True):
            texts = [cleaned(cell or "") for cell in cells]
            if any(texts) and not texts[0].startswith("#"):
                _check_unheaded(sheet, matched, texts, number, wrong)
                written = {name: texts[place] for name, place in matched.positions.items()}
                row = UnitRow(sheet.name, number, written, written, headings)
                yield replace(row, cells=_meant(row, readers, wrong))


def _check_headings(sheet: Sheet, matched: Matched, kind: FileKind, wrong: Wrong) -> bool:
    """Record what is wrong with the headings; whether the rows can be read."""
    language, before = reader().language, len(wrong.records)
    names = [name for column in kind.columns for name in accepted_names(column)]
    accepted = ", ".join(column.heading(language) for column in kind.columns)
    for heading in (
        *(heading for heading, _ in matched.misspelt),
        *(heading for heading, _ in matched.unknown),
    ):
        fault = Fault("unknown_column", heading, accepted=accepted, near=nearest(heading, names))
        wrong.fault(sheet.name, fault, sheet.above + 1, heading)
    for name, repeated in matched.repeated:
        fault = Fault("repeated_column", name, fields={"names": ", ".join(repeated)})
        wrong.fault(sheet.name, fault, sheet.above + 1, repeated[0])
    for name in HEADED:
        if name not in matched.positions:
            column = kind.column(name)
            accepting = {"names": ", ".join(accepted_names(column))}
            fault = Fault("missing_column", example=column.example, fields=accepting)
            wrong.fault(sheet.name, fault, sheet.above + 1, column.heading(language))
    return len(wrong.records) == before


def _check_unheaded(sheet: Sheet, matched: Matched, texts: Sequence[str], number: int, wrong: Wrong) -> None:
    for place in matched.blank:
        if texts[place]:
            said = words.text("got '{got}' in a column without a heading; give it one", got=texts[place][:60])
            wrong.add(sheet.name, number, None, said, texts[place])


def _readers(kind: FileKind, vocabulary: Vocabulary) -> Mapping[str, ValueReader]:
    """What reads the values that may be written in more ways than one, by column."""
    codes, language = codes_of(vocabulary, ()), reader().language
    return {
        column.name: ValueReader(column, codes.get(column.codes, Codes({})), language)
        for column in kind.columns
        if column.form in ("code", "date")
    }


def _meant(row: UnitRow, readers: Mapping[str, ValueReader], wrong: Wrong) -> Mapping[str, str]:
    """What the cells of a row mean; one that means nothing is recorded, and blank."""
    meant = dict(row.cells)
    for name, got in row.cells.items():
        read = readers[name].read(got) if got and name in readers else got
        if name in _CODES and _SHORTENED.fullmatch(got):
            read = Fault("shortened_number", got)
        if isinstance(read, Fault) and read.meant is None:
            wrong.fault(row.sheet, read, row.number, row.headings[name])
        meant[name] = read if isinstance(read, str) else read.meant or ""
    return meant
