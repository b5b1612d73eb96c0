# SPDX-License-Identifier: EUPL-1.2
"""Files of events, populations and submissions read into fact tables, or refused with all that is wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema.errors import ErrorRecord
from ...schema.vocabulary import Vocabulary
from .codes import codes_of, required_by
from .columns import EVENTS, KINDS, SUBMISSIONS, FileKind
from .fact_tables import TABLES, FactTables, connect, create_empty
from .headings import match_headings
from .problems import FileRefused, Place, Problems
from .reading import Reading, Rules
from .references import check_submissions
from .row_files import Rows, report_contradictions, report_possible_duplicates
from .sheets import Connection, counted
from .sources import open_source
from .tables import headings_of, read_table


@dataclass(frozen=True)
class ReadFile:
    """One table that was read: its file, its sheet where it has one, what it holds, how many rows."""

    file: str
    sheet: str | None
    kind: str
    rows: int


@dataclass(frozen=True)
class Intake:
    """What the files of a run hold.

    Attributes:
        records: Notices; anything binding is raised instead.
    """

    facts: FactTables
    records: tuple[ErrorRecord, ...]
    files: tuple[ReadFile, ...]


def read_files(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    registry_codes: Collection[str],
    *,
    language: str = "it",
) -> Intake:
    """Read and check files, told apart by their names, else by their headings.

    Events in a Parquet file that needs no correction stay in it: `event_row` is then a view on the file.

    Args:
        registry_codes: The unit codes that may be named.
        language: Of the messages, `it` or `en`.

    Raises:
        InputError: Something binding is wrong; all of it is said, whichever file it is in.
    """
    con = connect()
    problems = Problems(language)
    rules = Rules(codes_of(vocabulary, registry_codes), required_by(vocabulary), language)
    readings: list[Reading] = []
    for order, path in enumerate(paths):
        _read_file(con, problems, rules, order, path, readings)
    for kind in KINDS:
        _create_rows(con, kind, readings)
    repeated = _check_across(con, readings)
    problems.raise_if_binding()
    complete = not any(reading.kind is SUBMISSIONS for reading in readings)
    return Intake(FactTables(con, complete, repeated), problems.records(), tuple(map(_read, readings)))


def _read_file(
    con: Connection, problems: Problems, rules: Rules, order: int, path: Path, readings: list[Reading]
) -> None:
    """Read the tables of one file; what cannot be read leaves its faults among the problems."""
    place = Place(order, str(path))
    try:
        for kind, sheet in open_source(con, path):
            place = Place(order, str(path), sheet.name)
            matched = match_headings(sheet.headings, kind)
            headings = headings_of(sheet, matched)
            reading = Reading(con, problems, rules, place, kind, len(readings), headings)
            if read_table(reading, sheet, matched):
                readings.append(reading)
    except FileRefused as refusal:
        problems.add(place, refusal.fault, refusal.row)


def _create_rows(con: Connection, kind: FileKind, readings: Sequence[Reading]) -> None:
    """Create the fact table of a kind, and `all_<table>` that also tells where each row comes from."""
    tables = [reading.typed for reading in readings if reading.kind is kind]
    if not tables:
        create_empty(con, kind.table)
        return
    union = " union all ".join(f"select * from {table}" for table in tables)
    names = ", ".join(f'"{name}"' for name in TABLES[kind.table].names)
    con.execute(f"create view all_{kind.table} as {union}")
    con.execute(f"create view {kind.table} as select {names} from all_{kind.table}")


def _check_across(con: Connection, readings: Sequence[Reading]) -> bool:
    """Check rows against each other; whether any event id stands on more than one row."""
    of_kind = {kind.table: [reading for reading in readings if reading.kind is kind] for kind in KINDS}
    submissions, events = of_kind["submission_row"], of_kind["event_row"]
    check_submissions(con, submissions, [*events, *of_kind["population_row"]])
    if submissions:
        report_contradictions(_rows(con, SUBMISSIONS, readings), ["id"], [], "same_submission_differs")
    if not events:
        return False
    rows = _rows(con, EVENTS, readings)
    repeated = report_contradictions(rows, ["submission", "event_id"], ["firm", "person"], "same_id_differs")
    report_possible_duplicates(rows)
    return repeated


def _rows(con: Connection, kind: FileKind, readings: Sequence[Reading]) -> Rows:
    mine = {reading.number: reading for reading in readings if reading.kind is kind}
    return Rows(con, kind, f"all_{kind.table}", mine)


def _read(reading: Reading) -> ReadFile:
    rows = counted(reading.con, reading.typed)
    return ReadFile(reading.place.file, reading.place.sheet or None, reading.kind.stems[1], rows)
