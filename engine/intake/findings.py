# SPDX-License-Identifier: EUPL-1.2
"""What was found in the files of a run: the problems, and the tables as they stand, to show the problems in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from ...schema.error_record import ErrorRecord
from ...schema.errors import InputError

Cells = tuple[str | None, ...]
Rows = Callable[[Collection[int] | None], Iterator[tuple[int, Cells]]]
"""The rows with these numbers, or all, each with its number, in the order of the file."""


@dataclass(frozen=True)
class ReadFile:
    """One table that was read: its file, its sheet where it has one, what it holds, how many rows.

    Attributes:
        number: What its rows in `all_<table>` call it.
    """

    file: str
    sheet: str | None
    kind: str
    rows: int
    number: int = 0


@dataclass(frozen=True)
class ReadTable:
    """One table as it stands in its file, but for codici fiscali, which are masked.

    Attributes:
        file: Its name as records have it.
        count: How many rows it has beneath the headings.
        rows: Reads them; each has as many cells as there are headings, but for a row that is broken.
    """

    file: str
    sheet: str | None
    headings: tuple[str, ...]
    count: int
    rows: Rows


@dataclass(frozen=True)
class Findings:
    """What was found in the files of a run.

    Attributes:
        more: How many binding problems there are beyond those recorded.
        files: The tables that were read.
        tables: The same as they stand in their files, if they were kept.
    """

    records: Sequence[ErrorRecord]
    more: int = 0
    files: Sequence[ReadFile] = ()
    tables: Sequence[ReadTable] = ()

    @property
    def binding(self) -> int:
        """How many binding problems there are."""
        return sum(record.level == "binding" for record in self.records) + self.more

    @property
    def notices(self) -> int:
        """How many notices there are."""
        return sum(record.level == "notice" for record in self.records)


class FilesRefused(InputError):
    """Files with binding problems, and all that was found in them."""

    def __init__(self, problems: Sequence[str], findings: Findings) -> None:
        super().__init__(problems, findings.records)
        self.findings = findings
