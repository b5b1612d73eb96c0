# SPDX-License-Identifier: EUPL-1.2
"""Events of units that their submission does not report on."""

from collections.abc import Collection, Sequence

import pyarrow as pa

from ..definitions.registry import Registry
from ..intake.problems import Fault
from ..intake.reading import TableReading

_SCHEMA = pa.schema([(name, pa.string()) for name in ("unit", "units", "named", "listed")])


def notice_units_not_covered(reading: TableReading, registries: Sequence[Registry]) -> None:
    """Give notice of units neither among those of the submission nor above or below any of them."""
    if not registries:
        return
    pairs = reading.con.execute(
        f"select distinct e.unit, s.units from {reading.typed} as e join month_of as s on s.id = e.submission "
        "where e.unit is not null and s.units is not null order by all"
    ).fetchall()
    apart = [(unit, units) for unit, units in pairs if not _covered(unit, units.split("|"), registries)]
    if not apart:
        return
    codes, language = reading.rules.codes["unit"], reading.rules.language
    rows = [(*pair, *(codes.named(one, language) for one in pair)) for pair in apart]
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    reading.con.register("unit_apart", pa.Table.from_arrays(columns, schema=_SCHEMA))
    found = (
        f"select e.row, e.unit as got, a.named as unit, a.listed as units from {reading.typed} as e "
        "join month_of as s on s.id = e.submission join unit_apart as a on a.unit = e.unit and a.units = s.units"
    )
    reading.notice_found(found, Fault("unit_not_covered"), "unit")
    reading.con.unregister("unit_apart")


def _covered(named: str, units: Collection[str], registries: Sequence[Registry]) -> bool:
    """Whether any unit an event names belongs to the submission: one may involve others besides."""
    return any(
        not {
            unit,
            *registry.ancestors(unit),
            *registry.descendants(unit),
            *registry.predecessors(unit),
        }.isdisjoint(units)
        or not _continued(unit, registry).isdisjoint(units)
        for unit in named.split("|")
        for registry in registries
    )


def _continued(code: str, registry: Registry) -> set[str]:
    """The units that continue a unit."""
    found: set[str] = set()
    unit = registry.get(code)
    while unit is not None and unit.successor is not None and unit.successor not in found:
        found.add(unit.successor)
        unit = registry.get(unit.successor)
    return found
