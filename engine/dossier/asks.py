# SPDX-License-Identifier: EUPL-1.2
"""Whom to ask: the units whose submissions are missing, what waits for them, who sent the latest."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ...schema.dossier import Ask, Finding
from ..intake.fact_tables import FactTables

LATEST_SENDERS = """
    select unit, arg_max(sender, (month, coalesce(received, sent), id)) as sender
    from (
        select unnest(string_split(units, '|')) as unit, sender, month, received, sent, id
        from submission_row where sender is not null and (received is null or received <= ?)
    ) group by unit
"""


def asks(found: Sequence[Finding], senders: dict[str, str]) -> tuple[Ask, ...]:
    """One for each unit that something waits for, those that hold up most first."""
    months: dict[str, set[str]] = defaultdict(set)
    blocked: Counter[str] = Counter()
    for one in found:
        owing = [entry.rpartition(" ") for entry in one.incomplete]
        for unit, _, month in owing:
            months[unit].add(month)
        blocked.update({unit for unit, _, _ in owing})
    return tuple(
        Ask(unit=unit, months=tuple(sorted(months[unit])), blocked=blocked[unit], sender=senders.get(unit))
        for unit in sorted(months, key=lambda unit: (-blocked[unit], unit))
    )


def latest_senders(facts: FactTables, known_at: object) -> dict[str, str]:
    """Who sent the latest submission of each unit."""
    rows = facts.con.cursor().execute(LATEST_SENDERS, [known_at]).fetchall()
    return {str(unit): str(sender) for unit, sender in rows}
