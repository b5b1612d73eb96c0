# SPDX-License-Identifier: EUPL-1.2
"""Candidates: every version of every event that is of the right type, with the conditions it fails.

What counts fails none; what nearly counts fails one. The conditions are the rule's own, asked one by one.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from ...schema.condition import Test, Where
from ..archive.currency import SINGLES
from ..intake.age import natural_keys
from ..tallies.cube import CASE_UNIT, Cube
from ..tallies.given import create_table
from ..tallies.selectors import quoted, test_sql
from .ownership import Owner

WHAT = ("event", "deliverable")
"""The columns that say what an event is: one that is something else never nearly counts."""

NEIGHBOURS = 31
"""How many days outside the window an event may be and still nearly count."""


@dataclass(frozen=True)
class CountedDays:
    """The days on which an event counts, and the term they lie in.

    Attributes:
        as_of: Later events are not seen, though the window or the term goes on.
    """

    first: dt.date
    last: dt.date
    term_start: dt.date
    term_end: dt.date
    as_of: dt.date


@dataclass(frozen=True)
class Sought:
    """What an event must be to count.

    Attributes:
        case: The case it must belong to, where it must belong to one.
        bound_to_term: Whether it must lie in the term.
    """

    where: Where
    span: CountedDays
    owner: Owner
    case: str | None = None
    bound_to_term: bool = True

    @property
    def tests(self) -> Mapping[str, Test]:
        """The conditions that may be failed one by one, by column."""
        return {name: test for name, test in self.where.tests().items() if name not in WHAT}


def create_candidates(cube: Cube, sought: Sought) -> None:
    """Create `candidate`, one row a version: the columns of an event, and `failed`: the names of the conditions.

    Also `day`, the day nearest to its own on which it would count, and `away`, how many days off that is.
    """
    cube.con.execute(f"create or replace temp table version as {_versions(cube, sought)}")
    _create_belonging(cube, sought)
    failed = ", ".join(_failures(sought))
    cube.con.execute(
        "create or replace temp table candidate as"
        f" select row_number() over (order by v.event_id, v.rank) as id, v.*, b.counted,"
        f" concat_ws(' ', {failed}) as failed"
        " from (select *, abs(date_diff('day', date, day)) as away from version) as v join belonging as b"
        " on b.unit = v.unit and b.case_unit = v.case_unit and b.day = v.day"
    )


def _versions(cube: Cube, sought: Sought) -> str:
    """Each version of the events in question, with what became of it, in one row."""
    singles = ", ".join(f'any_value(r."{name}") as "{name}"' for name in SINGLES if name != "submission")
    what = " and ".join(test_sql(name, test) for name, test in sought.where.tests().items() if name in WHAT)
    newest = ", ".join(f"{key} desc" for key in natural_keys("submission"))
    span = sought.span
    first, last = (f"{quoted(day.isoformat())}::date" for day in (span.first, span.last))
    return f"""
with carrier as (select distinct id, received, replaces from submission_row),
replaced as (select replaces from known_submission where replaces is not null),
told as (
  select r.event_id, r.submission, coalesce(k.rank, 0) as rank, r.submission is null or k.id is not null as known,
    any_value(s.received) as received, string_agg(distinct r.firm, '|' order by r.firm) as firm,
    string_agg(distinct r.person, '|' order by r.person) as person, {singles},
    bool_or(coalesce(r.status, 'valid') <> 'valid') as annulled,
    coalesce(r.submission in (select replaces from replaced), false) as withdrawn
  from event_row as r left join carrier as s on s.id = r.submission
    left join known_submission as k on k.id = r.submission
  where r.event_id in (select event_id from event_row where {what})
  group by r.event_id, r.submission, k.rank, k.id
),
ranked as (
  select *, max(rank) filter (known and not withdrawn) over (partition by event_id) as newest,
    row_number() over (partition by event_id, known order by received desc nulls last, {newest}) as lateness
  from told
)
select o.*, {CASE_UNIT} as case_unit,
  greatest({first}, least({last}, o.date)) as day,
  case
    when not known then case
      when annulled or lateness > 1 or submission in (select replaces from carrier where replaces is not null)
      then 'several' else 'not_known' end
    when withdrawn then case when annulled or newest > rank then 'several' else 'withdrawn' end
    when rank < newest then case when annulled then 'several' else 'superseded' end
    when annulled then 'annulled'
  end as standing
from ranked as o where {what}
"""


def _create_belonging(cube: Cube, sought: Sought) -> None:
    asked = cube.con.execute("select distinct unit, case_unit, day from version").fetchall()
    found = [
        sought.owner.belonging([*unit.split("|"), *([case] if case else [])], day)
        for unit, case, day in asked
    ]
    columns = {
        "unit": pa.array([row[0] for row in asked], pa.string()),
        "case_unit": pa.array([row[1] for row in asked], pa.string()),
        "day": pa.array([row[2] for row in asked], pa.date32()),
        "standing": pa.array([one.standing for one in found], pa.string()),
        "counted": pa.array([one.counted for one in found], pa.string()),
    }
    create_table(cube.con, "belonging", columns)


def _failures(sought: Sought) -> Iterator[str]:
    """Each condition as SQL that is its name where it is failed, else NULL."""
    span = sought.span
    yield "v.standing"
    yield "b.standing"
    for column, test in sought.tests.items():
        yield f"case when not {test_sql(column, test)} then 'field:{column}' end"
        if column == "case":
            # Another case may well mean other units.
            yield f"case when not {test_sql(column, test)} and v.case_unit <> '' then 'several' end"
    if sought.case is not None:
        yield f"""case when v."case" is distinct from {quoted(sought.case)} then 'case' end"""
    first, last, start, end, as_of = (
        f"{quoted(day.isoformat())}::date"
        for day in (span.first, span.last, span.term_start, span.term_end, span.as_of)
    )
    beyond = (
        f" when v.date not between {start} and {end}"
        f" then case when v.day in ({start}, {end}) then 'term' else 'far' end"
    )
    yield (
        f"case when v.date between {first} and {last} then null{beyond if sought.bound_to_term else ''}"
        f" when v.away > {NEIGHBOURS} then 'far' when v.date > {as_of} then 'as_of' else 'window' end"
    )
