# SPDX-License-Identifier: EUPL-1.2
"""The checks of a table of text: each distinct value is looked at once, rows only where one is wrong."""

from collections.abc import Iterator, Mapping

from .columns import EVENTS, POPULATIONS, Column
from .firms import LIKE_A_NUMBER
from .persons import unusual
from .problems import Fault
from .reading import Rules, TableReading
from .requirement_checks import Mapped, check_required, example_of, leave_out_placeholders
from .sheets import met_by_any
from .spellings import other_than_codes
from .spreadsheet_errors import error_in, may_show_error, shows_error
from .values import ValueReader

_FAULTY = {
    "key": "length({0}) > 120",
    "person": "(length({0}) > 120 or contains({0}, '|'))",
    "firm": "(length({0}) > 120 or contains({0}, '|'))",
    "case": "(length({0}) > 120 or contains({0}, '|'))",
}
AS_WRITTEN = ("key", "text", "evidence")
_MOSTLY_FINAL = ("person", "firm", "case")
"""Forms of which only few values need looking at."""

SHORTENED = (
    "(case when contains({0}, 'e') or contains({0}, 'E') "
    "then regexp_full_match({0}, '[+-]?[0-9]+(?:[.,][0-9]+[eE][+-]?|[eE][+-])[0-9]+') else false end)"
)
"""SQL for a number that a spreadsheet has shortened, as 1,65401E+09: many codes become one."""

_MARKS = r"[!-/:-@\[-`{-~¡-©«-±´¶-¸»¿×÷\x{2000}-\x{2BFF}\x{3000}-\x{303F} ]*"
_WRITTEN_FOR_NONE = (
    _MARKS,
    "x+", "n[./]?[adc][.]?", "n[.]? ?disp[.]?", "nan", "none", "null", "nat", "<na>",
    "#na", "idem", "id[.]", "come sopra", "vedi sopra", "c[.]?s[.]?",
    "da (definire|inserire|comunicare|verificare)",
    "nessun[aoe]?", "vari[ei]", "divers[ei]", "sconosciut[ao]", "non (nota|noto|disponibile|definita|definito)",
)  # fmt: skip
"""What people and programs write where they have no identity to tell: it would be counted as one.

Marks are listed: naming what are letters takes the database longer than all the other checks of a small file.
"""

_CODE_OF = {"key": "bad_key", "person": "bad_identity", "firm": "bad_identity", "case": "bad_identity"}


def check_values(reading: TableReading) -> dict[str, str]:
    """Check every column; the mapping tables made for those whose values are not written in the final form."""
    mapped = {}
    columns = [column for column in reading.kind.columns if column.name in reading.headings]
    faults = {column: list(_faults_of(column, reading.rules)) for column in columns}
    errors = {column: may_show_error(f'"{column.name}"') for column in columns if column.form in AS_WRITTEN}
    asked = (condition for several in faults.values() for condition, _ in several)
    met = met_by_any(reading.con, reading.text, (*asked, *errors.values()))
    for column in columns:
        if column.form not in AS_WRITTEN and (table := _map_values(reading, column)):
            mapped[column.name] = table
        if errors.get(column) in met:
            _report_errors(reading, column)
        for condition, fault in faults[column]:
            if condition in met:
                reading.report_rows(condition, fault, column.name)
    return mapped


def _faults_of(column: Column, rules: Rules) -> Iterator[tuple[str, Fault]]:
    """What may be wrong with a value whatever it means: SQL for it, and what is said of it."""
    name = f'"{column.name}"'
    if column.form in _FAULTY:
        yield _FAULTY[column.form].format(name), Fault(_CODE_OF[column.form])
        yield SHORTENED.format(name), Fault("shortened_number")
    if column.form in ("firm", "case"):
        yield nobody(column), Fault("no_identity", example=column.example)
    if column.required:
        yield f"{name} is null", Fault("missing_value", example=example_of(column, rules))


def _map_values(reading: TableReading, column: Column) -> str | None:
    """Read the distinct values of a column; a table from what is written to what is meant, if they differ."""
    some = doubtful(reading, column)
    found = reading.con.execute(f"{distinct_values(reading.text, column.name, some)} order by 1").fetchall()
    rules = reading.rules
    reader = ValueReader(column, rules.codes[column.codes], rules.language, rules.person_key)
    read = {got: reader.read(got) for (got,) in found}
    faults = {got: meant for got, meant in read.items() if isinstance(meant, Fault)}
    if faults:
        _report_faults(reading, column, faults)
    meant = {got: value if isinstance(value, str) else value.meant for got, value in read.items()}
    if column.form in _MOSTLY_FINAL:
        return _map_few(reading, column, meant)
    if all(got == value for got, value in meant.items()):
        return None
    table = f"map_{reading.number}_{column.name}"
    _create_map(reading, table, meant)
    return table


