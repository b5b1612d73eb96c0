# SPDX-License-Identifier: EUPL-1.2
"""The registry file: units.csv read, every wrong cell named by row and column.

Comma or semicolon, UTF-8 or the Windows encoding that spreadsheets save, blanks mean none. A row whose first cell
begins with `#` is a comment.
"""

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...schema.error_record import ErrorRecord
from ...schema.errors import DefinitionError
from ...schema.unit import ALWAYS_FROM, ALWAYS_TO, Unit
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .registry import Registry
from .wording import choose
from .yaml_source import unreadable

REQUIRED = ("code", "kind", "name", "parent")
COLUMNS = (*REQUIRED, "province", "valid_from", "valid_to", "successor")

MAX_CODE = 120
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Row(NamedTuple):
    number: int
    cells: Mapping[str, str]


def load_units(path: Path, vocabulary: Vocabulary) -> Registry:
    """The registry at `path`.

    Raises:
        DefinitionError: Lists every problem, with its row as a spreadsheet shows it and its column.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DefinitionError([f"{path}: {unreadable(error)}"]) from error
    reader = _UnitsReader(str(path), vocabulary)
    units = reader.units(_decoded(content))
    if reader.records:
        records = sorted(reader.records, key=lambda record: record.row or 0)
        raise DefinitionError([record.located() for record in records], records)
    if not units:
        nothing = words.text("lists no unit; write one a row, for example 17,region,Basilicata")
        raise DefinitionError([f"{path}: {nothing}"])
    return Registry(units)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


class _UnitsReader:
    """Reads one file, collecting records of what is wrong."""

    def __init__(self, path: str, vocabulary: Vocabulary) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.records: list[ErrorRecord] = []
        self.attributes = {name for kind in vocabulary.unit_kinds.values() for name in kind.attributes}

    def units(self, text: str) -> list[Unit]:
        rows = list(self._rows(text))
        units = [(row.number, unit) for row in rows if (unit := self._unit(row)) is not None]
        self._check_codes(rows)
        self._check_links(units, {row.cells.get("code", "") for row in rows})
        return [unit for _, unit in units]

    def _note(self, row: int, column: str | None, message: str, got: str | None = None) -> None:
        record = ErrorRecord(file=self.path, row=row, column=column, code="unit", got=got, message=message)
        self.records.append(record)

    def _rows(self, text: str) -> Iterator[_Row]:
        first = text.split("\n", 1)[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        number = 0
        try:
            heading = [cell.strip() for cell in next(reader, [])]
            if not self._check_heading(heading):
                return
            for number, cells in enumerate(reader, start=2):
                if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
                    yield self._row(number, heading, [cell.strip() for cell in cells])
        except csv.Error as error:
            self._note(number + 1, None, words.text("is not CSV: {reason}; check the quotes", reason=error))

    def _check_heading(self, heading: list[str]) -> bool:
        before = len(self.records)
        for name in REQUIRED:
            if name not in heading:
                self._note(
                    1,
                    name,
                    words.text(
                        "got no column {name}; write the headings {headings}",
                        name=name,
                        headings=", ".join(COLUMNS),
                    ),
                )
        for name, times in Counter(heading).items():
            if times > 1:
                self._note(
                    1,
                    name,
                    words.text(
                        "got the column '{name}' {times} times; write it once", name=name, times=times
                    ),
                    name,
                )
            elif name not in COLUMNS and name not in self.attributes:
                self._note(1, name, choose(name, [*COLUMNS, *sorted(self.attributes)]), name)
        return len(self.records) == before

    def _row(self, number: int, heading: list[str], cells: list[str]) -> _Row:
        if len(cells) > len(heading):
            self._note(
                number,
                None,
                words.text(
                    "got {got} cells; write {accepted}, one for each heading",
                    got=len(cells),
                    accepted=len(heading),
                ),
            )
        return _Row(number, dict(zip(heading, cells, strict=False)))

    def _unit(self, row: _Row) -> Unit | None:
        before = len(self.records)
        cells = row.cells
        self._check_cell_codes(row)
        kind = self._kind(row)
        start, end = self._day(row, "valid_from", ALWAYS_FROM), self._day(row, "valid_to", ALWAYS_TO)
        if start is not None and end is not None and end < start:
            message = words.text(
                "got {end}, before valid_from {start}; write a later day", end=end, start=start
            )
            self._note(row.number, "valid_to", message, str(end))
        if cells.get("successor") and not cells.get("valid_to"):
            message = words.text("got a successor without a last day; write it, for example 2018-06-30")
            self._note(row.number, "valid_to", message)
        attributes = {name: cells[name] for name in sorted(self.attributes) if cells.get(name)}
        if kind is not None:
            self._check_attributes(row, kind, attributes)
        if len(self.records) > before or kind is None or start is None or end is None:
            return None
        return Unit(
            code=cells["code"],
            kind=kind,
            name=cells.get("name") or "",
            province=cells.get("province") or None,
            parent=cells.get("parent") or None,
            valid_from=start,
            valid_to=end,
            successor=cells.get("successor") or None,
            attributes=attributes,
        )

    def _check_cell_codes(self, row: _Row) -> None:
        if not row.cells.get("code"):
            self._note(
                row.number,
                "code",
                words.text("got nothing; write the code of the unit, for example G942C000001"),
            )
        for column in ("code", "parent", "successor"):
            code = row.cells.get(column, "")
            if "|" in code or len(code) > MAX_CODE:
                message = words.text(
                    "got '{code}'; write at most {most} characters without |", code=code[:60], most=MAX_CODE
                )
                self._note(row.number, column, message, code)

    def _kind(self, row: _Row) -> str | None:
        kind = row.cells.get("kind", "")
        if kind in self.vocabulary.unit_kinds:
            return kind
        self._note(row.number, "kind", choose(kind or None, list(self.vocabulary.unit_kinds)), kind)
        return None

    def _day(self, row: _Row, column: str, default: dt.date) -> dt.date | None:
        text = row.cells.get(column, "")
        if not text:
            return default
        try:
            day = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            self._note(
                row.number,
                column,
                words.text("got '{text}'; write a date such as 2018-06-30", text=text),
                text,
            )
        return day

    def _check_attributes(self, row: _Row, kind: str, attributes: Mapping[str, str]) -> None:
        declared = self.vocabulary.unit_kinds[kind].attributes
        for name, value in attributes.items():
            if name not in declared:
                self._note(
                    row.number,
                    name,
                    words.text(
                        "got '{value}'; leave it blank, a {kind} has no {name}",
                        value=value,
                        kind=kind,
                        name=name,
                    ),
                    value,
                )
            elif value not in declared[name]:
                self._note(row.number, name, choose(value, declared[name]), value)

    def _check_codes(self, rows: Iterable[_Row]) -> None:
        first: dict[str, int] = {}
        for row in rows:
            code = row.cells.get("code", "")
            if code and code in first:
                message = words.text(
                    "got '{code}' twice, first in row {row}; a code names one unit",
                    code=code,
                    row=first[code],
                )
                self._note(row.number, "code", message, code)
            first.setdefault(code, row.number)

    def _check_links(self, units: list[tuple[int, Unit]], codes: Collection[str]) -> None:
        for column in ("parent", "successor"):
            links = {unit.code: target for _, unit in units if (target := getattr(unit, column))}
            for number, unit in units:
                target = links.get(unit.code)
                if target is not None and target not in codes:
                    self._note(number, column, choose(target, sorted(codes)), target)
            for cycle in cycles(links):
                number = next(number for number, unit in units if unit.code == cycle[0])
                path = " > ".join((*cycle, cycle[0]))
                self._note(
                    number,
                    column,
                    words.text(
                        "got the circle {path}; write no {column} that leads back", path=path, column=column
                    ),
                )


def cycles(links: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The circles in a mapping of each code to the next, each once, from its smallest code.

    >>> cycles({"b": "a", "a": "b", "c": "a", "d": "e"})
    [('a', 'b')]
    """
    found: dict[tuple[str, ...], None] = {}
    done: set[str] = set()
    for start in sorted(links):
        path: dict[str, None] = {}
        code: str | None = start
        while code is not None and code not in path and code not in done:
            path[code] = None
            code = links.get(code)
        if code is not None and code in path:
            chain = list(path)[list(path).index(code) :]
            turn = chain.index(min(chain))
            found[(*chain[turn:], *chain[:turn])] = None
        done.update(path)
    return list(found)
