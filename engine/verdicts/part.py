# SPDX-License-Identifier: EUPL-1.2
"""A part of a run: what is to be judged again where the rest is known from before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..archive.currency import Chosen
from ..tallies.layouts import DaysByUnit
from ..tallies.reporting import Reporters
from ..tallies.source import Kept


@dataclass(frozen=True)
class Part:
    """Some rules at some units. Unlike filters it narrows what is looked at, not only what is told.

    Attributes:
        rules: Those to judge; each has one of the units, unless it has none at all.
        units: With each unit those it continues and that continue it.
        events: The current events, at least all that these rules ask for at these units; none where counts are kept
            of all of them.
        reporting: What was received, which is known too.
        since: Only the windows that end on that day or later, where nothing asked lies before their first day.
        kept: Counts that were kept.
        days: By rule and unit, days; only the verdicts of the windows they lie in are asked for.
    """

    rules: frozenset[str]
    units: frozenset[str]
    events: Chosen | None
    reporting: Reporters
    since: dt.date | None = None
    kept: Kept | None = None
    days: Mapping[str, DaysByUnit] | None = None
