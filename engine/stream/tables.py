# SPDX-License-Identifier: EUPL-1.2
"""The tables that lines are added to, and beside them the versions that count, kept up to date.

`told_event`, `told_population` and `told_submission` hold every line once: the columns of the facts, and before them
the number of the line (none of what an archive held), what it is, whether other lines refuse it, and the day it says it
came. An event has its `id` in full as soon as that is known. `current_event` and `current_population` are judged.
"""

import datetime as dt
from collections.abc import Collection, Mapping

from ..archive.currency import create_known, current_events, current_populations
from ..archive.file import Archive
from ..archive.layout import events_held
from ..intake.event_ids import LOCAL, namespaces
from ..intake.fact_tables import TABLES, create_empty, fact_columns
from ..intake.sheets import Connection, counted, first_row
from .changes import Counted
from .happened import UNSEEN, differing

TOLD = {"event_row": "told_event", "population_row": "told_population", "submission_row": "told_submission"}

_OF_NO_LINE = "null::bigint as row, null::varchar as fact, false as refused, null::date as came"
_FULL_ID = (
    f"case when l.submission is not null and regexp_full_match(l.event_id, '{LOCAL}') "
    "then s.namespace || l.event_id else l.event_id end"
)
"""The id of an event in full; none while the submission has not come that tells whose number it is."""

_NAMESPACED = " left join namespace as s on s.id = l.submission"
_KEYS = {"event_row": "event_id", "population_row": "population, unit", "submission_row": "id"}
_OWNER = 'coalesce("case", unit)'
_CURRENT_OWNER = "coalesce(nullif(case_code, ''), unit)"


def create_tables(con: Connection, archive: Archive | None) -> None:
    """Create the tables, with all that an archive holds."""
    for name, told in TOLD.items():
        create_empty(con, name, "nothing")
        held = events_held() if name == "event_row" else f"archive.{name}"
        own = f"{_OF_NO_LINE}, event_id as id" if name == "event_row" else _OF_NO_LINE
        source = "nothing" if archive is None else held
        con.execute(f"create table {told} as select {own}, {fact_columns(name)} from {source}")
    con.execute("drop table nothing")
    for column in ("event_id", "id"):
        con.execute(f"create index told_{column} on told_event ({column})")
    con.execute(
        f"create table submission_row as select {fact_columns('submission_row')} from told_submission"
    )
    events = fact_columns("event_row").replace('"event_id"', "id as event_id", 1)
    con.execute(
        f"create view event_row as select {events} from told_event where not refused and id is not null"
    )
    populations = f"select {fact_columns('population_row')} from told_population where not refused"
    con.execute(f"create view population_row as {populations}")
    choose_current(con)


def choose_current(con: Connection) -> None:
    """Choose the versions that count, of everything."""
    _tell_submissions(con)
    con.execute(f"create or replace table current_event as {current_events('event_row')}")
    con.execute("create index current_id on current_event (event_id)")
    con.execute(f"create or replace table current_population as {current_populations('population_row')}")


def choose_submissions(con: Connection) -> None:
    """Choose anew the submissions that have come."""
    columns = fact_columns("submission_row")
    told = f"select distinct {columns} from told_submission where not refused"
    con.execute(f"create or replace table submission_row as {told}")
    _tell_submissions(con)


def _tell_submissions(con: Connection) -> None:
    """Create what is asked of the submissions that have come again and again: their order, and whose ids are theirs."""
    create_known(con, "submission_row")
    con.execute(f"create or replace temp table namespace as {namespaces('submission_row')}")


def keep_submissions(con: Connection) -> None:
    """Remember which submissions have come until now."""
    con.execute("create or replace temp table earlier_submission as from submission_row")


def forget_come(con: Connection) -> None:
    """Create `touched_submission`, empty."""
    con.execute("create or replace temp table touched_submission (id varchar)")


def submissions_come(con: Connection) -> tuple[tuple[str, ...], bool]:
    """Create `touched_submission`: what has come since, and what that replaces.

    Returns:
        The units of each submission that has come; and whether any has come no more, or otherwise.
    """
    new = "(select * from submission_row anti join earlier_submission using (id))"
    con.execute(
        f"create or replace temp table touched_submission as select id from {new} "
        f"union select replaces from {new} where replaces is not null"
    )
    gone = counted(con, "(from earlier_submission except from submission_row)") > 0
    return tuple(row[0] for row in con.execute(f"select units from {new} order by id").fetchall()), gone


def create_days(con: Connection, days: Mapping[int, dt.date]) -> None:
    """Create `line_came`: when lines say they were received."""
    con.execute(
        "create or replace temp table line_came as "
        "select unnest($rows::bigint[]) as row, unnest($days::date[]) as came",
        {"rows": list(days), "days": list(days.values())},
    )


