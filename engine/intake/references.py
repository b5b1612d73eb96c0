# SPDX-License-Identifier: EUPL-1.2
"""Rows that name a submission: it must be among those given."""

from collections.abc import Collection, Sequence

from .problems import Fault
from .reading import TableReading
from .sheets import Connection, counted


def check_submissions(
    con: Connection,
    submissions: Sequence[TableReading],
    others: Sequence[TableReading],
    known: Collection[str] = (),
) -> None:
    """Report rows of submissions that are not given, and replaced submissions that are not.

    Args:
        known: The ids of earlier submissions, which may be named too.
    """
    con.execute(
        "create or replace temp table earlier_id as select unnest($ids::varchar[]) as id", {"ids": [*known]}
    )
    for reading in others:
        if "submission" in reading.headings and reading.submission is None:
            if submissions or known:
                _report_unknown(reading, "submission", notice=False)
            elif _names_any(con, reading):
                reading.report(Fault("no_submissions"), column="submission")
    for reading in submissions:
        if "replaces" in reading.headings:
            if reading.submission is None:
                _report_unknown(reading, "replaces", notice=True)
            _report_circles(con, reading)


def _report_circles(con: Connection, reading: TableReading) -> None:
    """A submission that replaces itself, directly or through others, would withdraw everything."""
    rows = con.execute(
        "with recursive chain(id, row, earlier) as ("
        f" select id, row, replaces from {reading.typed} where replaces is not null"
        " union select c.id, c.row, s.replaces from chain as c join submission_row as s on s.id = c.earlier"
        " where s.replaces is not null)"
        f" select row, id from chain where earlier = id order by row limit {reading.problems.room}"
    ).fetchall()
    for row, got in rows:
        reading.report(Fault("replaces_itself", got), row, "replaces")


def _names_any(con: Connection, reading: TableReading) -> bool:
    return counted(con, f"{reading.typed} where submission is not null") > 0


def _report_unknown(reading: TableReading, column: str, notice: bool) -> None:
    condition = (
        f"{column} is not null and {column} not in "
        "(select id from submission_row where id is not null union select id from earlier_id)"
    )
    found = f"select row, {column} as got from {reading.typed} where {condition}"
    (reading.notice_found if notice else reading.report_found)(found, Fault("unknown_submission"), column)
