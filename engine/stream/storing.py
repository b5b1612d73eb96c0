# SPDX-License-Identifier: EUPL-1.2
"""The submissions a stream has told, put into an archive: all of them or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...schema.base import Language
from ..archive.ingest import Ingested, ingest
from ..archive.secret import Secret
from ..definitions.registry import Registry
from ..intake.event_ids import identified, namespaces
from ..intake.fact_tables import RECEIVED, FactTables, connect, create_empty, fact_columns
from ..intake.reader import Intake
from ..intake.refused_rows import SCHEMA
from ..intake.sheets import Connection, counted
from .tables import TOLD


@dataclass(frozen=True)
class Stored:
    """What was stored, and what was not.

    Attributes:
        left: How many rows name no submission that has come: an archive holds no others.
    """

    ingested: Ingested
    left: int


def store(
    told: Connection,
    path: Path,
    language: Language,
    secret: Secret | None,
    agreements: Iterable[tuple[str, Registry]],
) -> Stored:
    """Put what was told into the archive, which is made if there is none.

    Raises:
        ArchiveError: The archive cannot be used, or a submission cannot enter it; nothing has changed then.
    """
    left = sum(counted(told, f"{table} where row is not null and not ({_CARRIED})") for table in _CARRYING)
    if not counted(told, "told_submission where row is not null and not refused"):
        return Stored(Ingested((), ()), left)
    con = connect()
    for table, received in RECEIVED.items():
        chosen = "not refused" if table == "submission_row" else _CARRIED
        columns = fact_columns(table)
        rows = told.sql(
            f"select {columns} from {TOLD[table]} where row is not null and {chosen} order by row"
        ).to_arrow_table()
        con.register("told_rows", rows)
        con.execute(f"create table {received} as select * from told_rows")
        con.unregister("told_rows")
    con.execute(
        f"create view event_row as select * from {identified('received_event', namespaces('submission_row'))}"
    )
    for table in ("figure_row", "reply_row"):
        create_empty(con, table, table)
    intake = Intake(FactTables(con, complete=False, repeated_ids=True), (), (), SCHEMA.empty_table())
    return Stored(ingest(path, intake, language, secret=secret, agreements=agreements), left)


_CARRYING = ("told_event", "told_population")
_CARRIED = (
    "not refused and submission in (select id from told_submission where row is not null and not refused)"
)
