# SPDX-License-Identifier: EUPL-1.2
"""Rows that name a submission: it must be among those given."""

from collections.abc import Sequence

from .problems import Fault
from .reading import Reading
from .sheets import Connection, counted


def check_submissions(con: Connection, submissions: Sequence[Reading], others: Sequence[Reading]) -> None:
    """Report rows of submissions that are not given, and replaced submissions that are not."""
    for reading in others:
        if "submission" in reading.headings:
            if submissions:
                _report_unknown(con, reading, "submission", notice=False)
            elif _names_any(con, reading):
                reading.report(Fault("no_submissions"), column="submission")
    for reading in submissions:
        if "replaces" in reading.headings:
            _report_unknown(con, reading, "replaces", notice=True)
            _report_circles(con, reading)


def _report_circles(con: Connection, reading: Reading) -> None:
    """A submission that replaces itself, directly or through others, would withdraw everything."""
    rows = con.execute(
        "with recursive chain(id, row, earlier) as ("
        f" select id, row, replaces from {reading.typed} where replaces is not null"
        " union select c.id, c.row, s.replaces from chain as c join submission_row as s on s.id = c.earlier"
        " where s.replaces is not null)"
        f" select row, id from chain where earlier = id order by row limit {reading.problems.room}"
    ).fetchall()
    for row, got in rows:
        reading.problems.add(reading.place, Fault("replaces_itself", got), row, reading.headings["replaces"])


def _names_any(con: Connection, reading: Reading) -> bool:
    return counted(con, f"{reading.typed} where submission is not null") > 0


def _report_unknown(con: Connection, reading: Reading, column: str, notice: bool) -> None:
    condition = (
        f"{column} is not null and {column} not in (select id from submission_row where id is not null)"
    )
    rows = con.execute(
        f"select row, {column} from {reading.typed} where {condition} order by row limit {reading.problems.room}"
    ).fetchall()
    heading = reading.headings[column]
    for row, got in rows:
        reading.problems.add(reading.place, Fault("unknown_submission", got), row, heading, notice)
    if not notice:
        reading.problems.count(counted(con, f"{reading.typed} where {condition}") - len(rows))
