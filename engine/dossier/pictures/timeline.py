# SPDX-License-Identifier: EUPL-1.2
"""Timeline of an ordering or an answer: what waited for something, what came before or after it, what did not."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ....schema.dossier import DutyPart
from ...tallies.deadlines import written_pair
from ...tallies.tally import Tallies, grace_days_of
from ...tallies.waits import Wait, all_waits
from ...verdicts.run import Verdicts

State = Literal["kept", "broken", "open"]


@dataclass(frozen=True)
class Link:
    """An event that had to be preceded or answered.

    Attributes:
        partner: The day of what preceded or answered it.
        state: `open` where that may still be reported.
        event_id: Not told in what is published.
    """

    day: dt.date
    partner: dt.date | None
    state: State
    event_id: str | None


@dataclass(frozen=True)
class WaitingLine:
    """What waited at one unit."""

    unit: str
    links: Sequence[Link]

    def count(self, state: State) -> int:
        """How many in a state."""
        return sum(link.state == state for link in self.links)


def timeline(verdicts: Verdicts, part: DutyPart) -> tuple[WaitingLine, ...]:
    """One line a unit, those with something broken first; nothing where nothing waited.

    In what is published an event is dated by its month alone: its day might tell whom it concerned.
    """
    tallies = verdicts.evidence.tallies.get(part.rule)
    if tallies is None or written_pair(tallies.rule) is None:
        return ()
    grace = grace_days_of(tallies.rule, verdicts.convention)
    as_of = verdicts.options.as_of
    waits = all_waits(verdicts.evidence.cube, tallies.frame, verdicts.convention, grace, as_of)
    dates = _dates(verdicts, {wait.partner for several in waits.values() for wait in several if wait.partner})
    shown = {one.unit for one in part.findings}
    lines = [
        WaitingLine(unit, links)
        for unit, links in _links(verdicts, tallies, waits, dates).items()
        if unit in shown
    ]
    return tuple(sorted(lines, key=lambda line: (-line.count("broken"), line.unit)))


def _links(
    verdicts: Verdicts,
    tallies: Tallies,
    waits: Mapping[tuple[int, int], Sequence[Wait]],
    dates: Mapping[str, dt.date],
) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for (row, column), several in waits.items():
        if tallies.frame.exists[row, column]:
            links = found.setdefault(tallies.frame.units[row].code, [])
            links += [_link(verdicts, wait, dates) for wait in several]
    return found


def _link(verdicts: Verdicts, wait: Wait, dates: Mapping[str, dt.date]) -> Link:
    broken = wait.closing < verdicts.options.as_of
    state: State = "kept" if wait.partner is not None else "broken" if broken else "open"
    partner = None if wait.partner is None else dates[wait.partner]
    if verdicts.public:
        return Link(_middle(wait.dated.date), None if partner is None else _middle(partner), state, None)
    return Link(wait.dated.date, partner, state, wait.dated.event_id)


def _middle(day: dt.date) -> dt.date:
    return day.replace(day=15)


def _dates(verdicts: Verdicts, events: set[str]) -> dict[str, dt.date]:
    rows = verdicts.evidence.cube.con.execute(
        "select event_id, min(date) from occurrence where event_id in (select unnest($events)) group by all",
        {"events": sorted(events)},
    ).fetchall()
    return dict(rows)


def broken(lines: Sequence[WaitingLine]) -> Iterator[tuple[str, Link]]:
    """Everything that was not preceded or answered in time, by unit."""
    for line in lines:
        for link in line.links:
            if link.state == "broken":
                yield line.unit, link
