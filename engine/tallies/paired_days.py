# SPDX-License-Identifier: EUPL-1.2
"""Paired days: how many events of an order or a response wait, help or do both, by unit and day.

Where all that matters of an event is its unit and its day, these numbers are enough to pair them, and they add up.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Rule
from ..definitions.registry import Registry
from .activity import Days
from .cube import Cube
from .deadlines import Deadlines, written_pair
from .layouts import judged_units
from .moments import paired_conditions, sides_sql
from .selectors import SEVERAL_VALUES

DayCounts = NDArray[np.int64]
"""A row for each day: its ordinal, the events that wait, those that wait and help, those that help."""

PairedDays = Mapping[str, DayCounts]
"""Those of each unit, by its code."""


def told_by_days(rule: Rule, convention: Convention, registry: Registry) -> bool:
    """Whether days are enough: no unit continues another, no event is paired with those of others.

    One to one, an event that both waits and helps leaves itself to others: then it matters which one it is.
    """
    written = written_pair(rule)
    if written is None or written.same == "case":
        return False
    codes = [unit.code for unit in judged_units(rule.for_each, registry, convention.term)]
    alone = written.same == "unit" or codes == [convention.region]
    continuing = any(registry.predecessors(code) for code in codes)
    return alone and not continuing and (not written.one_to_one or _exclusive(*paired_conditions(rule)))


def _exclusive(one: Where, other: Where) -> bool:
    """Whether no event can meet both, as some column that holds one value would have to hold two."""
    tests = other.tests()
    return any(
        test.values is not None
        and (values := tests[name].values) is not None
        and set(map(str, test.values)).isdisjoint(map(str, values))
        for name, test in one.tests().items()
        if name in tests and name not in SEVERAL_VALUES
    )


def count_days(cube: Cube, rule: Rule, codes: Iterable[str]) -> PairedDays:
    """Count the events of `paired_event` that an order or a response is about, at some units."""
    index = [cube.registry.index[code] for code in codes if code in cube.registry.index]
    if not index or not any(cube.patterns.signatures[where] for where in paired_conditions(rule)):
        return {}
    waits, helps = sides_sql(cube, rule)
    found = cube.con.execute(
        "select c.unit_ix, c.date - date '0001-01-01' + 1 as day, "
        f"count(*) filter ({waits} and not {helps}) as waiting, count(*) filter ({waits} and {helps}) as both_, "
        f"count(*) filter ({helps} and not {waits}) as helping from paired_event as c "
        f"where ({waits} or {helps}) and c.unit_ix in ({', '.join(map(str, index))}) group by all order by 1, 2"
    ).fetchnumpy()
    columns = [np.asarray(found[name], np.int64) for name in ("day", "waiting", "both_", "helping")]
    counts = np.stack(columns, axis=1)
    units, starts = np.unique(found["unit_ix"], return_index=True)
    parts = np.split(counts, starts[1:]) if len(units) else []
    return {cube.registry.units[unit].code: part for unit, part in zip(units.tolist(), parts, strict=True)}


def kept_of(days: DayCounts, deadlines: Deadlines) -> Days:
    """How many of the events that wait are preceded or answered in time, of each day on which one waits."""
    waiting = days[(days[:, 1] + days[:, 2]) > 0]
    helping = days[(days[:, 2] + days[:, 3]) > 0]
    spans = _spans(waiting[:, 0], deadlines)
    helpers = helping[:, 2] + helping[:, 3]
    if deadlines.written.one_to_one:
        return _one_to_one(waiting[:, 1], spans, helping[:, 0], helpers)
    before = np.concatenate([[0], np.cumsum(helpers)])
    first = np.searchsorted(helping[:, 0], spans[:, 0], side="left")
    last = np.searchsorted(helping[:, 0], spans[:, 1], side="right")
    inside = before[last] - before[first]
    # What waits and helps is among those inside its own span, and does not help itself.
    kept: Days = np.where(inside >= 1, waiting[:, 1], 0) + np.where(inside >= 2, waiting[:, 2], 0)
    return kept


def _spans(days: Days, deadlines: Deadlines) -> NDArray[np.int64]:
    spans = (deadlines.span(dt.date.fromordinal(day)) for day in days.tolist())
    return np.array([(low.toordinal(), high.toordinal()) for low, high in spans], np.int64).reshape(-1, 2)


def _one_to_one(waiting: Days, spans: Days, helping: Days, helpers: Days) -> Days:
    """Both ends of the span move forward with the day: each day takes the earliest that are still free."""
    free, days = helpers.tolist(), helping.tolist()
    kept, place = [], 0
    for asked, (low, high) in zip(waiting.tolist(), spans.tolist(), strict=True):
        taken = 0
        while place < len(days) and (days[place] < low or not free[place]):
            place += 1
        while taken < asked and place < len(days) and days[place] <= high:
            used = min(asked - taken, free[place])
            free[place] -= used
            taken += used
            place += not free[place]
        kept.append(taken)
    return np.array(kept, np.int64)
