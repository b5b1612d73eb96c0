# SPDX-License-Identifier: EUPL-1.2
"""Known facts: what is known on a day, without what is told of days to come."""

import datetime as dt
from dataclasses import replace

from ..archive.currency import create_current
from ..intake.fact_tables import SENT, FactTables, connect

_QUERIES = {
    "event_row": "select e.* from event_row as e where e.event_id not in"
    " (select event_id from occurrence where date > $day)",
    "population_row": "select p.* from population_row as p where p.date is null or p.date <= $day",
    "submission_row": "select s.* from submission_row as s",
}
"""An event told anew with a later date is gone altogether: its older versions count no more."""


def known_by(facts: FactTables, day: dt.date, known_at: dt.date | None) -> FactTables:
    """The same facts without the events and population figures dated after a day.

    Memberships stay: who belongs to a population in days to come is known before.

    Args:
        known_at: Which version of an event counts is told by the submissions received up to then.
    """
    con = facts.con.cursor()
    create_current(replace(facts, con=con), known_at)
    known = connect()
    for name, schema in SENT.items():
        columns = ", ".join(f'"{field.name}"' for field in schema)
        query = _QUERIES[name]
        named = {"day": day} if "$day" in query else {}
        known.register("given_rows", con.sql(query, params=named).to_arrow_table())
        known.execute(f"create table {name} as select {columns} from given_rows")
        known.unregister("given_rows")
    return FactTables(known, complete=facts.complete, repeated_ids=facts.repeated_ids)
