# SPDX-License-Identifier: EUPL-1.2
"""Matches: which verdicts of a rule an event can have counted for, in one run."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ...schema.condition import Where
from ...schema.rule import Rule
from ..tallies.cube import OWNED_EVENTS, Cube
from ..tallies.deadlines import written_pair
from ..tallies.moments import paired_conditions
from ..tallies.observed import ANSWERS, EVENTS
from ..tallies.receipts import is_derived
from ..tallies.selectors import where_sql
from ..tallies.tally import Tallies

Part = Literal["counted", "paired", "when"]


class Match(NamedTuple):
    """An event that a condition of a rule speaks of.

    Attributes:
        unit: None for every unit.
        window: None for every window.
        part: The condition: what is counted, half of an order or a response, or of `when`.
    """

    unit: str | None
    window: str | None
    event_id: str
    part: Part


_CHOSEN = "list_contains($ids, o.event_id)"


def matches(one: Tallies, cube: Cube, ids: Sequence[str]) -> Iterator[Match]:
    """Where each of these events counts for a rule: as what is asked, as its condition, as half of a pair."""
    rule = one.rule
    if not ids or is_derived(rule):
        return
    written = written_pair(rule)
    if rule.where is not None and written is None:
        yield from _in_windows(one, cube, rule.where, ids)
    for where, everywhere, part in _far(rule):
        yield from _anywhere(cube, where, ids, everywhere, part)


def _far(rule: Rule) -> Iterator[tuple[Where, bool, Part]]:
    """Conditions that look beyond the window, and whether they look beyond the unit."""
    written = written_pair(rule)
    if written is not None:
        yield from ((where, written.same != "unit", "paired") for where in paired_conditions(rule))
    if rule.when is not None:
        conditions = [rule.when.event, *([rule.when.until.event] if rule.when.until else [])]
        yield from ((where, rule.when.at == "region", "when") for where in conditions)


def _in_windows(one: Tallies, cube: Cube, where: Where, ids: Sequence[str]) -> Iterator[Match]:
    frame = one.frame
    rows = cube.con.execute(
        f"select distinct a.row, w.window_ix, o.event_id {EVENTS} {ANSWERS} where {_CHOSEN} and {where_sql(where)}",
        {"layout": frame.number, "ids": list(ids)},
    ).fetchall()
    for row, column, event_id in rows:
        yield Match(frame.units[row].code, frame.windows[column].label, event_id, "counted")


def _anywhere(cube: Cube, where: Where, ids: Sequence[str], everywhere: bool, part: Part) -> Iterator[Match]:
    rows = cube.con.execute(
        f"select distinct b.unit_ix, o.event_id {OWNED_EVENTS} where {_CHOSEN} and {where_sql(where)}",
        {"ids": list(ids)},
    ).fetchall()
    for unit_ix, event_id in rows:
        code = cube.registry.units[unit_ix].code
        if everywhere:
            yield Match(None, None, event_id, part)
        else:
            heirs = {
                unit.code for unit in cube.registry.units if code in cube.registry.predecessors(unit.code)
            }
            yield from (Match(unit, None, event_id, part) for unit in sorted({code, *heirs}))
