# SPDX-License-Identifier: EUPL-1.2
"""Events told by number alone, in archives from before such ids were local to their submission.

Until then a number was the same event wherever it stood: an office that began at 1 every month overwrote its own
earlier months, and an office that corrected an event said its number again. What was overwritten counts again, each
number in its own month. What was a correction stays one: a row that was annulled, or dated before the month of its
submission, which only corrections may be.
"""

import duckdb

from ..intake.age import age_order
from ..intake.event_ids import LOCAL, namespaces
from .layout import columns

_NAMES = """
insert into {db}.named_event
with sent as (
  select id, row_number() over (order by {age}) as rank, month, n.namespace,
    list_sort(list_distinct(str_split(units, '|'))) as whose
  from {db}.submission_row join ({namespaces}) as n using (id)
),
numbered as (
  select e.submission, e.event_id, s.rank, s.whose, s.month, s.namespace,
    strftime(any_value(e.date), '%Y-%m') as happened,
    bool_or(strftime(e.date, '%Y-%m') < s.month or coalesce(e.status, 'valid') <> 'valid') as corrects
  from {db}.event_row as e join sent as s on s.id = e.submission
  where regexp_full_match(e.event_id, '{local}') group by all
)
select c.submission, c.event_id, t.namespace || c.event_id
from numbered as c join numbered as t on t.event_id = c.event_id and t.whose = c.whose and t.rank < c.rank
where c.corrects and not t.corrects
qualify row_number() over (
  partition by c.submission, c.event_id order by t.month = c.happened desc, t.rank desc) = 1
"""


def name_earlier_events(con: duckdb.DuckDBPyConnection, db: str) -> int:
    """Create the table of ids that corrections by number have in full; how many rows are told by number."""
    con.execute(f"create table {db}.named_event ({columns('named_event')})")
    con.execute(
        _NAMES.format(db=db, namespaces=namespaces(f"{db}.submission_row"), local=LOCAL, age=age_order())
    )
    query = f"select count(*) from {db}.event_row where submission is not null"
    return int(con.execute(f"{query} and regexp_full_match(event_id, '{LOCAL}')").fetchall()[0][0])


def names_digest(con: duckdb.DuckDBPyConnection, db: str = "archive") -> str | None:
    """What stands for all ids given then; none where none was."""
    row = "concat_ws(chr(10), submission, event_id, full_id)"
    found = con.execute(
        f"select sha256(string_agg({row}, chr(10) order by submission, event_id)) from {db}.named_event"
    ).fetchall()
    return None if found[0][0] is None else str(found[0][0])
