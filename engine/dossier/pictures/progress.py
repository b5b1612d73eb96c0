# SPDX-License-Identifier: EUPL-1.2
"""Progress of a yearly volume: what had been done by the end of each month, beside an even pace.

Different firms or people count once in a window, on the first day they appear, so that the last sum is the
figure of the verdict.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....schema.dossier import DutyPart
from ....schema.errors import EngineError
from ....schema.finding import Finding
from ....schema.rule import Rule
from ...definitions.calendar import month_end
from ...tallies.observed import ANSWERS, EVENTS
from ...tallies.selectors import SEVERAL_VALUES, where_sql
from ...tallies.tally import Tallies
from ...verdicts.run import Verdicts
from ..volumes import is_volume, volume_findings


@dataclass(frozen=True)
class Step:
    """What had been done by the end of a day.

    Attributes:
        pace: What an even pace over the active days would have done by then, rounded up.
    """

    day: dt.date
    done: int
    pace: int


@dataclass(frozen=True)
class Course:
    """One window of a volume.

    Attributes:
        start: First active day.
        end: Last day in term.
        steps: Ends of months, the last one the day of the dossier or of the window.
    """

    finding: Finding
    required: int
    start: dt.date
    end: dt.date
    steps: Sequence[Step]


def courses(verdicts: Verdicts, part: DutyPart) -> tuple[Course, ...]:
    """The course of each window of a volume; nothing where events cannot be added up day by day.

    Raises:
        EngineError: What the events add up to is not what the verdict says.
    """
    rule = verdicts.duties[part.rule]
    tallies = verdicts.evidence.tallies.get(part.rule)
    if tallies is None or tallies.receipts is not None or not is_volume(rule, part):
        return ()
    if rule.measure.units is not None or len(tallies.frame.units) > 1:
        return ()
    added = _added_by_day(verdicts, tallies)
    return tuple(_courses(verdicts, tallies, part, added))


def _courses(
    verdicts: Verdicts, tallies: Tallies, part: DutyPart, added: dict[int, dict[dt.date, int]]
) -> Iterator[Course]:
    frame = tallies.frame
    column_of = {window.start: column for column, window in enumerate(frame.windows)}
    for one in volume_findings(part):
        column = column_of[one.window.start]
        days = added.get(column, {})
        if one.observed is None or one.required is None:
            continue
        if sum(days.values()) != one.observed:
            place = f"{one.rule}, {one.unit}, {one.window.label}"
            raise EngineError(
                [f"{place}: events add up to {sum(days.values())}, the verdict says {one.observed}"]
            )
        start = dt.date.fromordinal(int(frame.activity.first[0, column]))
        end = dt.date.fromordinal(int(frame.lasts[0, column]))
        last = min(end, verdicts.options.as_of)
        if start <= last:
            steps = tuple(_steps(tallies, column, one.required, (start, last), days))
            yield Course(one, one.required, start, end, steps)


def _steps(
    tallies: Tallies, column: int, required: int, span: tuple[dt.date, dt.date], added: dict[dt.date, int]
) -> Iterator[Step]:
    start, last = span
    active = int(tallies.frame.activity.active[0, column])
    day = min(month_end(start), last)
    while True:
        done = sum(count for date, count in added.items() if date <= day)
        elapsed = _active_days(tallies, start, day)
        yield Step(day, done, -(-required * elapsed // active))
        if day == last:
            return
        day = min(month_end(day + dt.timedelta(days=1)), last)


def _active_days(tallies: Tallies, start: dt.date, day: dt.date) -> int:
    presence = tallies.frame.presences[0]
    ordinals = range(start.toordinal(), day.toordinal() + 1)
    return sum(presence.active_between(ordinal, ordinal) for ordinal in ordinals)


def _added_by_day(verdicts: Verdicts, tallies: Tallies) -> dict[int, dict[dt.date, int]]:
    """What each day adds to what was observed, by column of the frame."""
    cube, rule = verdicts.evidence.cube, tallies.rule
    rows = cube.con.execute(_query(rule), {"layout": tallies.frame.number}).fetchall()
    found: dict[int, dict[dt.date, int]] = {}
    for column, date, value in rows:
        found.setdefault(column, {})[date] = int(value)
    return found


def _query(rule: Rule) -> str:
    measure = rule.measure
    assert rule.where is not None
    source, where = f"{EVENTS} {ANSWERS}", where_sql(rule.where)
    if measure.distinct is None:
        value = "1" if measure.sum is None else f"coalesce(o.{measure.sum}, 0)"
        return (
            "select window_ix, date, sum(value)::bigint from (select distinct o.event_id, o.date, w.window_ix,"
            f" {value} as value {source} where {where}) group by all"
        )
    column = f'o."{measure.distinct}"'
    part = f"unnest(string_split({column}, '|'))" if measure.distinct in SEVERAL_VALUES else column
    return (
        "select window_ix, date, count(*) from (select window_ix, part, min(date) as date from"
        f" (select w.window_ix, o.date, {part} as part {source} where {column} is not null and {where})"
        " group by all) group by all"
    )
