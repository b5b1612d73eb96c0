# SPDX-License-Identifier: EUPL-1.2
"""One table being read: where it comes from, what it must hold, and where its faults are recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

from .columns import FileKind
from .problems import Fault, Place, Problems
from .sheets import Connection, counted
from .values import Codes


@dataclass(frozen=True)
class Rules:
    """What files are checked against.

    Attributes:
        codes: The lists of codes, by name.
        required_by: For each column, the event types that require it.
    """

    codes: Mapping[str, Codes]
    required_by: Mapping[str, tuple[str, ...]]
    language: str


@dataclass(frozen=True)
class Reading:
    """One table being read.

    Attributes:
        number: Its number among all tables, part of the names of its tables in the database.
        headings: The heading each column has in the file, by column name.
    """

    con: Connection
    problems: Problems
    rules: Rules
    place: Place
    kind: FileKind
    number: int
    headings: Mapping[str, str]

    @property
    def raw(self) -> str:
        """The table of the file as it stands."""
        return f"raw_{self.number}"

    @property
    def text(self) -> str:
        """The table of trimmed text, blanks missing."""
        return f"text_{self.number}"

    @property
    def typed(self) -> str:
        """The table or view of checked values."""
        return f"typed_{self.number}"

    def report(self, fault: Fault, row: int | None = None, column: str | None = None) -> None:
        """Record a fault of this table; `column` is a column name or a heading."""
        self.problems.add(self.place, fault, row, column and self._shown(column))

    def _shown(self, column: str) -> str:
        """The heading of a column as the file has it; of one it has not, as it would have it."""
        italian = {known.name: known.italian[0] for known in self.kind.columns}
        proper = column if self.rules.language == "en" else italian.get(column, column)
        return self.headings.get(column, proper)

    def report_rows(self, condition: str, fault: Fault, column: str | None = None) -> None:
        """Record a fault at every row of the text table that meets a condition.

        Args:
            condition: SQL; the fault's `got` is the column's value where the fault is about a value.
        """
        total = counted(self.con, f"{self.text} where {condition}")
        if not total:
            return
        value = f'"{column}"' if column in self.headings else "null"
        rows = self.con.execute(
            f"select row, {value} from {self.text} where {condition} order by row limit {self.problems.room}"
        ).fetchall()
        for row, got in rows:
            self.report(
                Fault(fault.code, got, fault.accepted, fault.example, fault.near, fault.fields), row, column
            )
        self.problems.count(total - len(rows))
