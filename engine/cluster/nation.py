# SPDX-License-Identifier: EUPL-1.2
"""The rules of the nation judged on what the conventions contributed."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from ..intake.fact_tables import TABLES, FactTables, connect, create_empty
from ..reports.json import ndjson_lines
from ..reports.rollups import breached
from ..runs.judgements import judgements
from .errand import Errand


def judged_nation(errand: Errand, facts: FactTables) -> Iterator[tuple[str, Iterator[str], bool]]:
    """The programme's name, its verdicts line by line, and whether any shows a breach; nothing without one."""
    for one in judgements(errand.setting):
        if one.programme is not None:
            verdicts = one.judge(facts, errand.options)
            yield one.name, ndjson_lines(verdicts, errand.facts), breached(verdicts.frame)


def facts_of(contributed: Mapping[str, Sequence[pa.Table]], *, complete: bool) -> FactTables:
    """The facts contributed as the tables of a run."""
    con = connect()
    for name in TABLES:
        stands = "received_event" if name == "event_row" else name
        create_empty(con, name, stands)
        for table in contributed.get(name, ()):
            con.register("given_rows", table)
            con.execute(f"insert into {stands} by name select * from given_rows")
            con.unregister("given_rows")
    con.execute("create view event_row as select * from received_event")
    return FactTables(con, complete=complete, repeated_ids=True)
