# SPDX-License-Identifier: EUPL-1.2
"""Deadlines: until when an event may wait for the other it is paired with, and when that becomes a breach."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ...schema.rule import Duty, Order, Response


def written_pair(rule: Duty) -> Order | Response | None:
    """The order or the response of a rule, if it is one."""
    return rule.order or rule.response


@dataclass(frozen=True)
class Deadlines:
    """When an event that waits becomes a breach, and when that can no longer be mended."""

    written: Order | Response
    term_end: dt.date
    grace_days: int

    def of(self, day: dt.date) -> dt.date:
        """The last day for what an event of `day` waits for: its own, or the last for an answer."""
        if isinstance(self.written, Order):
            return day
        within = self.written.within_days
        return self.term_end if within == "term" else day + dt.timedelta(days=within)

    def span(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The first and the last day on which what an event of `day` waits for may come, or have come."""
        if isinstance(self.written, Response):
            return day, self.of(day)
        within = self.written.within_days
        return dt.date.min if within is None else day - dt.timedelta(days=within), day

    def closing(self, day: dt.date, month_last: Callable[[dt.date], dt.date]) -> int:
        """The ordinal at which the grace of the deadline's month ends.

        Args:
            month_last: Of a day, the last of its month in the unit's life, unless a successor takes over.
        """
        deadline = self.of(day)
        last = month_last(deadline)
        if deadline <= self.term_end:
            last = min(last, self.term_end)
        return last.toordinal() + self.grace_days
