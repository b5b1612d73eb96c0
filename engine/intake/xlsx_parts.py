# SPDX-License-Identifier: EUPL-1.2
"""The parts a workbook is zipped from: how large they are, what they must not hold, which values they lack.

The reader of cells shows neither formulas without a stored value nor errors: both look blank to it.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import ascii_letters
from xml.etree import ElementTree
from xml.parsers import expat

from .problems import FileRefused, shown

UNPACKED_LIMIT = 1024 * 1024 * 1024
CELL_LIMIT = 20_000_000
ROW_LIMIT = 1_048_576
_CHUNK = 1 << 20
_OVERLAP = 64
_SMALL_PART = 8 * 1024 * 1024
_BEYOND_AZ = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{3}|[B-Zb-z][A-Za-z])[0-9]""")
_FAR_DOWN = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*[0-9]{6}""")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_COMPUTED = re.compile(rb"""<(?:\w+:)?f[\s/>]|\st=["']e["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Parts:
    """What the parts of a workbook tell before any cell is read.

    Attributes:
        computed: The parts with formulas or error values.
        links_outside: Some values come from other workbooks.
    """

    computed: frozenset[str]
    links_outside: bool


@dataclass(frozen=True)
class UnstoredCell:
    """A cell without a value that could be read.

    Attributes:
        code: What is wrong with it.
        column: Its column, counted from 0.
        got: The error it shows.
    """

    code: str
    name: str
    row: int
    column: int
    got: str | None = None

    @property
    def letters(self) -> str:
        """The letters of its column."""
        return self.name.rstrip("0123456789")


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError,
        NotImplementedError, ElementTree.ParseError, expat.ExpatError,
    ) as error:  # fmt: skip
        raise FileRefused("not_a_workbook") from error


def examine(path: Path) -> Parts:
    """Unpack every part once, without keeping it, to know its true size and what it holds."""
    computed = set()
    with _opened(path) as archive:
        left = UNPACKED_LIMIT
        names = archive.namelist()
        if len(set(names)) < len(names):
            raise FileRefused("not_a_workbook")
        for info in archive.infolist():
            left, computes, tall = _examine_part(archive, info, left)
            if computes:
                computed.add(info.filename)
            if tall:
                _check_extent(archive, info)
    return Parts(frozenset(computed), any(name.startswith("xl/externalLinks/") for name in names))


def _examine_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> tuple[int, bool, bool]:
    """How many bytes are left to unpack after a part, whether it computes, and whether it has rows far down.

    Its declared size may be a lie.
    """
    info.file_size = left + 2 * _CHUNK
    tail, computes, tall = b"", False, False
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FileRefused("workbook_too_large", limit=UNPACKED_LIMIT // (1024 * 1024))
            joined = (tail + chunk).replace(b"\0", b"")
            if _BEYOND_AZ.search(joined):
                raise FileRefused("workbook_too_wide")
            if _DECLARES.search(joined):
                raise FileRefused("declares_entities")
            computes = computes or _COMPUTED.search(joined) is not None
            tall = tall or _FAR_DOWN.search(joined) is not None
            tail = chunk[-_OVERLAP:]
    return left, computes, tall


def _check_extent(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose cells lie far apart: the reader of cells takes memory for all between them at once."""
    cells = _Cells()
    with archive.open(info) as member:
        cells.parser.ParseFile(member)
    if cells.height > ROW_LIMIT or cells.height * cells.width > CELL_LIMIT:
        sheet = PurePosixPath(info.filename).stem
        raise FileRefused("sheet_too_large", sheet=shown(sheet), limit=CELL_LIMIT)


def unstored_cells(path: Path, parts: Parts, sheet: str) -> Sequence[UnstoredCell]:
    """The cells of a sheet whose formula has no stored value, or whose value is an error."""
    if not parts.computed:
        return ()
    with _opened(path) as archive:
        part = _part_of(archive, sheet)
        if part not in parts.computed:
            return ()
        cells = _Cells()
        with archive.open(part) as member:
            cells.parser.ParseFile(member)
        return cells.found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    sheets = _elements(archive, "xl/workbook.xml", "sheet")
    relations = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    ids = [element.get(_RELATION) for element in sheets if element.get("name") == sheet]
    targets = [str(element.get("Target")) for element in relations if element.get("Id") in ids]
    target = targets[0] if targets else ""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> list[ElementTree.Element]:
    with archive.open(part) as member:
        root = ElementTree.fromstring(member.read(_SMALL_PART))  # noqa: S314 - no part declares entities
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == tag]


class _Cells:
    """Collects unstored cells while a sheet is parsed, and how many rows and columns its filled cells span."""

    def __init__(self) -> None:
        self.found: list[UnstoredCell] = []
        self.height = self.width = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._row = self._column = 0
        self._name = self._type = self._value = ""
        self._formula = self._in_value = self._filled = False

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row = int(given.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            self._column += 1
            self._name = given.get("r", "")
            self._type, self._value, self._formula, self._filled = given.get("t", ""), "", False, False
            if self._name:
                self._column = _number(self._name)
        elif name == "f":
            self._formula = self._filled = True
        elif name in ("v", "is"):
            self._in_value = self._filled = True

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "is"):
            self._in_value = False
        elif name == "c":
            if self._filled:
                self.height = max(self.height, int(self._name.lstrip(ascii_letters) or self._row))
                self.width = max(self.width, self._column)
            place = (self._name or f"{column_letters(self._column)}{self._row}", self._row, self._column - 1)
            if self._type == "e":
                self.found.append(UnstoredCell("error_cell", *place, self._value))
            elif self._formula and not self._value and self._type != "str":
                self.found.append(UnstoredCell("formula_without_value", *place))


def _number(name: str) -> int:
    number = 0
    for letter in name.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
