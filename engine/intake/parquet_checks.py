# SPDX-License-Identifier: EUPL-1.2
"""Whether a Parquet file can be used where it lies: only if aggregates alone show that nothing is to be said.

Anything they leave in doubt sends the file to the reader of text, which says what is wrong and where.
"""

import re
from collections.abc import Sequence

import duckdb

from ..language.catalogue import mark
from ..language.words import Words
from .accounts import check_in_place
from .blanks import clean
from .checks import AS_WRITTEN, SHORTENED, distinct_values, doubtful, nobody
from .columns import EVENTS, Column
from .fact_tables import TABLES
from .headings import Matched
from .parquet_files import filled_cells
from .problems import Fault
from .reading import TableReading
from .requirement_checks import PLACEHOLDER, rows_asked
from .sheets import Sheet, counted, first_row, met_by_any, quoted
from .spreadsheet_errors import may_show_error
from .values import ValueReader

_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_DOUBTS = {
    "text": "coalesce(min({0}) <= '!', false)",
    "key": "coalesce(min({0}) <= '!' or max(strlen({0})) > 120, false)",
    "person": "coalesce(min({0}) <= '!' or max(strlen({0})) > 120, false)",
    "firm": "coalesce(min({0}) <= '!' or max(strlen({0})) > 120, false)",
    "case": "coalesce(min({0}) <= '!' or max(strlen({0})) > 120, false)",
    "evidence": f"coalesce(min({{0}}) <= '!' or bool_or({PLACEHOLDER}), false)",
}
_TYPES = mark("text, numbers, dates")
_NOT_ONE_VALUE = re.compile(r"(STRUCT|MAP|UNION|VARIANT|BLOB|BIT|TIME\b|INTERVAL|.*\])")
"""Types of column whose values are not each one text, number or day."""


def check_types(reading: TableReading, sheet: Sheet, matched: Matched) -> bool:
    """Report columns whose type cannot hold their values; columns without any value have no wrong type."""
    if not sheet.types:
        return True
    good = True
    for name, position in matched.positions.items():
        if not _NOT_ONE_VALUE.match(sheet.types[position]) or _is_void(reading, sheet, position):
            continue
        types = Words(reading.rules.language).marked(_TYPES)
        fields = {"type": sheet.types[position], "types": types}
        reading.report(Fault("wrong_type", fields=fields), column=name)
        good = False
    return good


def _is_final(column: Column, found: str) -> bool:
    """Whether a type is the one that the column has among the facts."""
    if column.form in ("date", "count"):
        return found == "DATE" if column.form == "date" else found in _INTEGERS
    return found == "VARCHAR" or found.startswith("ENUM")


def _is_void(reading: TableReading, sheet: Sheet, position: int) -> bool:
    try:
        return counted(reading.con, f"{sheet.relation} where {_name(sheet, position)} is not null") == 0
    except duckdb.Error:
        return False


def _name(sheet: Sheet, position: int) -> str:
    return '"' + sheet.headings[position].replace('"', '""') + '"'


def use_in_place(reading: TableReading, sheet: Sheet, matched: Matched) -> bool:
    """Create the typed view of an events file that is right as it is; whether that was possible."""
    proper = all(
        _is_final(reading.kind.column(name), sheet.types[position])
        for name, position in matched.positions.items()
    ) if sheet.types else False  # fmt: skip
    if not proper or reading.kind is not EVENTS or matched.missing or matched.unknown or matched.blank:
        return False
    if reading.passing or matched.misspelt or (reading.submission and "submission" in reading.headings):
        return False
    _create_view(reading, sheet, matched)
    try:
        sound = _is_sound(reading)
    except duckdb.Error:
        sound = False
    if sound:
        check_in_place(reading, filled_cells(reading.con, sheet, matched.positions))
    else:
        reading.con.execute(f"drop view {reading.typed}")
    return sound


def _create_view(reading: TableReading, sheet: Sheet, matched: Matched) -> None:
    sql_types = {"date": "DATE", "count": "BIGINT"}
    columns = []
    for field in TABLES[reading.kind.table]:
        position = matched.positions.get(field.name)
        value = "null" if position is None else _name(sheet, position)
        value = f"{value}::{sql_types.get(reading.kind.column(field.name).form, 'VARCHAR')}"
        value = f"coalesce({value}, 'valid')" if field.name == "status" else value
        value = quoted(reading.submission) if field.name == "submission" and reading.submission else value
        columns.append(f'{value} as "{field.name}"')
    reading.con.execute(
        f"create or replace view {reading.typed} as select {reading.number} as reading, "
        f"file_row_number + 1 as row, {', '.join(columns)} from {sheet.relation}"
    )


def _is_sound(reading: TableReading) -> bool:
    present = [column for column in EVENTS.columns if column.name in reading.headings]
    coded = [column for column in present if column.form in ("code", "codes", "status", "date", "count")]
    doubts = [_DOUBTS[column.form].format(f'"{column.name}"') for column in present if column.form in _DOUBTS]
    filled = [f'count("{column.name}") = count(*)' for column in present if column.required]
    row = first_row(reading.con, f"select {', '.join(doubts + filled)} from {reading.typed}")
    if any(row[: len(doubts)]) or not all(row[len(doubts) :]):
        return False
    final = all(_values_are_final(reading, column) for column in coded)
    return (
        final
        and _identities_are_plain(reading, present)
        and _is_trimmed(reading, present)
        and _requirements_are_met(reading)
    )


def _identities_are_plain(reading: TableReading, present: Sequence[Column]) -> bool:
    ill_formed = [
        f"""contains("{column.name}", '|') or ends_with("{column.name}", ' ')"""
        for column in present
        if column.form in ("person", "firm", "case")
    ]
    ill_formed += [nobody(column) for column in present if column.form in ("firm", "case")]
    uncertain = [
        distinct_values(reading.typed, column.name, doubts)
        for column in present
        if (doubts := doubtful(reading, column)) is not None
    ]
    ill_formed += [
        SHORTENED.format(f'"{column.name}"')
        for column in present
        if column.form in ("key", "person", "firm", "case")
    ]
    ill_formed += [may_show_error(f'"{column.name}"') for column in present if column.form in AS_WRITTEN]
    if any(first_row(reading.con, f"select 1 from ({values}) limit 1") for values in uncertain):
        return False
    return not met_by_any(reading.con, reading.typed, ill_formed)


def _is_trimmed(reading: TableReading, present: Sequence[Column]) -> bool:
    """Whether no value holds anything that is not seen."""
    names = [f'"{column.name}"' for column in present if column.form in _DOUBTS]
    unclean = ", ".join(f"bool_or({name} is distinct from {clean(name)})" for name in names)
    return not any(first_row(reading.con, f"select {unclean} from {reading.typed}"))


def _values_are_final(reading: TableReading, column: Column) -> bool:
    found = reading.con.execute(f'select distinct "{column.name}"::varchar from {reading.typed}').fetchall()
    reader = ValueReader(column, reading.rules.codes[column.codes], reading.rules.language)
    return all(got is None or reader.read(got) == got for (got,) in found)


def _requirements_are_met(reading: TableReading) -> bool:
    lacking = [
        f'bool_or({asked} and "{name}" is null)'
        for name, asking in reading.rules.requirements.columns.items()
        for _, asked in rows_asked(reading, {}, asking)
    ]
    return not lacking or not any(first_row(reading.con, f"select {', '.join(lacking)} from {reading.typed}"))
