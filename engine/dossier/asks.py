# SPDX-License-Identifier: EUPL-1.2
"""Whom to ask: the units of which submissions or populations are missing, what waits for them, who sent the latest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from ...schema.convention import Convention
from ...schema.dossier import Ask, Finding
from ..intake.fact_tables import FactTables

LATEST_SENDERS = """
    select unit, arg_max(sender, (month, coalesce(received, sent), id)) as sender
    from (
        select unnest(string_split(units, '|')) as unit, sender, month, received, sent, id
        from submission_row where sender is not null and (received is null or received <= ?)
    ) group by unit
"""


def asks(found: Sequence[Finding], convention: Convention, senders: dict[str, str]) -> tuple[Ask, ...]:
    """One for each unit that something waits for, those that hold up most first.

    Args:
        found: What cannot be evaluated.
    """
    waiting: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        for unit in {entry.rpartition(" ")[0] for entry in one.incomplete} or _unsized(one):
            waiting[unit].append(one)
    made = (_ask(unit, mine, convention.final_days, senders) for unit, mine in waiting.items())
    return tuple(sorted(made, key=lambda one: (-one.blocked, one.unit)))


def _unsized(one: Finding) -> set[str]:
    """The unit of which a population is not known, where that is why."""
    unsized = one.reason is not None and one.reason.code in ("no_population", "stale_population")
    return {one.unit} if unsized and one.population is not None else set()


def _ask(unit: str, found: Sequence[Finding], final_days: int, senders: dict[str, str]) -> Ask:
    late = [one for one in found if one.incomplete]
    owed = {entry.rpartition(" ")[::2] for one in late for entry in one.incomplete}
    unsized = {one.population.name for one in found if one.population is not None and _unsized(one)}
    return Ask(
        unit=unit,
        months=tuple(sorted(month for owing, month in owed if owing == unit)),
        populations=tuple(sorted(unsized)),
        blocked=len(found),
        until=min(one.due for one in late) + dt.timedelta(days=final_days) if late else None,
        sender=senders.get(unit),
    )


def latest_senders(facts: FactTables, known_at: object) -> dict[str, str]:
    """Who sent the latest submission of each unit."""
    rows = facts.con.cursor().execute(LATEST_SENDERS, [known_at]).fetchall()
    return {str(unit): str(sender) for unit, sender in rows}
