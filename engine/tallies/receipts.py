# SPDX-License-Identifier: EUPL-1.2
"""Receipts: submissions received in time, counted like events dated the last day of their month."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...schema.convention import Convention
from ...schema.rule import Duty
from .frames import Frame
from .reporting import Reporting, deadline
from .selectors import events_named

DERIVED = "submission"
"""The event type made from the submissions received, which no file may contain."""


def is_derived(rule: Duty) -> bool:
    """Whether a rule counts submissions received rather than events reported."""
    return rule.where is not None and events_named(rule.where) == frozenset({DERIVED})


@dataclass(frozen=True)
class Receipts:
    """Submissions that count, by row and column of a frame, and where only a late one came."""

    in_time: Mapping[tuple[int, int], tuple[str, ...]]
    late: frozenset[tuple[int, int]]


def receipts_of(frame: Frame, reporting: Reporting, convention: Convention, as_of: dt.date) -> Receipts:
    """The submissions of each unit and window, told apart by when they were received.

    A submission is for exactly the units it names, not for their ancestors; it is dated the last day of
    its month.
    """
    row_of = {unit.code: row for row, unit in enumerate(frame.units)}
    in_time: dict[tuple[int, int], tuple[str, ...]] = {}
    late = set()
    for receipt in sorted(reporting.receipts, key=lambda each: (each.month, each.id)):
        day = deadline(receipt.month, 0)
        if not convention.term.start <= day <= min(convention.term.end, as_of):
            continue
        counts = receipt.received <= deadline(receipt.month, convention.reporting.due_days)
        for column in np.flatnonzero((frame.starts <= day.toordinal()) & (frame.ends >= day.toordinal())):
            named = (row_of[code] for code in receipt.units if code in row_of)
            for place in {(frame.takers.get((row, int(column)), row), int(column)) for row in named}:
                if counts:
                    in_time[place] = (*in_time.get(place, ()), receipt.id)
                else:
                    late.add(place)
    return Receipts(in_time, frozenset(late - in_time.keys()))
