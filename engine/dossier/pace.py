# SPDX-License-Identifier: EUPL-1.2
"""The pace still needed: what a duty at risk lacks, spread over the days that are left."""

import datetime as dt
from collections.abc import Iterator

from ...schema.convention import Suspension
from ...schema.dossier import Pace
from ...schema.finding import Finding
from ..definitions.registry import Registry
from ..verdicts.run import Verdicts

MONTH = 30
"""Days a monthly pace is counted over."""


def pace(finding: Finding, verdicts: Verdicts, registry: Registry) -> Pace:
    """What must be done every 30 days from tomorrow on, rounded up, so that it suffices.

    Days left are those of the window, the term and the unit's life, suspensions known today left out, and
    never more than the window's active days.
    """
    unit, as_of = registry.get(finding.unit), verdicts.options.as_of
    term_end = verdicts.convention.term.end
    last = min(day for day in (finding.window.end, term_end, unit.valid_to if unit else term_end))
    ahead = (as_of + dt.timedelta(days=number) for number in range(1, (last - as_of).days + 1))
    suspensions = list(_suspensions(finding, verdicts))
    open_days = sum(not any(one.start <= day <= one.end for one in suspensions) for day in ahead)
    days = min(open_days, finding.active_days)
    return Pace(finding=finding, last_day=last, days=days, monthly=monthly(finding.shortfall, days))


def _suspensions(finding: Finding, verdicts: Verdicts) -> Iterator[Suspension]:
    """Those that cover the duty at the unit, as far as they are known."""
    tallies, known_at = verdicts.evidence.tallies.get(finding.rule), verdicts.options.known_at
    if tallies is None:
        return
    for one in verdicts.convention.suspensions:
        known = known_at is None or one.known_from is None or one.known_from <= known_at
        if known and tallies.duty.suspended_by(one, finding.unit):
            yield one


def monthly(missing: int | None, days: int) -> int | None:
    """The pace for so much in so many days; all of it where less than a month is left.

    >>> monthly(3400, 315), monthly(2, 9), monthly(None, 40)
    (324, 2, None)
    """
    if missing is None or days <= MONTH:
        return missing
    return -(-missing * MONTH // days)
