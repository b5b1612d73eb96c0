# SPDX-License-Identifier: EUPL-1.2
"""Units named on days on which they did not exist."""

import datetime as dt
from collections.abc import Iterable, Sequence

import pyarrow as pa

from ...schema.base import Language
from ...schema.unit import ALWAYS_FROM, ALWAYS_TO
from ..definitions.registry import Registry
from ..intake.problems import Fault
from ..intake.reading import Reading
from ..language.words import Words

Days = tuple[dt.date, dt.date]
_SCHEMA = pa.schema(
    [("units", pa.string()), ("unit", pa.string()), ("first", pa.date32()), ("last", pa.date32())]
    + [("valid", pa.string())]
)


def check_valid_units(reading: Reading, registries: Sequence[Registry]) -> None:
    """Refuse units that no registry knows on the day; a closed one stands for its successor.

    Submissions listed in a table are only given notice of.
    """
    if not registries:
        return
    named = _named(reading)
    rows = [row for units in named for row in _days_of(units, registries, reading.rules.language)]
    if not rows:
        return
    columns = [
        pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), _SCHEMA, strict=True)
    ]
    reading.con.register("days_of_unit", pa.Table.from_arrays(columns, schema=_SCHEMA))
    found = (
        f"select e.row, any_value(e.date)::varchar as got, any_value(d.unit) as unit, any_value(d.valid) as valid "
        f"from {reading.typed} as e join month_of as s on s.id = e.submission "
        "join days_of_unit as d on d.units = e.unit where {} and e.date not between d.first and d.last group by e.row"
    )
    reading.report_found(found.format("has_manifest"), Fault("unit_not_valid"), "unit")
    reading.notice_found(found.format("not has_manifest"), Fault("unit_not_valid"), "unit")
    reading.con.unregister("days_of_unit")


def _named(reading: Reading) -> list[str]:
    found = reading.con.execute(
        f"select distinct unit from {reading.typed} where unit is not null order by 1"
    )
    return [units for (units,) in found.fetchall()]


def _days_of(
    units: str, registries: Iterable[Registry], language: Language
) -> list[tuple[str, str, dt.date, dt.date, str]]:
    """The days on which each of some units stands for anything, of those that do not always."""
    rows = []
    for unit in units.split("|"):
        days = [found for registry in registries if (found := _days(registry, unit)) is not None]
        if not days:
            continue
        first, last = min(start for start, _ in days), max(end for _, end in days)
        if (first, last) != (ALWAYS_FROM, ALWAYS_TO):
            rows.append((units, unit, first, last, _worded(first, last, language)))
    return rows


def _days(registry: Registry, code: str) -> Days | None:
    unit = registry.get(code)
    if unit is None:
        return None
    last, seen = unit.valid_to, {code}
    while unit is not None and unit.successor is not None and unit.successor not in seen:
        seen.add(unit.successor)
        following = registry.get(unit.successor)
        last = max(last, following.valid_to) if following else last
        unit = following
    first = registry.get(code)
    return None if first is None else (first.valid_from, last)


def _worded(first: dt.date, last: dt.date, language: Language) -> str:
    words = Words(language)
    parts = [words.text("from {day}", day=first)] if first > ALWAYS_FROM else []
    parts += [words.text("to {day}", day=last)] if last < ALWAYS_TO else []
    return " ".join(parts)
