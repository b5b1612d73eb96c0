# SPDX-License-Identifier: EUPL-1.2
"""Rows of events against the columns that their event type and their deliverable require."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from .columns import EVENTS, SUBMISSIONS, Column
from .problems import Fault
from .reading import Rules, TableReading
from .requirements import Asking
from .sheets import counted, met_by_any, quoted
from .spreadsheet_errors import shows_error

_TELLS = r"[0-9]|://|www\.|\\\\"
"""A number or a date, or a link: without any of them nobody finds the document."""

PLACEHOLDER = f"(not regexp_matches({{0}}, '{_TELLS}') and not {shows_error('{0}')})"
"""SQL for evidence that only stands in the place of some: `x`, `-`, `n.d.`, "da inserire"."""

_MISSING = {"event": "required_by_event", "deliverable": "required_by_deliverable"}
"""What is said of a missing value, by what requires it."""

_IDS_OF_SUBMISSIONS = ("id", "replaces", "submission")

Mapped = Mapping[str, str]
"""By column, the tables from what is written to what is meant, of columns that have any."""


def check_required(reading: TableReading, mapped: Mapped) -> None:
    """Refuse rows that leave blank what their type or deliverable requires; evidence may not be a placeholder."""
    required = [
        (EVENTS.column(name), told_by, asked)
        for name, asking in reading.rules.requirements.columns.items()
        for told_by, asked in rows_asked(reading, mapped, asking)
    ]
    there = [one for one in required if one[0].name in reading.headings]
    wanting = [told for one in there for told in _wanting(*one)]
    wanting += [asked for column, _, asked in required if column.name not in reading.headings]
    met = met_by_any(reading.con, reading.text, wanting)
    for column, told_by, asked in required:
        blank, empty = _wanting(column, told_by, asked)
        if met.isdisjoint((asked, blank, empty)):
            continue
        fault = Fault(_MISSING[told_by], example=example_of(column, reading.rules))
        if column.name not in reading.headings:
            if asked in met:
                _report_missing(reading, fault, told_by, asked, column.name)
            continue
        by = titled(reading.rules, told_by, reading.rules.requirements.columns[column.name][told_by])
        found = f'select row, {{}} as got, {by} as "by" from {reading.text} where {{}}'
        if blank in met:
            reading.report_found(found.format("null", blank), fault, column.name)
        if empty in met:
            fault = Fault("no_evidence", example=column.example)
            reading.report_found(found.format(f'"{column.name}"', empty), fault, column.name)


def _wanting(column: Column, told_by: str, asked: str) -> tuple[str, str]:
    """SQL for the rows that leave a column blank though it is asked for, and for those with a placeholder in it."""
    placeholder = PLACEHOLDER.format(column.name) if column.form == "evidence" else "false"
    return f'{asked} and "{column.name}" is null', f"{asked} and {placeholder}"


def leave_out_placeholders(reading: TableReading, mapped: Mapped) -> None:
    """Read as blank the evidence that tells no document; it is said where nothing required any."""
    if "evidence" not in reading.headings:
        return
    empty = PLACEHOLDER.format("evidence")
    if not counted(reading.con, f"{reading.text} where {empty}"):
        return
    asking = reading.rules.requirements.columns.get("evidence", {})
    asked = [condition for _, condition in rows_asked(reading, mapped, asking)]
    free = "".join(f" and not coalesce({condition}, false)" for condition in asked)
    found = f"select row, evidence as got from {reading.text} where {empty}{free}"
    reading.notice_found(found, Fault("evidence_left_out"), "evidence")
    reading.account.leave_out_cells(reading.con, f"{reading.text} where {empty}", "evidence")
    reading.con.execute(f"update {reading.text} set evidence = null where {empty}")


def rows_asked(reading: TableReading, mapped: Mapped, asking: Asking) -> Iterator[tuple[str, str]]:
    """By what the rows are told that something is asked of, and SQL for them; no row is told twice."""
    before = ""
    for told_by, codes in asking.items():
        if told_by in reading.headings:
            asked = _means(told_by, codes, mapped)
            yield told_by, f"{asked}{before}"
            before = f" and not coalesce({asked}, false)"


def titled(rules: Rules, told_by: str, codes: Collection[str]) -> str:
    """SQL for the titles of codes; what is no code is one already."""
    titles = ((code, rules.codes[told_by].title(code, rules.language)) for code in codes)
    whens = " ".join(f"when {quoted(code)} then {quoted(title)}" for code, title in titles)
    return f'case "{told_by}" {whens} else "{told_by}" end'


def _means(column: str, codes: Collection[str], mapped: Mapped) -> str:
    """SQL for the rows whose column means one of some codes."""
    listed = ", ".join(map(quoted, codes))
    if column in mapped:
        return f'"{column}" in (select got from {mapped[column]} where meant in ({listed}))'
    return f'"{column}" in ({listed})'


def _report_missing(reading: TableReading, fault: Fault, told_by: str, asked: str, name: str) -> None:
    """Report a column that the file has not at all, once for each code that requires it."""
    found = reading.con.execute(
        f'select distinct "{told_by}" from {reading.text} where {asked} order by 1'
    ).fetchall()
    for (code,) in found:
        codes = reading.rules.codes[told_by]
        meant = codes.meant(code)
        by = code if meant is None else codes.title(meant, reading.rules.language)
        reading.report(replace(fault, fields={"by": by}), column=name)


def example_of(column: Column, rules: Rules) -> str | None:
    """A value that may be written in a column, of the registry at hand; which units are cases, no list tells."""
    if column.form == "case":
        return None
    if column.name in _IDS_OF_SUBMISSIONS and (unit := rules.codes["unit"].example):
        return f"{unit}-{SUBMISSIONS.column('month').example}"
    return rules.codes[column.codes].shown_example(rules.language) or column.shown_example(rules.language)
