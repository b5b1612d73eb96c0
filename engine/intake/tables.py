# SPDX-License-Identifier: EUPL-1.2
"""From a file's table to a typed one: text cleaned and checked, or a Parquet file used where it lies."""

import pyarrow as pa

from ..language.catalogue import mark
from ..language.words import Words
from .accounts import Filled, check_text, check_typed
from .blanks import clean, plain, unclean
from .checks import check_membership, check_rows, check_values
from .columns import EVENTS, FIGURES, POPULATIONS
from .control_checks import check_controls
from .fact_tables import TABLES
from .figure_checks import check_figures
from .headings import HEADINGS_WITHIN, Matched, accepted_names, is_index, lies_on_its_side, numbers_rows
from .life_checks import check_lives
from .lone_rows import leave_out_lone_rows
from .parquet_checks import check_types, use_in_place
from .parquet_files import filled_cells
from .personal_checks import check_personal_data
from .place_checks import check_cases, check_places
from .problems import Fault
from .reading import TableReading
from .requirement_checks import example_of
from .sheet_parts import column_letters
from .sheets import Sheet, counted, first_row, met_by_any, quoted

SQL_TYPES = {pa.string(): "VARCHAR", pa.date32(): "DATE", pa.int64(): "BIGINT"}
_KINDS = {
    "event_row": mark("the events"),
    "population_row": mark("the populations"),
    "submission_row": mark("the submissions"),
    "figure_row": mark("the declared figures"),
    "reply_row": mark("the replies"),
}


def headings_of(sheet: Sheet, matched: Matched) -> dict[str, str]:
    """The heading each column found has in the file."""
    return {name: sheet.headings[position] for name, position in matched.positions.items()}


def read_table(reading: TableReading, sheet: Sheet, matched: Matched) -> bool:
    """Create the typed table of a sheet; whether there is one."""
    if not _check_headings(reading, sheet, matched) or not check_types(reading, sheet, matched):
        return False
    if use_in_place(reading, sheet, matched):
        _check_typed(reading)
        return True
    sheet.load(reading.con, reading.raw, reading.report)
    _check_unheaded(reading, matched)
    _create_text(reading, sheet, matched)
    _unwrap(reading)
    _leave_out_headings(reading)
    leave_out_lone_rows(reading)
    _check_submission(reading)
    mapped = check_values(reading)
    check_rows(reading, mapped)
    _create_typed(reading, mapped)
    _check_typed(reading)
    return True


def _check_typed(reading: TableReading) -> None:
    """Check what is known once values are what they mean."""
    check_controls(reading)
    check_personal_data(reading)
    if reading.kind is EVENTS:
        check_places(reading)
        check_cases(reading)
        check_lives(reading)
    elif reading.kind is POPULATIONS:
        check_membership(reading)
    elif reading.kind is FIGURES:
        check_figures(reading)


def _check_headings(reading: TableReading, sheet: Sheet, matched: Matched) -> bool:
    """Report what is wrong with the headings; whether the rows can be read all the same."""
    language = reading.rules.language
    if matched.missing and lies_on_its_side(sheet.cells, reading.kind):
        reading.report(Fault("lies_on_its_side"))
        return False
    if not matched.positions:
        needed = ", ".join(column.heading(language) for column in matched.missing)
        kind = Words(language).marked(_KINDS[reading.kind.table])
        reading.report(
            Fault("no_headings", fields={"limit": HEADINGS_WITHIN, "kind": kind, "needed": needed})
        )
        return False
    for heading, column in matched.misspelt:
        fault = Fault("misspelt_column", fields={"meant": column.heading(language)})
        reading.report(fault, column=heading, notice=True)
    for heading, near in matched.unknown:
        names = ", ".join(column.heading(language) for column in reading.kind.columns)
        reading.report(Fault("unknown_column", accepted=names, near=near), column=heading)
    for name, headings in matched.repeated:
        reading.report(Fault("repeated_column", fields={"names": ", ".join(headings)}), column=name)
    for column in matched.missing:
        fault = Fault(
            "missing_column",
            example=example_of(column, reading.rules),
            fields={"names": ", ".join(accepted_names(column))},
        )
        reading.report(fault, column=column.name)
    return True


def _check_unheaded(reading: TableReading, matched: Matched) -> None:
    for place in matched.blank:
        filled = f"{reading.raw} where {clean(f'c{place}')} is not null"
        if counted(reading.con, filled) and not _numbers_rows(reading, place):
            first = first_row(reading.con, f"select min(row) from {filled}")[0]
            _report_unheaded(reading, place, first)


def _report_unheaded(reading: TableReading, place: int, row: int) -> None:
    heading = reading.all_headings[place]
    if numbers_rows(heading):
        names = ", ".join(column.heading(reading.rules.language) for column in reading.kind.columns)
        reading.report(Fault("unknown_column", accepted=names), column=heading)
    else:
        reading.report(Fault("no_heading", fields={"place": column_letters(place + 1), "row": row}))


