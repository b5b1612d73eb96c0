# SPDX-License-Identifier: EUPL-1.2
"""Listing: the events that counted and those that nearly did, named for whoever wants to look."""

from collections.abc import Sequence
from typing import Any, get_args

from ...schema.errors import EngineError
from ...schema.explanation import CountedEvent, Failed, NearMiss
from ..tallies.cube import Cube
from .candidates import Sought
from .counting import Counting, observed_without
from .origins import Origins
from .subject import Subject

LISTED = 20
"""How many events an explanation names; the rest are counted."""

_COUNTED = "failed = ''"
_DATED = ("as_of", "term", "window")
_OUT_OF_SIGHT = ("elsewhere", "several", "far")
_ORDER = {code: place for place, code in enumerate(get_args(Failed))}
_COLUMNS = 'event_id, date, unit, submission, id, day, "case"'

_ADDING = f"""
select id from candidate_value join candidate using (id) where {_COUNTED}
qualify row_number() over (partition by value order by date, event_id) = 1
"""
"""The events that were the first to count some value."""


def counted_events(
    subject: Subject, counting: Counting, observed: int, origins: Origins
) -> tuple[tuple[CountedEvent, ...], int]:
    """The first events that counted, by date, and how many more there are.

    Raises:
        EngineError: They do not add up to what the verdict observed.
    """
    con, total = subject.cube.con, observed_without(subject, counting)
    if total != observed:
        raise EngineError(f"{subject.rule.id}: {observed} observed, but {total} can be explained")
    kept = f"{_COUNTED} and id in ({_ADDING})" if counting.distinct else _COUNTED
    rows = con.execute(
        f"select {_COLUMNS}, count(*) over () as total from candidate where {kept}"
        f" order by date, event_id limit {LISTED}"
    ).fetchall()
    values = _values(subject.cube, [row[4] for row in rows]) if counting.distinct else {}
    events = tuple(
        CountedEvent(
            event_id=row[0],
            date=row[1],
            units=tuple(row[2].split("|")),
            origin=origins.of(row[0], row[3]),
            adds=total - observed_without(subject, counting, row[4]),
            values=values.get(row[4], ()),
        )
        for row in rows
    )
    return events, (rows[0][-1] if rows else 0) - len(rows)


def _values(cube: Cube, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    if not ids:
        return {}
    rows = cube.con.execute(
        f"select id, list(value order by value) from candidate_value where id in ({', '.join(map(str, ids))})"
        " group by id"
    ).fetchall()
    return {id_: tuple(values) for id_, values in rows}


def near_misses(
    cube: Cube, sought: Sought, counting: Counting, origins: Origins
) -> tuple[tuple[NearMiss, ...], int]:
    """The events that failed one condition, the nearest first, each once, and how many more there are.

    Those on another topic come last: they were hardly meant.
    Of what counts once, an event that would add nothing new has failed two.
    """
    create_near(cube, counting)
    rank = " ".join(f"when {code!r} then {place}" for code, place in _ORDER.items())
    rows = cube.con.execute(
        f"select *, count(*) over () as total from (select {_COLUMNS}, other, what, away,"
        f" case string_split(what, ':')[1] {rank} end as place,"
        " what = 'field:topic' and topic is not null as unlike from near"
        " qualify row_number() over (partition by event_id order by unlike, place, rank desc) = 1)"
        f" order by unlike, place, away, date, event_id limit {LISTED}"
    ).fetchall()
    found = tuple(_near_miss(cube, sought, row, origins) for row in rows)
    return found, (rows[0][-1] if rows else 0) - len(rows)


def create_near(cube: Cube, counting: Counting) -> None:
    """Create `near`: the candidates that failed one condition, and those that added nothing new."""
    hidden = ", ".join(map(repr, _OUT_OF_SIGHT))
    fresh = "true"
    if counting.distinct:
        seen = f"select value from candidate_value join candidate using (id) where {_COUNTED}"
        fresh = (
            f"(id in (select id from candidate_value where value not in ({seen}))"
            " or string_split(failed, ':')[1] in ('no_value', 'not_member', 'before_joining', 'unit_kind'))"
        )
    cube.con.execute(
        "create or replace temp table near as"
        " select *, failed as what, null::varchar as other from candidate"
        f" where failed <> '' and not contains(failed, ' ') and failed not in ({hidden}) and {fresh}"
        f" and event_id not in (select event_id from candidate where {_COUNTED})"
    )
    if counting.distinct:
        cube.con.execute(
            "insert into near select c.*, 'duplicate' as what, f.event_id as other from candidate as c"
            " join (select d.id, arg_min(e.event_id, (e.date, e.event_id)) as event_id"
            "  from candidate_value as d join candidate_value as g using (value)"
            f"  join (select * from candidate where {_COUNTED}) as e on e.id = g.id group by d.id) as f using (id)"
            f" where c.failed = '' and c.id not in ({_ADDING})"
        )


def _near_miss(cube: Cube, sought: Sought, row: tuple[Any, ...], origins: Origins) -> NearMiss:
    event_id, date, unit, submission, id_, day, case, other, what = row[:9]
    code, _, column = what.partition(":")
    got = None
    if column:
        found = cube.con.execute(f'select "{column}"::varchar from candidate where id = {id_}').fetchall()
        got = found[0][0]
    return NearMiss(
        event_id=event_id,
        date=date,
        units=tuple(unit.split("|")),
        origin=origins.of(event_id, submission),
        failed=code,
        column=column or None,
        got=case if code == "case" else got,
        accepted=sought.tests.get(column) if code == "field" else None,
        object=sought.case if code == "case" else other or _in_the_way(cube, code, event_id, submission),
        nearest=sought.owner.last_day(unit.split("|"))
        if code == "unit_not_valid"
        else day
        if code in _DATED
        else None,
    )


def _in_the_way(cube: Cube, code: str, event_id: str, submission: str | None) -> str | None:
    """The submission that superseded, withdrew or annulled an event."""
    query = {
        "superseded": "select submission from version where event_id = $event and known and not withdrawn"
        " order by rank desc limit 1",
        "annulled": "select submission from version where event_id = $event and known and not withdrawn"
        " order by rank desc limit 1",
        "withdrawn": "select id from known_submission where replaces = $submission order by rank limit 1",
    }.get(code)
    if query is None:
        return None
    asked = {"event": event_id} if "$event" in query else {"submission": submission}
    rows = cube.con.execute(query, asked).fetchall()
    return rows[0][0] if rows else None
