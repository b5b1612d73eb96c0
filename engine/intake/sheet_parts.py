# SPDX-License-Identifier: EUPL-1.2
"""What the parts of a workbook tell that the reader of its cells does not show, whatever the format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .problems import Fault

UNPACKED_LIMIT = 1024 * 1024 * 1024
CELL_LIMIT = 20_000_000
ROW_LIMIT = 1_048_576


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


@dataclass(frozen=True)
class Block:
    """Cells merged into one; rows are counted from 1, columns from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def name(self) -> str:
        """Its corners, as `N2:N4`."""
        first, last = column_letters(self.first_column + 1), column_letters(self.last_column + 1)
        return f"{first}{self.first_row}:{last}{self.last_row}"


@dataclass(frozen=True)
class Oddities:
    """What is odd about the cells of a sheet.

    Attributes:
        unstored: Those whose formula has no stored value, or whose value is an error.
        hidden: Rows that are not shown.
        struck: Rows with text that is struck out.
    """

    unstored: Sequence[UnstoredCell] = ()
    merged: Sequence[Block] = ()
    hidden: Sequence[int] = ()
    struck: Sequence[int] = ()


@dataclass
class Beside:
    """What lies on a sheet beside its cells.

    Attributes:
        pictures: How many pictures there are.
        boxes: What each box of text says.
        notes: What each note on a cell says.
    """

    pictures: int = 0
    boxes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def faults(self) -> Iterator[Fault]:
        """What is to be said of it."""
        if self.pictures:
            yield Fault("pictures_not_read", fields={"count": self.pictures})
        for code, said in (("boxes_not_read", self.boxes), ("notes_not_read", self.notes)):
            if said:
                yield Fault(code, said[0], fields={"count": len(said)})


@dataclass(frozen=True)
class Parts:
    """What the parts of a workbook tell before any cell is read.

    Attributes:
        sheets: The name of every sheet, and whether it is hidden.
        odd: Looks for what is odd about a sheet.
        links_outside: Some values come from other workbooks.
        beside: What lies beside the cells of the sheets, where anything does.
    """

    sheets: Mapping[str, bool]
    odd: Callable[[str], Oddities]
    links_outside: bool = False
    beside: Mapping[str, Beside] = field(default_factory=dict)

    def faults_beside(self, name: str) -> tuple[Fault, ...]:
        """What is to be said of what lies on a sheet beside its cells."""
        return tuple(self.beside[name].faults()) if name in self.beside else ()


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


def column_number(name: str) -> int:
    """The number of the column in the name of a cell, counted from 1.

    >>> column_number("AB7")
    28
    """
    number = 0
    for letter in name.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - 64
    return number
