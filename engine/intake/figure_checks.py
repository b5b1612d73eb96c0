# SPDX-License-Identifier: EUPL-1.2
"""Declared figures against the rules: each of a unit that its rule judges; contradictions are noticed, not merged."""

import pyarrow as pa

from .problems import Fault
from .reading import TableReading


def check_figures(reading: TableReading) -> None:
    """Refuse figures of units that their rule does not judge; give notice of two that contradict each other."""
    if not {"rule", "unit", "date", "value"} <= reading.headings.keys():
        return
    rules = reading.rules
    pairs = [
        (rule, unit.code, ", ".join(kinds))
        for rule, kinds in rules.from_rules.declarable.items()
        for unit in rules.units.values()
        if unit.kind not in kinds
    ]
    columns = {
        name: pa.array([pair[place] for pair in pairs], pa.string()) for place, name in enumerate(_COLUMNS)
    }
    reading.con.register("not_judged", pa.table(columns))
    found = (
        f"select t.row, t.unit as got, j.rule, j.kinds from {reading.typed} as t"
        " join not_judged as j using (rule, unit)"
    )
    reading.report_found(found, Fault("figure_elsewhere"), "unit")
    reading.con.unregister("not_judged")
    other = (
        f"select t.row, t.value::varchar as got, min(o.value)::varchar as other, min(o.row) as line"
        f" from {reading.typed} as t join {reading.typed} as o using (rule, unit, date)"
        " where o.value <> t.value and o.row < t.row group by t.row, t.value"
    )
    reading.notice_found(other, Fault("figures_differ"), "value")


_COLUMNS = ("rule", "unit", "kinds")
