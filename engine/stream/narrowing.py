# SPDX-License-Identifier: EUPL-1.2
"""From what is touched to the part of a run that judges it: rules, units, and the events they need."""

from collections.abc import Collection

from ..archive.currency import Chosen
from ..tallies.reporting import Reporters
from ..tallies.selectors import quoted
from ..tallies.source import Kept
from ..verdicts.part import Part
from .touching import Touched, Touching

Place = tuple[str, str | None]
"""The units events name, between `|`, and their case where that is a unit."""

MOST_NAMED = 100
"""Looking for the events of more places takes longer than looking through those of all."""


def narrowed(
    touched: Touched,
    touching: Touching,
    places: Collection[Place] | None,
    reporting: Reporters,
    kept: Kept,
) -> Part:
    """The part of a run that judges what is touched, every unit with its lineage.

    Args:
        places: Those of all events that count; none where most of them matter.
        reporting: What was received.
        kept: Counts for which no event need be looked at.
    """
    rules, lineage = frozenset(touched.units), touching.reach.lineage
    units = frozenset(each for codes in touched.units.values() for code in codes for each in lineage(code))
    looked_at = rules - kept.rules
    events = _chosen(looked_at, units, touching, places) if looked_at else None
    days = {rule.id: touched.days(rule) for rule in touching.rules if rule.id in rules}
    return Part(rules, units, events, reporting, kept=kept, days=days)


def _chosen(
    rules: frozenset[str], units: frozenset[str], touching: Touching, places: Collection[Place] | None
) -> Chosen:
    """The events that some rules may ask for at some units."""
    types = [touching.types[rule] for rule in rules]
    conditions = []
    if None not in types:
        named = frozenset[str]().union(*(each for each in types if each is not None))
        conditions.append(_among("event", named))
    few = False
    if places is not None and touching.everywhere.isdisjoint(rules):
        near = {place[0] for place in places if not touching.reach.of(*place).isdisjoint(units)}
        if few := len(near) <= MOST_NAMED:
            conditions.append(_among("unit", near))
    return Chosen(f"select * from current_event where {' and '.join(conditions) or 'true'}", few)


def _among(column: str, values: Collection[str]) -> str:
    return f"{column} in ({', '.join(map(quoted, sorted(values))) or 'null'})"
