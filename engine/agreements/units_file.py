# SPDX-License-Identifier: EUPL-1.2
"""The registry of units: its rows become units, every wrong cell named by row and column."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from ...schema.errors import DefinitionError
from ...schema.unit import ALWAYS_FROM, ALWAYS_TO, Unit
from ...schema.vocabulary import Vocabulary
from ..definitions.registry import Registry
from ..definitions.wording import choose, some
from ..intake.codes import Codes
from ..intake.columns import UNITS
from ..language.reader import words
from ..plain_text import control_in
from .unit_rows import HEADED, UnitRow, Wrong, unit_rows

COLUMNS = (*HEADED, *(column.name for column in UNITS.columns if column.name not in HEADED))
MAX_CODE = 120
_LINKS = ("parent", "successor")


NONE_ASKED: Mapping[tuple[str, str], str] = {}


def load_units(
    path: Path, vocabulary: Vocabulary, asked: Mapping[tuple[str, str], str] = NONE_ASKED
) -> Registry:
    """The registry at `path`, in any format that tables are read in.

    Args:
        asked: The attributes that no unit may leave blank, by kind and name, each with a rule that asks for it.

    Raises:
        DefinitionError: Lists every problem, with its row as a spreadsheet shows it and its column.
    """
    wrong = Wrong(str(path))
    units = _Units(vocabulary, wrong, asked).of(unit_rows(path, vocabulary, wrong))
    if wrong.records:
        records = sorted(wrong.records, key=lambda record: (record.sheet or "", record.row or 0))
        raise DefinitionError([record.located() for record in records], records)
    if not units:
        nothing = words.text("lists no unit; write one a row, for example 17,region,Basilicata")
        raise DefinitionError([f"{path}: {nothing}"])
    return Registry(units)


class _Units:
    """Makes units of rows, recording what is wrong."""

    def __init__(self, vocabulary: Vocabulary, wrong: Wrong, asked: Mapping[tuple[str, str], str]) -> None:
        self.vocabulary = vocabulary
        self.asked = asked
        self.wrong = wrong
        self.attributes = {name for kind in vocabulary.unit_kinds.values() for name in kind.attributes}

    def of(self, rows: Sequence[UnitRow]) -> list[Unit]:
        """The units of some rows that are right in themselves; parents and successors may be told by name."""
        names = Codes({row.cells["code"]: (row.cells["name"],) for row in rows})
        units = [(row, unit) for row in rows if (unit := self._unit(row, names)) is not None]
        self._check_codes(rows)
        self._check_links(units, names.titles)
        return [unit for _, unit in units]

    def _unit(self, row: UnitRow, names: Codes) -> Unit | None:
        before = len(self.wrong.records)
        cells = row.cells
        self._check_cell_codes(row)
        self._check_kind(row)
        self._check_days(row)
        attributes = {name: cells[name] for name in sorted(self.attributes) if cells.get(name)}
        self._check_attributes(row, attributes)
        if len(self.wrong.records) > before or not (cells["code"] and cells["kind"]):
            return None
        parent, successor = (names.meant(cells.get(name, "")) or cells.get(name) for name in _LINKS)
        return Unit(
            code=cells["code"],
            kind=cells["kind"],
            name=cells["name"],
            province=cells.get("province") or None,
            parent=parent or None,
            valid_from=_day(row, "valid_from", ALWAYS_FROM),
            valid_to=_day(row, "valid_to", ALWAYS_TO),
            successor=successor or None,
            attributes=attributes,
        )

    def _check_cell_codes(self, row: UnitRow) -> None:
        for column, cell in row.cells.items():
            if (control := control_in(cell)) is not None:
                said = words.text("got the control character {code}; remove it", code=control)
                self.wrong.of_row(row, column, said)
        if not row.cells["code"] and not row.refused("code"):
            said = words.text("got nothing; write the code of the unit, for example G942C000001")
            self.wrong.of_row(row, "code", said)
        for column in ("code", *_LINKS):
            code = row.cells.get(column, "")
            if "|" in code or len(code) > MAX_CODE:
                message = words.text(
                    "got '{code}'; write at most {most} characters without |", code=code[:60], most=MAX_CODE
                )
                self.wrong.of_row(row, column, message, code)

    def _check_kind(self, row: UnitRow) -> None:
        if not row.cells["kind"] and not row.refused("kind"):
            self.wrong.of_row(row, "kind", choose(None, list(self.vocabulary.unit_kinds)))

    def _check_days(self, row: UnitRow) -> None:
        start, end = _day(row, "valid_from", ALWAYS_FROM), _day(row, "valid_to", ALWAYS_TO)
        if end < start:
            message = words.text("got {end}, before {start}; write a later day", end=end, start=start)
            self.wrong.of_row(row, "valid_to", message, str(end))
        if row.cells.get("successor") and end == ALWAYS_TO and not row.refused("valid_to"):
            message = words.text("got a successor without a last day; write it, for example 2018-06-30")
            self.wrong.of_row(row, "valid_to", message)

    def _check_attributes(self, row: UnitRow, attributes: Mapping[str, str]) -> None:
        kind = row.cells["kind"]
        if not kind:
            return
        declared = self.vocabulary.unit_kinds[kind].attributes
        for name, value in attributes.items():
            if name not in declared:
                message = words.text(
                    "got '{value}'; leave it blank, a {kind} has no {name}", value=value, kind=kind, name=name
                )
                self.wrong.of_row(row, name, message, value)
            elif value not in declared[name]:
                self.wrong.of_row(row, name, choose(value, declared[name]), value)
        for name in declared:
            rule = self.asked.get((kind, name))
            if rule is not None and name not in attributes and not row.refused(name):
                accepted = some(declared[name])
                message = words.text(
                    "got nothing; write one of {accepted}: {rule} chooses whom it judges by it",
                    accepted=accepted,
                    rule=rule,
                )
                self.wrong.of_row(row, name, message)

    def _check_codes(self, rows: Iterable[UnitRow]) -> None:
        first: dict[str, int] = {}
        for row in rows:
            code = row.cells["code"]
            if code and code in first:
                message = words.text(
                    "got '{code}' twice, first in row {row}; a code names one unit",
                    code=code,
                    row=first[code],
                )
                self.wrong.of_row(row, "code", message, code)
            first.setdefault(code, row.number)

    def _check_links(self, units: Sequence[tuple[UnitRow, Unit]], codes: Collection[str]) -> None:
        for column in _LINKS:
            links = {unit.code: target for _, unit in units if (target := getattr(unit, column))}
            for row, unit in units:
                target = links.get(unit.code)
                if target is not None and target not in codes:
                    self.wrong.of_row(row, column, choose(target, sorted(codes)), target)
            for cycle in cycles(links):
                row = next(row for row, unit in units if unit.code == cycle[0])
                message = words.text(
                    "got the circle {path}; write no {column} that leads back",
                    path=" > ".join((*cycle, cycle[0])),
                    column=column,
                )
                self.wrong.of_row(row, column, message)


def _day(row: UnitRow, column: str, default: dt.date) -> dt.date:
    return dt.date.fromisoformat(row.cells[column]) if row.cells.get(column) else default


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
