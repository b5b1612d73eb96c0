# SPDX-License-Identifier: EUPL-1.2
"""Events that another submission holds already: corrections where that is declared, else refused.

One id in two submissions that nobody declares to be a correction is two events, of which one would be lost without
a word.
"""

import pyarrow as pa

from ..intake.age import age_order
from ..intake.columns import EVENTS
from ..intake.fact_tables import FactTables
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from ..intake.sheets import Connection, counted, first_row

_AGED = f"""
create or replace temp table aged_submission as
select *, row_number() over (order by {age_order()}) as rank from (
  select id, received, sent, bool_or(replaces is not null) as declared from submission_row where id is not null
  group by all)
"""
_HOLDERS = """
create or replace temp table holder as
with shared as (
  select event_id from all_event_row where submission is not null and event_id is not null
  group by event_id having min(submission) <> max(submission))
select e.event_id, e.submission, any_value(e.date) as date, any_value(e.event) as event, any_value(a.rank) as rank
from all_event_row as e join shared using (event_id) join aged_submission as a on a.id = e.submission
where e.submission not in (select id from withdrawn) group by e.event_id, e.submission
"""
_KNOWN_HOLDERS = """
select e.event_id, e.submission, any_value(e.date) as date, any_value(e.event) as event, 0::bigint as rank
from event_row as e join told_id using (event_id)
where e.submission is not null and e.submission not in (select id from withdrawn) group by e.event_id, e.submission
"""
_HELD = """
create or replace temp table held_elsewhere as
select e.reading, e.row, e.event_id as got, min_by(h.submission, h.rank) as submission,
  min_by(h.date, h.rank)::varchar as day, min_by(coalesce(t.title, h.event), h.rank) as event,
  any_value(m.has_manifest) as has_manifest
from all_event_row as e join month_of as m on m.id = e.submission join aged_submission as a on a.id = e.submission
  join holder as h on h.event_id = e.event_id left join title_of as t on t.code = h.event
where h.submission <> e.submission and h.rank < a.rank and not m.corrects and not a.declared
  and e.submission not in (select id from known_id) group by e.reading, e.row, e.event_id
"""
_TWO = 2
_FOUND = "select row, got, submission, day, event from held_elsewhere where reading = {} and {}"


def check_event_ids(gathering: Gathering, known: FactTables | None) -> None:
    """Refuse events that another submission holds, unless the submission says that it corrects or replaces.

    Submissions listed in a table declare nothing; of theirs only notice is given.
    """
    readings, con = gathering.of_kind(EVENTS), gathering.con
    if not readings or (known is None and counted(con, "submission_row") < _TWO):
        return
    _create_holders(con, known)
    if not first_row(con, "select 1 from holder limit 1"):
        return
    events, language = gathering.rules.codes["event"], gathering.rules.language
    titles = [events.title(code, language) for code in events.titles]
    con.register("title_of", pa.table({"code": list(events.titles), "title": titles}))
    con.execute(_HELD)
    for reading in readings:
        fault = Fault("held_elsewhere")
        reading.report_found(_FOUND.format(reading.number, "has_manifest"), fault, "event_id")
        reading.notice_found(_FOUND.format(reading.number, "not has_manifest"), fault, "event_id")


def _create_holders(con: Connection, known: FactTables | None) -> None:
    """Create `holder`: of each id told in more than one submission, by whom; the oldest have the lowest rank."""
    connections = [con, *([] if known is None else [known.con])]
    withdrawn = [name for each in connections for name in _named(each, "replaces")]
    _register(con, "withdrawn", withdrawn)
    _register(con, "known_id", [] if known is None else _named(known.con, "id"))
    con.execute(_AGED)
    con.execute(_HOLDERS)
    if known is None:
        return
    told = "select distinct event_id from all_event_row where submission not in (select id from known_id)"
    known.con.register("told_id", con.sql(told).to_arrow_table())
    _register(known.con, "withdrawn", withdrawn)
    con.register("known_holder", known.con.sql(_KNOWN_HOLDERS).to_arrow_table())
    con.execute("insert into holder by name select * from known_holder")
    con.unregister("known_holder")
    for table in ("told_id", "withdrawn"):
        known.con.unregister(table)


def _named(con: Connection, column: str) -> list[str]:
    query = f"select distinct {column} from submission_row where {column} is not null"
    return [name for (name,) in con.execute(query).fetchall()]


def _register(con: Connection, table: str, names: list[str]) -> None:
    con.register(table, pa.table({"id": pa.array(names, pa.string())}))