def create_fresh(con: Connection, table: str, typed: Mapping[str, str]) -> None:
    """Create `fresh_<table>`: the lines just read, each once, without those told before; and `kin_<table>`.

    Kin are the lines and rows known already that speak of the same event or submission, or of the same population and
    unit.

    Args:
        typed: The table of what was read of each kind of line; `line_came` has the days of those that say one.
    """
    columns, told, fresh, kin = fact_columns(table), TOLD[table], f"fresh_{table}", f"kin_{table}"
    if not typed:
        for name in (fresh, kin):
            con.execute(f"create or replace temp table {name} as from {told} limit 0")
        return
    lines = " union all ".join(
        f"select row, '{fact}' as fact, false as refused, {columns} from {source}"
        for fact, source in typed.items()
    )
    full, spaces = (f", {_FULL_ID} as id", _NAMESPACED) if table == "event_row" else ("", "")
    named = ", ".join(f'l."{name}"' for name in TABLES[table].names)
    con.execute(
        f"create or replace temp table {fresh} as select l.row, l.fact, l.refused, d.came as came{full}, {named} "
        f"from ({lines}) as l left join line_came as d using (row){spaces} "
        f"qualify row_number() over (partition by l.fact, d.came, {named} order by l.row) = 1"
    )
    con.execute(f"create or replace temp table {kin} as from {told} semi join {fresh} using ({_KEYS[table]})")
    if not counted(con, kin):
        return
    alike = " and ".join(
        f'f."{name}" is not distinct from k."{name}"' for name in ("fact", "came", *TABLES[table].names)
    )
    con.execute(
        f"delete from {fresh} where row in (select f.row from {fresh} as f join {kin} as k on {alike})"
    )


def insert_fresh(con: Connection, table: str) -> None:
    """Add the fresh lines to those told."""
    con.execute(f"insert into {TOLD[table]} by name from fresh_{table}")


def refuse(con: Connection, rows: Collection[int]) -> None:
    """Create `newly_refused`, the lines of some numbers that counted until now, and let them count no more."""
    con.execute(
        "create or replace temp table refused_line as select unnest($rows::bigint[]) as row",
        {"rows": sorted(rows)},
    )
    newly = " union all ".join(
        f"select row from {told} where not refused and row in (from refused_line)" for told in TOLD.values()
    )
    con.execute(f"create or replace temp table newly_refused as {newly if rows else 'from refused_line'}")
    if counted(con, "newly_refused"):
        for told in TOLD.values():
            con.execute(f"update {told} set refused = true where row in (from newly_refused)")


def tell_full_ids(con: Connection) -> None:
    """Give the events of submissions that have come their ids in full."""
    con.execute(
        "update told_event set id = s.namespace || event_id from namespace as s "
        "where s.id = told_event.submission and told_event.id is null "
        "and told_event.submission in (from touched_submission)"
    )


def forget_happened(con: Connection) -> None:
    """Create `happened`, empty: versions of events that count now and did not, or the other way round."""
    con.execute(
        f"create or replace temp table happened as select 1 as sign, * {UNSEEN} from current_event limit 0"
    )


def refresh_events(con: Connection, day: dt.date | None, *, others: bool) -> None:
    """Choose anew the versions that count of the events touched; those in sight that differ have happened.

    Args:
        day: Events after it are not in sight yet; none where no event is.
        others: Not only fresh lines touch them, but lines that count no more, or submissions.
    """
    told = "select id as event_id from told_event where row in (from newly_refused)"
    come = "select id as event_id from told_event where submission in (from touched_submission)"
    named = [
        "select id as event_id from fresh_event_row",
        *([told] if others else []),
        *([come] if others else []),
    ]
    con.execute(
        f"create or replace temp table touched_id as from ({' union '.join(named)}) where event_id is not null"
    )
    con.execute(
        "create or replace temp table before as from current_event semi join touched_id using (event_id)"
    )
    con.execute(
        "create or replace temp table touched_row as from event_row semi join touched_id using (event_id)"
    )
    (repeated,) = first_row(con, "select count(*) > count(distinct event_id) from touched_row")
    con.execute(f"create or replace temp table after as {current_events('touched_row', repeated=repeated)}")
    known = counted(con, "before")
    if known:
        con.execute("delete from current_event where event_id in (from touched_id)")
    con.execute("insert into current_event by name from after")
    if day is not None:
        old, new = (f"select * {UNSEEN} from {table} where date <= $day" for table in ("before", "after"))
        found = differing(old, new) if known else f"select 1 as sign, * from ({new})"
        con.execute(f"insert into happened by name {found}", {"day": day})


def refresh_populations(con: Connection) -> tuple[tuple[Counted, ...], frozenset[str]]:
    """The same of figures and members; and the populations given by person now that were not, or no more."""
    con.execute(
        f"create or replace temp table touched_owner as select distinct population, {_OWNER} as owner "
        "from told_population where row in (select row from fresh_population_row) "
        "or row in (from newly_refused) or submission in (from touched_submission)"
    )
    listed = _listed(con)
    whose = f"(population, {_CURRENT_OWNER}) in (from touched_owner)"
    con.execute(f"create or replace temp table before as from current_population where {whose}")
    source = f"(select * from population_row where (population, {_OWNER}) in (from touched_owner))"
    con.execute(f"create or replace temp table after as {current_populations(source)}")
    con.execute(f"delete from current_population where {whose}")
    con.execute("insert into current_population by name from after")
    found = con.execute(
        "select distinct population, unit, case_code from "
        "((from before except from after) union (from after except from before))"
    ).fetchall()
    return tuple(Counted(*row) for row in found), listed ^ _listed(con)


def _listed(con: Connection) -> frozenset[str]:
    """The populations touched that are given by person."""
    rows = con.execute(
        "select distinct population from current_population where person is not null "
        "and population in (select population from touched_owner)"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def add_happened_between(con: Connection, first: dt.date, last: dt.date) -> None:
    """Add to what happened the events after one day and up to another."""
    con.execute(
        f"insert into happened select 1, * {UNSEEN} from current_event where date > $first and date <= $last",
        {"first": first, "last": last},
    )
