# SPDX-License-Identifier: EUPL-1.2
"""Workbooks of OpenDocument (.ods): the same looked for in their one part with cells."""

import zipfile
from pathlib import Path
from xml.parsers import expat

from .beside_cells import ODS_BESIDE, beside_in_ods
from .problems import FileRefused
from .sheet_parts import Block, Oddities, Parts, UnstoredCell, column_letters
from .zipped_parts import check_extent, opened, part_scan

_CONTENT = "content.xml"
_NOT_SHOWN = ("collapse", "filter")
_VALUES = (
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
)


def examine(path: Path) -> Parts:
    """Unpack every part once, to know its true size, then look at the cells.

    Raises:
        FileRefused: It is no such workbook, is protected, or its cells lie too far apart.
    """
    with opened(path) as archive:
        scans = {info.filename: found for info, found in part_scan(archive, {"beside": ODS_BESIDE})}
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise FileRefused("encrypted_workbook")
        content = _Content()
        content.read(archive)
        beside = beside_in_ods(archive, _CONTENT) if scans.get(_CONTENT) else {}
    return Parts(content.sheets, lambda name: content.odd[name].found(), beside=beside)


class _Odd:
    """What is odd about the cells of one sheet, while they are parsed."""

    def __init__(self) -> None:
        self.unstored: list[UnstoredCell] = []
        self.merged: list[Block] = []
        self.hidden: set[int] = set()
        self.struck: set[int] = set()

    def found(self) -> Oddities:
        return Oddities(self.unstored, self.merged, sorted(self.hidden), sorted(self.struck))


class _Content:
    """Collects the sheets of a workbook and what is odd about them while its content is parsed."""

    def __init__(self) -> None:
        self.sheets: dict[str, bool] = {}
        self.extents: dict[str, tuple[int, int]] = {}
        self.odd: dict[str, _Odd] = {}
        self._hiding: set[str] = set()
        self._striking: set[str] = set()
        self._style = ""
        self._sheet = ""
        self._row = self._column = self._row_times = self._times = 0
        self._row_hidden = self._within = False
        self._cell: dict[str, str] = {}
        self._text = ""

    def read(self, archive: zipfile.ZipFile) -> None:
        """Parse the part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        with archive.open(_CONTENT) as member:
            parser.ParseFile(member)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "style:style":
            self._style = given.get("style:name", "")
        elif tag == "style:table-properties" and given.get("table:display") == "false":
            self._hiding.add(self._style)
        elif tag == "style:text-properties":
            if given.get("style:text-line-through-style", "none") != "none":
                self._striking.add(self._style)
        elif tag == "table:table":
            self._start_sheet(given)
        elif tag == "table:table-row":
            self._row += self._row_times
            self._row_times = int(given.get("table:number-rows-repeated", "1"))
            self._row_hidden = given.get("table:visibility") in _NOT_SHOWN
            self._column, self._times = 0, 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._times
            self._times = int(given.get("table:number-columns-repeated", "1"))
            self._within, self._cell, self._text = True, given, ""
        elif tag == "office:annotation":
            self._within = False

    def _start_sheet(self, given: dict[str, str]) -> None:
        self._sheet = given.get("table:name", "")
        if self._sheet in self.sheets:
            raise FileRefused("not_a_workbook")
        self.sheets[self._sheet] = given.get("table:style-name") in self._hiding
        self.extents[self._sheet], self.odd[self._sheet] = (0, 0), _Odd()
        self._row, self._row_times = 0, 1

    def _data(self, text: str) -> None:
        if self._within:
            self._text += text

    def _end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._within = False
            self._end_cell()
        elif tag == "office:annotation":
            self._within = True

    def _end_cell(self) -> None:
        odd, given = self.odd[self._sheet], self._cell
        valued = any(name in given for name in _VALUES)
        place = (f"{column_letters(self._column)}{self._row}", self._row, self._column - 1)
        if given.get("calcext:value-type") == "error":
            odd.unstored.append(UnstoredCell("error_cell", *place, self._text))
        elif "table:formula" in given and not valued and "office:value-type" not in given:
            odd.unstored.append(UnstoredCell("formula_without_value", *place))
        down = int(given.get("table:number-rows-spanned", "1"))
        across = int(given.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            last = (self._row + down - 1, self._column + across - 2)
            odd.merged.append(Block(self._row, self._column - 1, *last))
        if valued or self._text:
            last_row, last_column = self._row + self._row_times - 1, self._column + self._times - 1
            height, width = self.extents[self._sheet]
            self.extents[self._sheet] = max(height, last_row), max(width, last_column)
            check_extent(self._sheet, *self.extents[self._sheet])
            if self._row_hidden:
                odd.hidden.update(range(self._row, last_row + 1))
            if given.get("table:style-name") in self._striking:
                odd.struck.update(range(self._row, last_row + 1))
