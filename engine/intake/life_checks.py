# SPDX-License-Identifier: EUPL-1.2
"""Events against the lives of their units: what did not exist on a day cannot have done anything on it."""

import datetime as dt
from collections.abc import Iterable, Iterator

import pyarrow as pa

from ...schema.base import Language
from ...schema.unit import ALWAYS_FROM, ALWAYS_TO
from ..definitions.registry import Registry, last_late_day
from ..language.words import Words
from .problems import Fault
from .reading import TableReading
from .sheets import first_row

_SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("named", "unit", "title")]
    + [(name, pa.date32()) for name in ("first", "last", "late")]
    + [("valid", pa.string())]
)


def check_lives(reading: TableReading) -> None:
    """Refuse events of units, or for cases, that do not exist on their day; a closed one stands for its successor.

    What may answer another event is accepted for some days after the unit's end, with a notice.
    """
    registry = Registry(reading.rules.units.values())
    for column in ("unit", "case"):
        if not {column, "date"} <= reading.headings.keys():
            continue
        rows = [row for named in _named(reading, column) for row in _stays(registry, reading, named)]
        if not rows:
            continue
        columns = [
            pa.array(values, field.type)
            for values, field in zip(zip(*rows, strict=True), _SCHEMA, strict=True)
        ]
        reading.con.register("stay", pa.Table.from_arrays(columns, schema=_SCHEMA))
        _report(reading, column)
        reading.con.unregister("stay")


def _report(reading: TableReading, column: str) -> None:
    """Refuse the rows outside every stay of some unit they name; give notice of answers after its end."""
    outside = (
        f'select 1 from (select distinct "{column}" as named, date from {reading.typed} where date is not null) as e'
        " join stay as s using (named) group by e.named, e.date, s.unit"
        " having not bool_or(e.date between s.first and s.last) limit 1"
    )
    if not first_row(reading.con, outside):
        return
    answers = reading.rules.from_rules.answers
    found = (
        'select e.row, any_value(e.date)::varchar as got, any_value(s.title) as unit, any_value(s.valid) as "valid"'
        f' from (select *, {answers} as answers from {reading.typed}) as e join stay as s on s.named = e."{column}"'
        " where e.date is not null group by e.row, s.unit"
        " having not bool_or(e.date between s.first and s.last{late})"
    )
    ended = " and bool_or(e.answers and e.date between s.first and s.late)"
    accepted = " or (e.answers and e.date between s.first and s.late)"
    reading.report_found(found.format(late=accepted), Fault("unit_not_valid"), column)
    reading.notice_found(found.format(late="") + ended, Fault("answer_after_end"), column)


def _named(reading: TableReading, column: str) -> list[str]:
    found = reading.con.execute(
        f'select distinct "{column}" from {reading.typed} where "{column}" is not null order by 1'
    )
    return [named for (named,) in found.fetchall()]


Stay = tuple[str, str, str, dt.date, dt.date, dt.date, str]


def _stays(registry: Registry, reading: TableReading, named: str) -> Iterator[Stay]:
    """The days on which each of some units stands for anything, of those that do not always."""
    codes, language = reading.rules.codes["unit"], reading.rules.language
    for code in named.split("|"):
        days = list(_days(registry, code, reading.rules.from_rules.late_days))
        if not days or days[0][:2] == (ALWAYS_FROM, ALWAYS_TO):
            continue
        valid, title = _worded(days, language), codes.named(code, language)
        yield from ((named, code, title, first, last, late, valid) for first, last, late in days)


def _days(registry: Registry, code: str, late_days: int) -> Iterator[tuple[dt.date, dt.date, dt.date]]:
    """The life of a unit, then of each that continues it, and the last day for what may still come."""
    unit, begun = registry.get(code), dt.date.min
    while unit is not None:
        yield max(unit.valid_from, begun), unit.valid_to, last_late_day(unit, late_days)
        begun = max(begun, unit.valid_to)
        unit = None if unit.successor is None else registry.get(unit.successor)


def _worded(days: Iterable[tuple[dt.date, dt.date, dt.date]], language: Language) -> str:
    """`from 01/03/2018 to 30/06/2019`."""
    words, first, last = Words(language), min(one[0] for one in days), max(one[1] for one in days)
    parts = [words.text("from {day}", day=words.day(first))] if first > ALWAYS_FROM else []
    parts += [words.text("to {day}", day=words.day(last))] if last < ALWAYS_TO else []
    return " ".join(parts)
