# SPDX-License-Identifier: EUPL-1.2
"""Out of order: what was not preceded or answered in time, with what came nearest to that."""

from ...schema.finding import OutOfOrder
from ..tallies.deadlines import written_pair
from ..tallies.tally import grace_days_of
from ..tallies.waits import all_waits
from .run import Verdicts


def out_of_order(verdicts: Verdicts, rule: str) -> dict[str, tuple[OutOfOrder, ...]]:
    """The events of an order or a response that broke it by the day of the run, by unit, in their order.

    In what is published there are none: their days might tell whom they concerned.
    """
    tallies = verdicts.evidence.tallies.get(rule)
    if verdicts.public or tallies is None or written_pair(tallies.rule) is None:
        return {}
    grace, as_of = grace_days_of(tallies.rule, verdicts.convention), verdicts.options.as_of
    waits = all_waits(verdicts.evidence.cube, tallies.frame, verdicts.convention, grace, as_of)
    broken: dict[str, dict[str, OutOfOrder]] = {}
    for (row, column), several in waits.items():
        if tallies.frame.exists[row, column]:
            mine = broken.setdefault(tallies.frame.units[row].code, {})
            for wait in several:
                if wait.partner is None and wait.closing < as_of:
                    mine[wait.dated.event_id] = OutOfOrder(
                        day=wait.dated.date, other=wait.instead, until=wait.until
                    )
    return {
        unit: tuple(sorted(events.values(), key=lambda one: one.day))
        for unit, events in broken.items()
        if events
    }
