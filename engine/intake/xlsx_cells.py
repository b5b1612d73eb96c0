# SPDX-License-Identifier: EUPL-1.2
"""The cells of a sheet of a workbook .xlsx, looked at one by one as its XML is parsed."""

import zipfile
from collections.abc import Collection
from string import ascii_letters
from xml.parsers import expat

from .sheet_parts import Block, Oddities, UnstoredCell, column_letters, column_number

_YES = ("1", "true")


class Cells:
    """Collects what is odd while a sheet is parsed, and how many rows and columns its filled cells span."""

    def __init__(self, struck_styles: Collection[str] = ()) -> None:
        self.height = self.width = 0
        self._unstored: list[UnstoredCell] = []
        self._merged: list[Block] = []
        self._hidden: set[int] = set()
        self._struck: set[int] = set()
        self._struck_styles = struck_styles
        self._row = self._column = 0
        self._name = self._type = self._value = self._style = ""
        self._formula = self._in_value = self._filled = self._row_hidden = False

    def read(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Parse a part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with archive.open(part) as member:
            parser.ParseFile(member)

    def oddities(self) -> Oddities:
        """What was found."""
        return Oddities(self._unstored, self._merged, sorted(self._hidden), sorted(self._struck))

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row = int(given.get("r", self._row + 1))
            self._column = 0
            self._row_hidden = given.get("hidden") in _YES
        elif name == "c":
            self._column += 1
            self._name = given.get("r", "")
            self._type, self._value, self._formula, self._filled = given.get("t", ""), "", False, False
            self._style = given.get("s", "")
            if self._name:
                self._column = column_number(self._name)
        elif name == "f":
            self._formula = self._filled = True
        elif name in ("v", "is"):
            self._in_value = self._filled = True
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))

    def _merge(self, corners: str) -> None:
        first, _, last = corners.partition(":")
        if last:
            rows = [int(corner.lstrip(ascii_letters)) for corner in (first, last)]
            columns = [column_number(corner) - 1 for corner in (first, last)]
            self._merged.append(Block(rows[0], columns[0], rows[1], columns[1]))

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "is"):
            self._in_value = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self._filled:
            self.height = max(self.height, int(self._name.lstrip(ascii_letters) or self._row))
            self.width = max(self.width, self._column)
            if self._row_hidden:
                self._hidden.add(self._row)
            if self._style in self._struck_styles:
                self._struck.add(self._row)
        place = (self._name or f"{column_letters(self._column)}{self._row}", self._row, self._column - 1)
        if self._type == "e":
            self._unstored.append(UnstoredCell("error_cell", *place, self._value))
        elif self._formula and not self._value and self._type != "str":
            self._unstored.append(UnstoredCell("formula_without_value", *place))
