# SPDX-License-Identifier: EUPL-1.2
"""The kinds of line a stream is made of: those of files, annulments, and ticks of the clock."""

from collections.abc import Mapping
from dataclasses import replace

from ..intake.columns import EVENTS, POPULATIONS, SUBMISSIONS, Column, FileKind

RECEIVED = SUBMISSIONS.column("received")
_WHEN = replace(RECEIVED, required=False)

ANNULMENTS = FileKind(
    "event_row",
    ("annullamenti", "annulments"),
    (),
    (EVENTS.column("event_id"), EVENTS.column("submission")),
)
"""Versions that withdraw an event."""

TICK = Column("date", "date", ("data",), "2018-12-31", required=True)
CLOCK = FileKind("manifest", ("orologio", "clock"), (), (TICK,))
"""A day to judge from; it enters no table."""


def _with_receipt(kind: FileKind) -> FileKind:
    return replace(kind, columns=(*kind.columns, _WHEN))


WRITTEN: Mapping[str, FileKind] = {
    "event": _with_receipt(EVENTS),
    "population": _with_receipt(POPULATIONS),
    "submission": SUBMISSIONS,
    "annul": _with_receipt(ANNULMENTS),
    "clock": CLOCK,
}
"""The columns a line may have, by what `fact` says it is."""

READ: Mapping[str, FileKind] = {
    "event": EVENTS,
    "population": POPULATIONS,
    "submission": SUBMISSIONS,
    "annul": ANNULMENTS,
}
"""The table each is read as."""
