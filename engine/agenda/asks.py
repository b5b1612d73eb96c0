# SPDX-License-Identifier: EUPL-1.2
"""Whom to ask: the units of which submissions or populations are missing, what waits for them, who sent the latest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ...schema.agenda import Ask
from ..intake.fact_tables import FactTables
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import VerdictRow, rows_of

LATEST_SENDERS = """
    select unit, arg_max(sender, (month, coalesce(received, sent), id)) as sender
    from (
        select unnest(string_split(units, '|')) as unit, sender, month, received, sent, id
        from submission_row where sender is not null and (received is null or received <= ?)
    ) group by unit
"""


def asks(verdicts: Verdicts, senders: Mapping[str, str]) -> tuple[Ask, ...]:
    """One for each unit that something waits for, those that hold up most first."""
    waiting: dict[str, list[VerdictRow]] = defaultdict(list)
    frame = verdicts.frame
    for row in rows_of(frame[(frame["kind"] == "not_evaluable") & (frame["role"] == "rule")]):
        for unit in {entry.rpartition(" ")[0] for entry in row.incomplete} or _unsized(row):
            waiting[unit].append(row)
    made = (_ask(unit, mine, verdicts, senders) for unit, mine in waiting.items())
    return tuple(sorted(made, key=lambda one: (-one.blocked, one.unit)))


def _unsized(row: VerdictRow) -> set[str]:
    """The unit of which a population is not known, where that is why."""
    return {row.unit} if row.reason in ("no_population", "stale_population") else set()


def _ask(unit: str, rows: Sequence[VerdictRow], verdicts: Verdicts, senders: Mapping[str, str]) -> Ask:
    late = [row for row in rows if row.incomplete]
    owed = {entry.rpartition(" ")[::2] for row in late for entry in row.incomplete}
    shares = (verdicts.duties[row.rule].measure.share for row in rows if _unsized(row))
    final = dt.timedelta(days=verdicts.convention.final_days)
    return Ask(
        unit=unit,
        months=tuple(sorted(month for owing, month in owed if owing == unit)),
        populations=tuple(sorted({share.of for share in shares if share is not None})),
        blocked=len(rows),
        until=min(row.due for row in late) + final if late else None,
        sender=senders.get(unit),
    )


def latest_senders(facts: FactTables, known_at: object) -> dict[str, str]:
    """Who sent the latest submission of each unit."""
    rows = facts.con.cursor().execute(LATEST_SENDERS, [known_at]).fetchall()
    return {str(unit): str(sender) for unit, sender in rows}
