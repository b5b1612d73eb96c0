# SPDX-License-Identifier: EUPL-1.2
"""Rows against each other, over all files: one id with two contents, two ids with one content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from ..language.words import Words
from .columns import FileKind
from .fact_tables import TABLES
from .problems import Fault, Problems
from .reading import TableReading
from .sheets import Connection, counted

ROWS_SEARCHED = 2_000_000
DUPLICATES_NAMED = 1_000

Hashes = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Pair = tuple[dict[str, Any], dict[str, Any]]
"""A row, and a later one that does not go with it."""

RowPlace = tuple[int, int]
"""The number of a reading, and a row of it."""


@dataclass(frozen=True)
class Rows:
    """All rows of one kind, with the number of the reading and the row they come from.

    Attributes:
        relation: The view of the typed tables of all readings together.
        readings: The readings by their number.
    """

    con: Connection
    kind: FileKind
    relation: str
    readings: Mapping[int, TableReading]

    @property
    def problems(self) -> Problems:
        """Where faults are recorded."""
        return next(iter(self.readings.values())).problems

    def columns(self, *without: str) -> list[str]:
        """The columns of the fact table but for some, quoted."""
        return [f'"{name}"' for name in TABLES[self.kind.table].names if name not in without]


def repeated_hashes(rows: Rows, columns: Sequence[str]) -> Hashes:
    """The hashes that more than one row has in some columns.

    Sorting an array of hashes takes a fifth of the time that grouping by them does; rows that share a
    hash are compared in full afterwards.
    """
    found = rows.con.execute(f"select hash({', '.join(columns)}) as h from {rows.relation}").fetchnumpy()["h"]
    hashes = np.sort(np.asarray(found, np.uint64))
    return _once(hashes[1:][hashes[1:] == hashes[:-1]])


def contradicting_hashes(rows: Rows, key: Sequence[str], compared: Sequence[str]) -> Hashes:
    """The hashes of the keys whose rows do not all have the same hash of the compared columns."""
    found = rows.con.execute(
        f"select hash({', '.join(key)}) as k, hash({', '.join(compared)}) as h from {rows.relation}"
    ).fetchnumpy()
    keys, hashes = np.asarray(found["k"], np.uint64), np.asarray(found["h"], np.uint64)
    order = np.argsort(keys)
    keys, hashes = keys[order], hashes[order]
    return _once(keys[1:][(keys[1:] == keys[:-1]) & (hashes[1:] != hashes[:-1])])


def _once(hashes: Hashes) -> Hashes:
    """Sorted hashes, each once."""
    return hashes[np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])]


def report_contradictions(rows: Rows, key: Sequence[str], free: Sequence[str], code: str) -> bool:
    """Report rows of one key and submission that differ in other columns; whether any key is repeated.

    Args:
        key: Columns that identify the thing, its id last.
        free: Columns that may differ.
    """
    named = [f'"{name}"' for name in key]
    if not len(repeated_hashes(rows, [named[-1]])):
        return False
    compared, problems = rows.columns(*key, *free), rows.problems
    suspects = contradicting_hashes(rows, named, compared)
    if not len(suspects):
        return True
    _keep_candidates(rows, named, suspects)
    rows.con.execute(
        f"create or replace temp table contradiction as select *, hash({', '.join(compared)}) as h from candidate "
        f"where {named[-1]} is not null qualify min(h) over (partition by {', '.join(named)}) "
        f"<> max(h) over (partition by {', '.join(named)})"
    )
    rows.con.execute("insert into refused_row select distinct reading, row, null from contradiction")
    pairs, more = _pairs(rows, named, "h", problems.room)
    problems.count(more)
    if next(iter(rows.readings.values())).rules.keep_rows:
        pairs += _pairs_of_first(rows, named, problems.room)
    for first, other in pairs:
        differing = [name for name in first if f'"{name}"' in compared and first[name] != other[name]]
        headings = rows.readings[other["reading"]].headings
        shown = ", ".join(headings.get(name, name) for name in differing)
        _report(rows, first, other, Fault(code, other[key[-1]], fields={"columns": shown}), key[-1])
    return True


def report_possible_duplicates(rows: Rows) -> None:
    """Give notice of events equal in all but their id; if they were not all looked for, of that."""
    place = next(iter(rows.readings.values())).place
    if counted(rows.con, rows.relation) > ROWS_SEARCHED:
        fault = Fault("duplicates_not_sought", fields={"limit": ROWS_SEARCHED})
        rows.problems.add(place, fault, notice=True)
        return
    if counted(rows.con, "submission_row where replaces is not null"):
        rows = replace(rows, relation=_standing(rows.relation))
    same = rows.columns("event_id", "submission")
    repeated = repeated_hashes(rows, same)
    if len(repeated):
        _keep_candidates(rows, same, repeated)
        rows.con.execute(
            "create or replace temp table contradiction as select * from candidate where event_id is not null "
            "qualify row_number() over (partition by "
            + ", ".join([*same, "event_id"])
            + " order by reading, row) = 1"
        )
        pairs, more = _pairs(rows, same, "event_id", min(DUPLICATES_NAMED, rows.problems.room))
        for first, other in pairs:
            fault = Fault("possible_duplicate", other["event_id"])
            _report(rows, first, other, fault, "event_id", notice=True)
        if more:
            rows.problems.add(place, Fault("more_duplicates", fields={"count": more}), notice=True)


def _standing(relation: str) -> str:
    """The rows of submissions that no other of this run replaces: those that are sent anew are no duplicates."""
    replaced = "select replaces from submission_row where replaces is not null"
    return f"(select * from {relation} where submission is null or submission not in ({replaced}))"


def _keep_candidates(rows: Rows, columns: Sequence[str], hashes: Hashes) -> None:
    rows.con.register("repeated_hash", pa.table({"h": hashes}))
    rows.con.execute(
        f"create or replace temp table candidate as select * from {rows.relation} "
        f"where hash({', '.join(columns)}) in (select h from repeated_hash)"
    )
    rows.con.unregister("repeated_hash")


def _pairs(rows: Rows, key: Sequence[str], differing: str, most: int) -> tuple[list[Pair], int]:
    """The first row of each key with every later one that differs from it, and how many more there are."""
    window = f"over (partition by {', '.join(key)} order by reading, row)"
    found = _paired(
        rows,
        f"with ranked as (select *, first_value(reading) {window} as reading_1, first_value(row) {window} as row_1, "
        f"first_value({differing}) {window} as first_one from contradiction) "
        f"select count(*) over (), f.*, r.* exclude (reading_1, row_1, first_one) "
        f"from ranked as r join contradiction as f "
        f"on f.reading = r.reading_1 and f.row = r.row_1 where r.{differing} <> r.first_one "
        f"order by r.reading, r.row limit {most + 1}",
    )
    pairs = [pair for _, pair in found[:most]]
    return pairs, (found[0][0] if found else 0) - len(pairs)


def _pairs_of_first(rows: Rows, key: Sequence[str], most: int) -> list[Pair]:
    """The rows that are like the first of their key, each after the first that differs from it."""
    group = ", ".join(key)
    found = _paired(
        rows,
        f"with ranked as (select *, first_value(h) over (partition by {group} order by reading, row) as first_h "
        f"from contradiction), differing as (select * from ranked where h <> first_h "
        f"qualify row_number() over (partition by {group} order by reading, row) = 1) "
        f"select 1, f.* exclude (first_h), r.* exclude (first_h) from ranked as r join differing as f "
        f"on {' and '.join(f'r.{name} is not distinct from f.{name}' for name in key)} where r.h = r.first_h "
        f"order by r.reading, r.row limit {most}",
    )
    return [pair for _, pair in found]


def _paired(rows: Rows, sql: str) -> list[tuple[int, Pair]]:
    """What a query finds: a number, and the columns of two rows side by side."""
    cursor = rows.con.execute(sql)
    names = [described[0] for described in cursor.description or ()][1:]
    half = len(names) // 2
    return [
        (
            row[0],
            (
                dict(zip(names[:half], row[1 : half + 1], strict=True)),
                dict(zip(names[:half], row[half + 1 :], strict=True)),
            ),
        )
        for row in cursor.fetchall()
    ]


def _report(
    rows: Rows, first: dict[str, Any], other: dict[str, Any], fault: Fault, column: str, notice: bool = False
) -> None:
    before, after = (first["reading"], first["row"]), (other["reading"], other["row"])
    report_beside(rows, before, after, fault, column, notice=notice)


def report_beside(
    rows: Rows, first: RowPlace, other: RowPlace, fault: Fault, column: str, *, notice: bool = False
) -> None:
    """Report something of a row that only another row makes wrong or doubtful, and say which row that is."""
    reading, origin = rows.readings[other[0]], rows.readings[first[0]]
    place = origin.place.file + (f" [{origin.place.sheet}]" if origin.place.sheet else "")
    where = Words(reading.rules.language).text("{file} row {row}", file=place, row=first[1])
    fields = {**(fault.fields or {}), "other": where}
    reading.report(replace(fault, fields=fields), other[1], column, notice=notice)
