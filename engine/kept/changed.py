# SPDX-License-Identifier: EUPL-1.2
"""What submissions have changed among the facts of an archive since a table of verdicts was kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..archive.currency import create_known, current_events, current_populations
from ..archive.log import LogEntry, entries
from ..intake.fact_tables import FactTables
from ..intake.sheets import Connection
from ..stream.changes import Changes, Counted
from ..stream.happened import UNSEEN, differing
from ..verdicts.run import Options

_ACTS = ("ingest", "reply")
"""Acts after which what was kept can be built upon: replies change no verdict."""

_OWNER = 'coalesce("case", unit)'
_CURRENT_OWNER = "coalesce(nullif(case_code, ''), unit)"


@dataclass(frozen=True)
class Since:
    """The submissions a run knows that were not there when a table was kept.

    Attributes:
        whole: The run knows all that the archive holds; the versions that count on an earlier day stand in no table.
    """

    submissions: tuple[str, ...]
    whole: bool


def known_since(facts: FactTables, options: Options, seq: int, entry: str) -> Since | None:
    """What has come since an entry of the log was the newest; none where what was kept cannot be built upon.

    Args:
        seq: The number of that entry.
        entry: Its digest: with another one the archive is not the one that was judged.
    """
    log = entries(facts)
    if not 0 < seq <= len(log) or log[seq - 1].entry != entry:
        return None
    later = log[seq:]
    if any(one.act not in _ACTS for one in later):
        return None
    came = [one for one in later if one.act == "ingest" and one.submission and _known(one, options)]
    whole = all(_known(one, options) for one in log if one.act == "ingest")
    return Since(tuple(str(one.submission) for one in came), whole)


def head_of(facts: FactTables) -> tuple[int, str] | None:
    """The number and the digest of the newest entry of the log; none before the first."""
    log = entries(facts)
    return (len(log), log[-1].entry) if log else None


def _known(one: LogEntry, options: Options) -> bool:
    return options.known_at is None or one.received is None or one.received <= options.known_at


def changes_of(con: Connection, since: Since, options: Options) -> Changes:
    """What the submissions since have changed; of events the table `happened` has the versions that differ.

    Afterwards `known_submission` stands for those known before.
    """
    con.execute(
        "create or replace temp table come_since as select unnest($ids::varchar[]) as id",
        {"ids": list(since.submissions)},
    )
    con.execute(
        "create or replace temp table touched_submission as select id from come_since union "
        "select replaces from submission_row semi join come_since using (id) where replaces is not null"
    )
    create_known(con, "(select * from submission_row anti join come_since using (id))", options.known_at)
    _create_happened(con, options)
    populations, listed = _populations(con)
    return Changes(populations=populations, listed=listed)


def _create_happened(con: Connection, options: Options) -> None:
    con.execute(
        "create or replace temp table touched_id as select distinct event_id from event_row "
        "where submission in (from touched_submission)"
    )
    con.execute(
        "create or replace temp table touched_row as select * from event_row semi join touched_id using (event_id)"
    )
    con.execute(f"create or replace temp table earlier as {current_events('touched_row')}")
    con.execute(
        "create or replace temp table later as from current_event semi join touched_id using (event_id)"
    )
    old, new = (f"select * {UNSEEN} from {table} where date <= $as_of" for table in ("earlier", "later"))
    con.execute(
        f"create or replace temp table happened as {differing(old, new)}",
        {"as_of": options.as_of},
    )


def _populations(con: Connection) -> tuple[Sequence[Counted], frozenset[str]]:
    """The figures and members that count otherwise; the populations given by person that were not, or no more."""
    con.execute(
        f"create or replace temp table touched_owner as select distinct population, {_OWNER} as owner "
        "from population_row where submission in (from touched_submission)"
    )
    whose = f"(population, {_CURRENT_OWNER}) in (from touched_owner)"
    source = f"(select * from population_row where (population, {_OWNER}) in (from touched_owner))"
    con.execute(f"create or replace temp table earlier as {current_populations(source)}")
    con.execute(f"create or replace temp table later as from current_population where {whose}")
    found = con.execute(
        "select distinct population, unit, case_code from "
        "((from earlier except from later) union (from later except from earlier))"
    ).fetchall()
    now = _listed(con, "current_population")
    untouched = f"(from current_population where not {whose} union all by name from earlier)"
    return tuple(Counted(*row) for row in found), now ^ _listed(con, untouched)


def _listed(con: Connection, rows: str) -> frozenset[str]:
    found = con.execute(
        f"select distinct population from {rows} where person is not null "
        "and population in (select population from touched_owner)"
    ).fetchall()
    return frozenset(row[0] for row in found)
