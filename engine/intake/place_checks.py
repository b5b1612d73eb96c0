# SPDX-License-Identifier: EUPL-1.2
"""Rows of events against where they may be recorded: at which units, and for which case."""

import pyarrow as pa

from .problems import Fault
from .reading import Rules, TableReading
from .requirement_checks import rows_asked, titled
from .sheets import quoted
from .values import with_near

_SUGGESTED = 50


def check_places(reading: TableReading) -> None:
    """Refuse rows recorded at a unit of a kind that their type or deliverable is not recorded at."""
    for told_by, places in reading.rules.requirements.places.items():
        if not places or not {told_by, "unit"} <= reading.headings.keys():
            continue
        listed = ", ".join(map(quoted, places))
        pairs = reading.con.execute(
            f'select distinct "{told_by}", unit from {reading.typed} where "{told_by}" in ({listed}) '
            "and unit is not null order by all"
        ).fetchall()
        for code in dict.fromkeys(code for code, _ in pairs):
            misplaced = {
                units: unit
                for one, units in pairs
                if one == code and (unit := _misplaced(reading.rules, places[code], units)) is not None
            }
            if misplaced:
                _report_misplaced(reading, told_by, code, misplaced)


def _misplaced(rules: Rules, kinds: tuple[str, ...], units: str) -> str | None:
    """The first of some units that is of no kind allowed."""
    return next((unit for unit in units.split("|") if rules.units[unit].kind not in kinds), None)


def _report_misplaced(reading: TableReading, told_by: str, code: str, misplaced: dict[str, str]) -> None:
    """Report the rows of a code, by the units they name, with the unit among them that may not be named."""
    rules, language = reading.rules, reading.rules.language
    kinds = rules.requirements.places[told_by][code]
    titles = {kind: title.in_language(language) for kind, title in rules.requirements.kinds.items()}
    proper = next((unit.code for unit in rules.units.values() if unit.kind in kinds), None)
    fault = Fault(
        "recorded_elsewhere",
        example=proper and rules.codes["unit"].offered(proper, language),
        fields={
            "by": rules.codes[told_by].title(code, language),
            "kinds": ", ".join(titles[kind] for kind in kinds),
        },
    )
    table = {
        "units": list(misplaced),
        "got": list(misplaced.values()),
        "unit": [rules.codes["unit"].named(unit, language) for unit in misplaced.values()],
        "kind": [titles[rules.units[unit].kind] for unit in misplaced.values()],
    }
    reading.con.register("misplaced", pa.table(table))
    found = (
        f"select t.row, m.got, m.unit, m.kind from {reading.typed} as t join misplaced as m on t.unit = m.units "
        f'where t."{told_by}" = {quoted(code)}'
    )
    reading.report_found(found, fault, "unit")
    reading.con.unregister("misplaced")


def check_cases(reading: TableReading) -> None:
    """Refuse rows that require a case and name one that is no registered unit: they would belong to nobody."""
    rules = reading.rules
    asking = rules.requirements.columns.get("case", {})
    if "case" not in reading.headings:
        return
    for told_by, asked in rows_asked(reading, {}, asking):
        named = f'select distinct "case" from {reading.typed} where {asked} and "case" is not null order by 1'
        cases = [case for (case,) in reading.con.execute(named).fetchall() if case not in rules.units]
        if not cases:
            continue
        faults = {case: _unknown_case(rules, case, place) for place, case in enumerate(cases)}
        by = titled(rules, told_by, asking[told_by])
        unknown = f'from {reading.typed} where {asked} and "case" in ({", ".join(map(quoted, cases))})'
        reading.report_found(f'select row, "case" as got, {by} as "by" {unknown}', faults, "case")


def _unknown_case(rules: Rules, case: str, place: int) -> Fault:
    units = rules.codes["unit"]
    near = units.near(case) if place < _SUGGESTED else None
    return with_near(Fault("unknown_case", case), units, near, rules.language)
