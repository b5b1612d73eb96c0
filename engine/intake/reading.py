# SPDX-License-Identifier: EUPL-1.2
"""One table being read: where it comes from, what it must hold, and where its faults are recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...schema.base import Language
from ...schema.unit import Unit
from .accounts import Account
from .codes import Codes
from .columns import SUBMISSIONS, FileKind
from .persons import PersonKey
from .problems import Fault, Place, Problems
from .requirements import Requirements
from .sheets import Connection, counted, first_row

NOTICED = 20


@dataclass(frozen=True)
class FromRules:
    """What the rules say about files.

    Attributes:
        answers: Whether an event may be an answer to another, as SQL over its columns: it may come after the end
            of its unit.
        late_days: How long after it.
        declarable: The rules that figures may be declared for, each with the kinds of unit it judges.
        titles: Those of every rule, in Italian and in English.
    """

    answers: str = "false"
    late_days: int = 0
    declarable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)


NO_RULES = FromRules()


@dataclass(frozen=True)
class Rules:
    """What files are checked against.

    Attributes:
        codes: The lists of codes, by name.
        requirements: What the vocabulary asks of rows of events.
        units: The units that may be named, by code.
        from_rules: What the rules say about files.
        person_key: The key of a person; without it fiscal codes are refused.
        keep_rows: Rows with faults are left out instead of refusing everything; their text is kept.
        keep_tables: The tables of files as they stand are kept too, to show the faults in them.
    """

    codes: Mapping[str, Codes]
    requirements: Requirements
    units: Mapping[str, Unit]
    language: Language
    from_rules: FromRules = NO_RULES
    person_key: PersonKey | None = None
    keep_rows: bool = False
    keep_tables: bool = False


@dataclass(frozen=True)
class TableReading:
    """One table being read.

    Attributes:
        number: Its number among all tables, part of the names of its tables in the database.
        headings: The heading each column has in the file, by column name.
        submission: The submission its manifest makes it part of.
        passing: The file is gone once everything is read.
        all_headings: Those of the table, of known columns or not; none of what is no table in a file.
    """

    con: Connection
    problems: Problems
    rules: Rules
    place: Place
    kind: FileKind
    number: int
    headings: Mapping[str, str]
    submission: str | None = None
    passing: bool = False
    all_headings: tuple[str, ...] = ()
    account: Account = field(default_factory=Account)

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

    def report(
        self, fault: Fault, row: int | None = None, column: str | None = None, *, notice: bool = False
    ) -> None:
        """Record a fault of this table; `column` is a column name or a heading."""
        of_row = self._can_leave_out(fault, row)
        if of_row and not notice:
            self.con.executemany(
                "insert into refused_row values ($number, $row, $raw)",
                [{"number": self.number, "row": each, "raw": fault.raw} for each in (row, *fault.also)],
            )
        self.problems.add(self.place, fault, row, column and self._shown(column), notice, of_row)

    def _can_leave_out(self, fault: Fault, row: int | None) -> bool:
        return row is not None and not fault.whole and self.kind is not SUBMISSIONS

    def _shown(self, column: str) -> str:
        """The heading of a column as the file has it; of one it has not, as it would have it."""
        proper = {known.name: known.heading(self.rules.language) for known in self.kind.columns}
        return self.headings.get(column, proper.get(column, column))

    def report_rows(self, condition: str, fault: Fault, column: str | None = None) -> None:
        """Record a fault at every row of the text table that meets a condition.

        Args:
            condition: SQL; the fault's `got` is the column's value where the fault is about a value.
        """
        value = f'"{column}"' if column in self.headings else "null"
        self.report_found(f"select row, {value} as got from {self.text} where {condition}", fault, column)

    def report_found(self, sql: str, fault: Fault | Mapping[str, Fault], column: str | None = None) -> None:
        """Record a binding fault at every row that SQL finds, those beyond what is kept by their number.

        Args:
            sql: Selects `row` and `got`; further columns are fields of the fault.
            fault: The fault, or that of each value got.
        """
        total, found = self._find(sql, self.problems.room)
        if not total:
            return
        for row, given in found:
            one = _with(fault, given)
            of_row = self._can_leave_out(one, row)
            self.problems.add(self.place, one, row, column and self._shown(column), of_row=of_row)
        if self.kind is not SUBMISSIONS:
            self.con.execute(
                f"insert into refused_row select distinct {self.number}, row, null from found_row"
            )
        self.problems.count(total - len(found))

    def notice_found(self, sql: str, fault: Fault | Mapping[str, Fault], column: str | None = None) -> None:
        """Give notice of rows that SQL finds, as above; beyond a few they are counted in one notice."""
        total, found = self._find(sql, NOTICED)
        for row, given in found:
            self.report(_with(fault, given), row, column, notice=True)
        if total > len(found):
            more = Fault("more_like_it", fields={"count": total - len(found)})
            self.report(more, found[-1][0], column, notice=True)

    def _find(self, sql: str, most: int) -> tuple[int, list[tuple[int, dict[str, Any]]]]:
        """How many rows SQL finds, all kept as `found_row`, and the first of them with what else it selects."""
        if not first_row(self.con, f"select 1 from ({sql}) limit 1"):
            return 0, []
        self.con.execute(f"create or replace temp table found_row as {sql}")
        cursor = self.con.execute(f"select * from found_row order by row limit {most}")
        names = [described[0] for described in cursor.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return counted(self.con, "found_row"), [(given.pop("row"), given) for given in found]


def _with(fault: Fault | Mapping[str, Fault], given: dict[str, Any]) -> Fault:
    """The fault of a row, with what was got there."""
    got = given.pop("got")
    if not isinstance(fault, Fault):
        return replace(fault[got], fields={**(fault[got].fields or {}), **given})
    return replace(fault, got=None if got is None else str(got), fields={**(fault.fields or {}), **given})