def _numbers_rows(reading: TableReading, place: int) -> bool:
    """Whether a column without a heading of its own does no more than number the rows, as programs add one."""
    number = f"try_cast(c{place} as bigint)"
    found = first_row(
        reading.con,
        f"select count(*), count(distinct {number}), min({number}), max({number}) - min({number}), "
        f"bool_and({number} > coalesce(before, -1)) from "
        f"(select *, lag({number}) over (order by row) as before from {reading.raw})",
    )
    rows, different, first, span, ordered = found
    if is_index(reading.all_headings[place]):
        return bool(rows == different)
    return bool(place == 0 and ordered and rows == different and first in (0, 1) and span == rows - 1)


def _create_text(reading: TableReading, sheet: Sheet, matched: Matched) -> None:
    """Trim every value, make blanks missing, leave out blank rows.

    A row of events with nothing but a number is blank as well: the form has its rows numbered beforehand.
    """
    cells = {name: f"c{position}" for name, position in matched.positions.items()}
    met = met_by_any(reading.con, reading.raw, map(unclean, cells.values()))
    columns = [
        f'{clean(cell) if unclean(cell) in met else plain(cell)} as "{name}"' for name, cell in cells.items()
    ]
    names = [f'"{name}"' for name in matched.positions]
    filled = f"coalesce({', '.join(names)}) is not null"
    if reading.kind is EVENTS and "event_id" in matched.positions and len(names) > 1:
        others = ", ".join(name for name in names if name != '"event_id"')
        filled = f"(coalesce({others}) is not null or not regexp_full_match(event_id, '[0-9]+'))"
    reading.con.execute(
        f"create or replace temp table {reading.text} as select * from "
        f"(select row, {', '.join(columns)} from {reading.raw}) where {filled}"
    )
    check_text(reading, matched.positions, _filled_in_file(reading, sheet, matched))
    if not reading.rules.keep_tables:
        reading.con.execute(f"drop table {reading.raw}")


def _filled_in_file(reading: TableReading, sheet: Sheet, matched: Matched) -> Filled | None:
    """How many cells of each column are filled, where the file or its reader tells."""
    if sheet.relation:
        return filled_cells(reading.con, sheet, matched.positions)
    if sheet.filled is None:
        return None
    return {name: sheet.filled[place] for name, place in matched.positions.items()}


def _unwrap(reading: TableReading) -> None:
    """Read `="00123"`, which keeps leading zeros when a spreadsheet opens a CSV file, as the text in it."""
    begun = {name: f"""starts_with("{name}", '="')""" for name in reading.headings}
    met = met_by_any(reading.con, reading.text, begun.values())
    for name in (name for name in begun if begun[name] in met):
        wrapped = f"""{begun[name]} and regexp_full_match("{name}", '="[^"]*"')"""
        if not counted(reading.con, f"{reading.text} where {wrapped}"):
            continue
        found = f'select row, "{name}" as got from {reading.text} where {wrapped}'
        reading.notice_found(found, Fault("text_formula"), name)
        inside = clean(f"""substr("{name}", 3, length("{name}") - 3)""")
        reading.account.leave_out_cells(
            reading.con, f"{reading.text} where {wrapped} and {inside} is null", name
        )
        reading.con.execute(f'update {reading.text} set "{name}" = {inside} where {wrapped}')


def _leave_out_headings(reading: TableReading) -> None:
    """Leave out headings that stand again among the rows, as on each printed page."""
    again = " and ".join(f'"{name}" = {quoted(heading)}' for name, heading in reading.headings.items())
    if not counted(reading.con, f"{reading.text} where {again}"):
        return
    fault = Fault("headings_again")
    reading.notice_found(f"select row, null as got from {reading.text} where {again}", fault)
    reading.account.leave_out(reading.con, f"{reading.text} where {again}")
    reading.con.execute(f"delete from {reading.text} where {again}")


def _check_submission(reading: TableReading) -> None:
    """Rows of a submission with a manifest may name that one alone."""
    if reading.submission is not None and "submission" in reading.headings:
        fault = Fault("other_submission", fields={"own": reading.submission})
        reading.report_rows(f"submission <> {quoted(reading.submission)}", fault, "submission")


def _create_typed(reading: TableReading, mapped: dict[str, str]) -> None:
    columns, joins = [], []
    for field in TABLES[reading.kind.table]:
        value = f't."{field.name}"' if field.name in reading.headings else "null"
        if field.name in mapped:
            joins.append(
                f'left join {mapped[field.name]} as "m_{field.name}" on {value} = "m_{field.name}".got'
            )
            value = f'"m_{field.name}".meant'
        elif field.name == "submission" and reading.submission is not None:
            value = quoted(reading.submission)
        elif field.name == "status" and value == "null":
            value = "'valid'"
        default = f"coalesce({value}, 'valid')" if field.name == "status" else value
        columns.append(f'try_cast({default} as {SQL_TYPES[field.type]}) as "{field.name}"')
    reading.con.execute(
        f"create or replace table {reading.typed} as select {reading.number} as reading, t.row as row, "
        f"{', '.join(columns)} from {reading.text} as t {' '.join(joins)}"
    )
    check_typed(reading)
    kept = () if reading.rules.keep_rows else (reading.text,)
    for table in (*kept, *mapped.values()):
        reading.con.execute(f"drop table {table}")
