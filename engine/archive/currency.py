# SPDX-License-Identifier: EUPL-1.2
"""Current facts: of every event and population figure, the version known on a date.

The submission with the greatest (received, sent, id) wins; bare rows are the oldest. A submission named
by `replaces` loses all its rows for good. A version with status annulled withdraws its event.
"""

import datetime as dt
from dataclasses import dataclass, replace

import duckdb

from ..intake.age import age_order
from ..intake.fact_tables import FactTables

_KNOWN = """
create or replace temp table known_submission as
select *, row_number() over (order by {age}) as rank
from (select distinct * from {submissions}) where $known_at is null or received <= $known_at
"""

_VERSIONS = """
from {rows} as r left join known_submission as s on r.submission = s.id
where (r.submission is null or s.id is not null)
  and coalesce(r.submission not in (select replaces from known_submission where replaces is not null), true)
"""

_ONCE = """
create or replace temp view occurrence as select * from event_row where coalesce(status, 'valid') = 'valid'
"""

_VALID = "coalesce(status, 'valid') = 'valid'"

_LATEST = """
with known as not materialized (select r.*, coalesce(s.rank, 0) as rank {versions}),
several as materialized (select event_id, max(rank) as rank from known group by event_id having count(*) > 1)
select event_id, {columns}, firm, person from known anti join several using (event_id)
where coalesce(status, 'valid') = 'valid'
union all
select event_id, {singles},
  string_agg(distinct firm, '|' order by firm) as firm, string_agg(distinct person, '|' order by person) as person
from known join several using (event_id, rank)
group by event_id having bool_and(coalesce(status, 'valid') = 'valid')
"""
"""Most events stand on one row, which needs no comparing: that takes a third of the time and half the memory."""

SINGLES = (
    "event", "date", "unit", "deliverable", "topic", "target", "phase", "participants", "invited", "case",
    "status", "evidence", "source", "note", "submission",
)  # fmt: skip

_POPULATIONS = """
select r.population, coalesce(r."case", '') as case_code, r.unit, r.date, r.size, r.person,
  r.member_from, r.member_to {versions}
qualify row_number() over (
  partition by r.population, coalesce(r."case", r.unit), r.person, r.member_from,
    case when r.person is null then r.date end
  order by coalesce(s.rank, 0) desc, r.size desc nulls last, r.member_to desc nulls last,
    r.date desc nulls last, r.unit) = 1
"""


@dataclass(frozen=True)
class Chosen:
    """The events that matter to a run, where it is known which do.

    Attributes:
        query: Finds them among the current events.
        few: They are few: kept apart they are sooner found again; of many a copy would take longer.
    """

    query: str
    few: bool


def create_current(facts: FactTables, known_at: dt.date | None) -> None:
    """Create `occurrence`, `population_now` and `known_submission` beside the tables as received.

    `occurrence` has one row an event: the columns of `event_row`, with several firms or persons of one
    event joined by `|`. `population_now` has one row a figure or membership. Where everything held is
    known and the current versions are kept, they are taken as they are.

    Args:
        known_at: Submissions received later are not known yet; None takes everything held.
    """
    con = facts.con
    create_known(con, "submission_row", known_at)
    if facts.current and not _has_later(con, known_at):
        con.execute("create or replace temp view occurrence as select * from current_event")
        con.execute("create or replace temp view population_now as select * from current_population")
        return
    if facts.complete and not facts.repeated_ids:
        con.execute(_ONCE)
    else:
        con.execute(f"create or replace temp table occurrence as {current_events('event_row')}")
    con.execute(f"create or replace temp table population_now as {current_populations('population_row')}")


def take_current(con: duckdb.DuckDBPyConnection, chosen: Chosen | None) -> None:
    """Create `occurrence` and `population_now` where the current versions are kept.

    Args:
        chosen: The events that matter; none if none do.
    """
    if chosen is not None:
        kind = "table" if chosen.few else "view"
        con.execute(f"create or replace temp {kind} occurrence as {chosen.query}")
    con.execute("create or replace temp view population_now as select * from current_population")


def keep_current(facts: FactTables) -> FactTables:
    """The same facts with the versions that count when everything held is known, worked out once for all runs."""
    if facts.current or (facts.complete and not facts.repeated_ids):
        return facts
    create_known(facts.con, "submission_row")
    facts.con.execute(f"create table current_event as {current_events('event_row')}")
    facts.con.execute(f"create table current_population as {current_populations('population_row')}")
    return replace(facts, current=True)


def create_known(con: duckdb.DuckDBPyConnection, submissions: str, known_at: dt.date | None = None) -> None:
    """Create `known_submission`: the submissions received up to a day, each once, ranked by age."""
    con.execute(_KNOWN.format(submissions=submissions, age=age_order()), {"known_at": known_at})


def current_events(rows: str, *, repeated: bool = True) -> str:
    """The query for the current version of each event among some rows; it reads `known_submission`.

    Args:
        repeated: Some event stands on more than one of the rows.
    """
    versions, columns = _VERSIONS.format(rows=rows), ", ".join(f'"{name}"' for name in SINGLES)
    if not repeated:
        return f"select event_id, {columns}, firm, person {versions} and {_VALID}"
    return _LATEST.format(
        versions=versions,
        columns=columns,
        singles=", ".join(f'any_value("{name}") as "{name}"' for name in SINGLES),
    )


def current_populations(rows: str) -> str:
    """The query for the current version of each figure or membership; it reads `known_submission`."""
    return _POPULATIONS.format(versions=_VERSIONS.format(rows=rows))


def _has_later(con: duckdb.DuckDBPyConnection, known_at: dt.date | None) -> bool:
    """Whether anything was received after a day."""
    query = "select count(*) from submission_row where $known_at is not null and received > $known_at"
    return con.execute(query, {"known_at": known_at}).fetchall() != [(0,)]
