# SPDX-License-Identifier: EUPL-1.2
"""The proof that an archive still holds what was put into it; every block of every table is read for it."""

from dataclasses import dataclass

from .currency import create_known, current_events, current_populations
from .digests import digests
from .file import Archive

_STORED = digests("archive.submission_row", "archive.event_row", "archive.population_row")
_DIFFERING = {
    "content": (
        f"select l.submission from archive.log as l left join ({_STORED}) as d on d.id = l.submission "
        "where l.act = 'ingest' and (d.id is null or l.digest is distinct from d.digest)"
    ),
    "log": (
        "select coalesce(s.id, l.submission) from archive.submission_row as s full join "
        "(select * from archive.log where act = 'ingest') as l on l.submission = s.id "
        "where s.id is null or l.submission is null or s.received is distinct from l.received "
        "or s.sender is distinct from l.sender"
    ),
    "twice": "select id from archive.submission_row group by id having count(*) > 1",
    "rows": (
        "select submission from (select submission from archive.event_row union "
        "select submission from archive.population_row union select submission from archive.refused_row) "
        "where submission is null or submission not in (select id from archive.submission_row)"
    ),
    "sequence": (
        "select submission from (select *, row_number() over (order by seq) as place from archive.log) "
        "where seq <> place"
    ),
}
"""Each query finds the submissions about which the archive contradicts itself."""

CHECKS = (*_DIFFERING, "current_event", "current_population")


@dataclass(frozen=True)
class Difference:
    """One thing the archive says in two ways.

    Attributes:
        check: One of `CHECKS`.
        what: A submission, or the event or population whose current version is wrong.
    """

    check: str
    what: str


def differences(archive: Archive) -> tuple[Difference, ...]:
    """Everything in which the archive is not what it should be.

    Raises:
        ArchiveError: It cannot even be read.
    """
    con = archive.con
    found = [
        Difference(check, str(what))
        for check, query in _DIFFERING.items()
        for (what,) in con.execute(f"select distinct * from ({query}) order by 1").fetchall()
    ]
    create_known(con, "archive.submission_row")
    pairs = (
        ("current_event", "event_id", current_events("archive.event_row")),
        ("current_population", "population", current_populations("archive.population_row")),
    )
    for table, name, computed in pairs:
        stored = f"select * from archive.{table}"
        query = f"(({stored}) except all ({computed})) union all (({computed}) except all ({stored}))"
        rows = con.execute(f"select distinct {name} from ({query}) order by 1").fetchall()
        found += [Difference(table, str(what)) for (what,) in rows]
    return tuple(found)