def _report_errors(reading: TableReading, column: Column) -> None:
    """Report what a spreadsheet shows in place of the text of a column."""
    some = shows_error(f'"{column.name}"')
    found = reading.con.execute(f"{distinct_values(reading.text, column.name, some)} order by 1").fetchall()
    _report_faults(reading, column, {got: fault for (got,) in found if (fault := error_in(got)) is not None})


def _map_few(reading: TableReading, column: Column, meant: Mapping[str, str | None]) -> str | None:
    """The mapping table of a column most of whose values need no looking at."""
    other = {got: value for got, value in meant.items() if value is not None and value != got}
    if not other:
        return None
    table = f"map_{reading.number}_{column.name}"
    _create_map(reading, table, other)
    name = f'"{column.name}"'
    reading.con.execute(
        f"insert into {table} select distinct {name}, {name} from {reading.text} "
        f"where {name} is not null and {name} not in (select got from {table})"
    )
    return table


def _create_map(reading: TableReading, table: str, meant: Mapping[str, str | None]) -> None:
    reading.con.execute(
        f"create or replace temp table {table} as "
        "select unnest($got::varchar[]) as got, unnest($meant::varchar[]) as meant",
        {"got": list(meant), "meant": list(meant.values())},
    )


def _report_faults(reading: TableReading, column: Column, faults: dict[str, Fault]) -> None:
    binding = {got: got for got, fault in faults.items() if fault.meant is None}
    noticed = {got: got for got, fault in faults.items() if fault.meant is not None}
    source = f'select t.row, f.got from {reading.text} as t join faulty as f on t."{column.name}" = f.got'
    if binding:
        _create_map(reading, "faulty", binding)
        reading.report_found(source, faults, column.name)
    if noticed:
        _create_map(reading, "faulty", noticed)
        reading.notice_found(source, faults, column.name)


def nobody(column: Column) -> str:
    """SQL for the values of a column of identities that tell none."""
    name, written = f'"{column.name}"', "|".join(_WRITTEN_FOR_NONE)
    short = f"strlen({name}) < 20 and not {shows_error(name)}"
    return f"({short} and regexp_full_match(lower({name}), '{written}'))"


def distinct_values(source: str, column: str, some: str | None = None) -> str:
    """SQL for the values of a column that meet a condition, each asked once: it may be a long one."""
    where = "" if some is None else f" where {some}"
    return f'select * from (select distinct "{column}" from {source} where "{column}" is not null){where}'


def doubtful(reading: TableReading, column: Column) -> str | None:
    """SQL for the values that need looking at, of a column most of whose values do not."""
    name = f'"{column.name}"'
    if column.form == "firm":
        return f"(regexp_full_match({name}, '{LIKE_A_NUMBER}') or {shows_error(name)})"
    if column.form == "person":
        return f"({unusual(name)} or {shows_error(name)})"
    if column.form != "case":
        return None
    codes = reading.rules.codes[column.codes]
    return other_than_codes(reading.con, column.name, codes, shows_error(name))


def check_rows(reading: TableReading, mapped: Mapped) -> None:
    """Check what the columns of one row must be to each other."""
    if reading.kind is EVENTS and "event" in reading.headings:
        check_required(reading, mapped)
        leave_out_placeholders(reading, mapped)
    elif reading.kind is POPULATIONS:
        _check_size_or_person(reading)


def _check_size_or_person(reading: TableReading) -> None:
    has = {
        name: f'"{name}" is not null' if name in reading.headings else "false" for name in ("size", "person")
    }
    reading.report_rows(f"({has['size']}) = ({has['person']})", Fault("size_or_person"))
    no_date = '"date" is null' if "date" in reading.headings else "true"
    fault = Fault("missing_value", example=example_of(POPULATIONS.column("date"), reading.rules))
    reading.report_rows(f"{has['size']} and not ({has['person']}) and {no_date}", fault, "date")


def check_membership(reading: TableReading) -> None:
    """Check, on the typed table, that no membership ends before it begins."""
    ended = f"select row, null as got from {reading.typed} where member_to < member_from"
    reading.report_found(ended, Fault("members_out_of_order"), "member_to")
