# SPDX-License-Identifier: EUPL-1.2
"""The tables of files read one by one into readings, and all readings together into fact tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..plain_text import control_in
from .columns import EVENTS, KINDS, MANIFEST, POPULATIONS, SUBMISSIONS, FileKind
from .event_ids import identified, namespaces
from .fact_tables import RECEIVED, TABLES, FactTables, create_empty, fact_columns
from .findings import Findings, ReadFile, ReadTable
from .firm_spellings import report_firm_spellings
from .gathering import Gathering, GivenFile, start
from .headings import match_headings
from .kept_tables import kept_tables
from .mentions import refuse_mentions
from .problems import Fault, FileRefused
from .reading import NO_RULES, FromRules, TableReading
from .references import check_submissions
from .refused_rows import leave_out, refused_rows
from .row_files import report_contradictions, report_possible_duplicates
from .sheets import Sheet, counted
from .sources import not_readable, open_source, state_of
from .tables import headings_of, read_table
from .unread_sheets import unread

_UNION_OF = 16


@dataclass(frozen=True)
class Intake:
    """What the files of a run hold.

    Attributes:
        records: Notices, and what is wrong with rows that were left out; anything else is raised.
        refused: The rows that were left out: file, sheet, row, values (JSON text), submission.
        tables: The tables as they stand in their files, if they were to be kept.
    """

    facts: FactTables
    records: tuple[ErrorRecord, ...]
    files: tuple[ReadFile, ...]
    refused: pa.Table
    tables: tuple[ReadTable, ...] = ()

    @property
    def findings(self) -> Findings:
        """What is to be said about the files."""
        return Findings(self.records, files=self.files, tables=self.tables)


Opened = list[tuple[FileKind, Sheet]]


def open_part(gathering: Gathering, part: GivenFile) -> Opened:
    """The tables of a file; of one that cannot be read none, and its faults among the problems."""
    place = gathering.place(part)
    if (control := control_in(part.path.name)) is not None:
        gathering.problems.add(place, Fault("control_in_name", control))
        return []
    try:
        opened = open_source(gathering.con, part.path)
    except FileRefused as refusal:
        gathering.problems.add(place, refusal.fault, refusal.row)
        return []
    for remark in dict.fromkeys(remark for _, sheet in opened for remark in sheet.remarks):
        gathering.problems.add(place, Fault(remark), notice=True)
    for sheet, fault, notice in unread(opened, gathering.rules):
        gathering.problems.add(gathering.place(part, sheet.name), fault, notice=notice)
    tables = [(kind, sheet) for kind, sheet in opened if kind is not None]
    for fact_kind in (EVENTS, POPULATIONS):
        _notice_further(gathering, part, [sheet for kind, sheet in tables if kind is fact_kind])
    return tables


def _notice_further(gathering: Gathering, part: GivenFile, sheets: Sequence[Sheet]) -> None:
    """Give notice of what a workbook has that is read though nobody may have meant it."""
    for place, sheet in enumerate(sheets):
        notices = [
            *([Fault("further_sheet", fields={"first": sheets[0].name})] if place else []),
            *sheet.notices,
        ]
        for fault in notices:
            gathering.problems.add(gathering.place(part, sheet.name), fault, notice=True)


def read_opened(gathering: Gathering, part: GivenFile, opened: Opened, submission: str | None = None) -> None:
    """Read the tables of a file, all rows of which belong to the submission if one is told."""
    place = gathering.place(part)
    try:
        for kind, sheet in opened:
            if kind is MANIFEST:
                continue
            place = gathering.place(part, sheet.name)
            matched = match_headings(sheet.headings, kind)
            reading = TableReading(
                gathering.con, gathering.problems, gathering.rules, place, kind, len(gathering.readings),
                headings_of(sheet, matched), submission, part.passing, sheet.headings,
            )  # fmt: skip
            if read_table(reading, sheet, matched):
                gathering.readings.append(reading)
    except FileRefused as refusal:
        gathering.problems.add(place, refusal.fault, refusal.row)
    except (OSError, UnicodeDecodeError) as error:
        gathering.problems.add(place, not_readable(error).fault)


def create_tables(gathering: Gathering) -> None:
    """Create the fact tables, and of each an `all_<table>` that also tells where each row comes from."""
    for kind in reversed(KINDS):
        _create_rows(gathering, kind)
    _identify_events(gathering)


def _create_rows(gathering: Gathering, kind: FileKind) -> None:
    con, tables = gathering.con, [reading.typed for reading in gathering.of_kind(kind)]
    received = RECEIVED.get(kind.table, kind.table)
    if not tables:
        create_empty(con, kind.table, received)
        return
    if len(tables) <= _UNION_OF:
        union = " union all ".join(f"select * from {table}" for table in tables)
        con.execute(f"create view all_{received} as {union}")
    else:
        con.execute(f"create table all_{received} as select * from {tables[0]}")
        for table in tables[1:]:
            con.execute(f"insert into all_{received} select * from {table}")
    con.execute(f"create view {received} as select {fact_columns(kind.table)} from all_{received}")


def _identify_events(gathering: Gathering) -> None:
    """Create the rows of events with their ids in full."""
    con = gathering.con
    if not gathering.of_kind(EVENTS):
        con.execute("create view event_row as select * from received_event")
        return
    known = gathering.of_kind(SUBMISSIONS)
    rows = "all_received_event"
    if known:
        # Kept, as many questions about events come: each would have to work it out anew.
        con.execute(f"create table namespace as {namespaces('submission_row')}")
        rows = identified(rows, "from namespace")
    con.execute(f"create view all_event_row as select * from {rows}")
    con.execute(f"create view event_row as select {fact_columns('event_row')} from all_event_row")


def check_across(gathering: Gathering, known: Collection[str] = ()) -> bool:
    """Check rows against each other; whether any event id stands on more than one row.

    Args:
        known: The ids of earlier submissions, which rows may name.
    """
    submissions, events = gathering.of_kind(SUBMISSIONS), gathering.of_kind(EVENTS)
    others = [reading for reading in gathering.readings if reading.kind is not SUBMISSIONS]
    check_submissions(gathering.con, submissions, others, known)
    refuse_mentions(gathering.con, others)
    if submissions:
        report_contradictions(gathering.rows(SUBMISSIONS), ["id"], [], "same_submission_differs")
    if not events:
        return False
    rows = gathering.rows(EVENTS)
    repeated = report_contradictions(rows, ["submission", "event_id"], ["firm", "person"], "same_id_differs")
    report_possible_duplicates(rows)
    report_firm_spellings(rows)
    return repeated


def finish(gathering: Gathering, repeated_ids: bool) -> Intake:
    """What was gathered, if nothing binding was found, or nothing beyond rows that may be left out.

    Raises:
        InputError: Something binding is wrong; all of it is said, whichever file it is in.
    """
    _refuse_changed(gathering)
    _refuse_unaccounted(gathering)
    files = tuple(_read(reading) for reading in gathering.readings if reading.kind.table in TABLES)
    tables = kept_tables(gathering.readings) if gathering.rules.keep_tables else ()
    findings = gathering.problems.findings(files, tables)
    gathering.problems.raise_if_binding(findings, rows_too=not gathering.rules.keep_rows)
    refused = refused_rows(gathering.con, gathering.readings)
    for kind in KINDS:
        leave_out(gathering.con, kind, gathering.of_kind(kind))
    complete = not gathering.of_kind(SUBMISSIONS)
    facts = FactTables(gathering.con, complete, repeated_ids)
    return Intake(facts, tuple(findings.records), files, refused, tables)


def _refuse_unaccounted(gathering: Gathering) -> None:
    """Every file is read or named, and every row of a table is among the facts."""
    told = gathering.problems.named | {reading.place.file for reading in gathering.readings}
    for part in gathering.files:
        if part.shown not in told and part.path.suffix.lower() != ".zip":
            gathering.problems.add(gathering.place(part), Fault("file_unaccounted"))
    for kind in KINDS:
        readings = gathering.of_kind(kind)
        read = sum(counted(gathering.con, reading.typed) for reading in readings)
        if readings and (lost := read - counted(gathering.con, RECEIVED.get(kind.table, kind.table))):
            fault = Fault("rows_unaccounted", fields={"count": abs(lost)})
            gathering.problems.add(readings[0].place, fault)


def _refuse_changed(gathering: Gathering) -> None:
    """A file is opened more than once; one that changed in between was not read in one state."""
    for part, state in gathering.states.items():
        if not part.passing and state_of(part.path) != state:
            gathering.problems.add(gathering.place(part), Fault("changed_meanwhile"))


def read_files(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    units: Collection[Unit],
    *,
    language: Language = "it",
    from_rules: FromRules = NO_RULES,
) -> Intake:
    """Read and check files that are no submissions, told apart by their names, else by their headings.

    Events in a Parquet file that needs no correction stay in it: `event_row` is then a view on the file.

    Raises:
        InputError: Something binding is wrong; all of it is said, whichever file it is in.
    """
    gathering = start(vocabulary, units, language, from_rules=from_rules)
    for path in paths:
        part = GivenFile(path, str(path))
        read_opened(gathering, part, open_part(gathering, part))
    create_tables(gathering)
    return finish(gathering, check_across(gathering))


def _read(reading: TableReading) -> ReadFile:
    rows = counted(reading.con, reading.typed)
    sheet = reading.place.sheet or None
    return ReadFile(reading.place.file, sheet, reading.kind.stems[1], rows, reading.number)
