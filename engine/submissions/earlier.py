# SPDX-License-Identifier: EUPL-1.2
"""Events against those of earlier submissions."""

import pyarrow as pa

from ..intake.columns import EVENTS
from ..intake.fact_tables import TABLES, FactTables
from ..intake.gathering import Gathering
from ..intake.persons import PersonKey
from ..intake.problems import Fault
from ..intake.sheets import first_row

_APART = ("event_id", "person", "submission")


def notice_known_duplicates(gathering: Gathering, known: FactTables, person_key: PersonKey | None) -> None:
    """Give notice of events that equal one of an earlier submission in all but the id.

    An earlier submission that another one replaces is no longer compared with: its rows are sent anew.
    """
    readings = gathering.of_kind(EVENTS)
    con = gathering.con
    first, last = first_row(con, "select min(date), max(date) from event_row")
    if first is None:
        return
    names = [f'"{name}"' for name in TABLES["event_row"].names]
    con.register("replaced", pa.table({"id": pa.array(_replaced(gathering, known), pa.string())}))
    earlier = known.con.sql(
        f"select {', '.join(names)} from event_row where date between date '{first}' and date '{last}'"
    ).to_arrow_table()
    con.register("known_event", earlier)
    con.register("known_person", _keys(gathering, person_key))
    compared = [name for name in TABLES["event_row"].names if name not in _APART]
    same = " and ".join(f'e."{name}" is not distinct from k."{name}"' for name in compared)
    for reading in readings:
        found = (
            "select e.row, any_value(e.event_id) as got, min(k.event_id) as other, "
            "arg_min(k.submission, k.event_id) as submission "
            "from all_event_row as e left join known_person as p using (person) join known_event as k on "
            f"{same} and (e.person is not distinct from k.person or p.key = k.person) "
            f"where e.reading = {reading.number} and e.event_id not in (select event_id from known_event) "
            "and (k.submission is null or k.submission not in (select id from replaced)) group by e.row"
        )
        reading.notice_found(found, Fault("known_duplicate"), "event_id")
    for table in ("known_event", "known_person", "replaced"):
        con.unregister(table)


def _replaced(gathering: Gathering, known: FactTables) -> list[str]:
    """The submissions that others replace, those of this run or known ones."""
    query = "select distinct replaces from submission_row where replaces is not null"
    return [found for con in (gathering.con, known.con) for (found,) in con.execute(query).fetchall()]


def _keys(gathering: Gathering, person_key: PersonKey | None) -> pa.Table:
    """The persons of this run with the keys that what is known has for them."""
    query = "select distinct person from event_row where person is not null order by 1"
    found = [] if person_key is None else gathering.con.execute(query).fetchall()
    persons = [person for (person,) in found]
    keys = [] if person_key is None else [person_key(person) for person in persons]
    return pa.table({"person": pa.array(persons, pa.string()), "key": pa.array(keys, pa.string())})
