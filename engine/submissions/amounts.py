# SPDX-License-Identifier: EUPL-1.2
"""Numbers that contradict each other, or that changed more than populations do from month to month."""

from ..intake.columns import POPULATIONS
from ..intake.fact_tables import FactTables
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from ..intake.reading import TableReading

CHANGED_PERCENT = 50
_KEY = 'population, unit, "case", date, submission'


def check_participants(reading: TableReading) -> None:
    """Refuse events with more participants than were invited."""
    if not {"participants", "invited"} <= reading.headings.keys():
        return
    found = f"select row, participants as got, invited from {reading.typed} where participants > invited"
    reading.report_found(found, Fault("more_participants"), "participants")


def check_sizes(gathering: Gathering) -> None:
    """Refuse a second size of the same population, unit, case and date in one submission."""
    readings = {reading.number: reading for reading in gathering.of_kind(POPULATIONS)}
    if not readings:
        return
    gathering.con.execute(
        "create or replace temp table other_size as select * from ("
        f"select reading, row, size, first_value(size) over w as earlier, first_value(reading) over w as reading_1, "
        "first_value(row) over w as row_1 from all_population_row where size is not null and person is null "
        f"window w as (partition by {_KEY} order by reading, row)) where size <> earlier"
    )
    for reading in readings.values():
        for number, origin in readings.items():
            fault = Fault("two_sizes", fields={"file": origin.place.file})
            found = (
                "select row, size as got, earlier as other, row_1 as other_row from other_size "
                f"where reading = {reading.number} and reading_1 = {number}"
            )
            reading.report_found(found, fault, "size")


def notice_changed_sizes(gathering: Gathering, known: FactTables | None) -> None:
    """Give notice of sizes that differ much from the last earlier one of the same population and unit."""
    readings = gathering.of_kind(POPULATIONS)
    if not readings:
        return
    columns = 'population, unit, "case", date, size'
    con, sized = gathering.con, "size is not null and date is not null"
    earlier = f"select distinct {columns} from population_row where {sized}"
    if known is not None:
        con.register(
            "known_size",
            known.con.sql(f"select {columns} from population_row where {sized}").to_arrow_table(),
        )
        earlier += f" union select {columns} from known_size"
    con.execute(
        "create or replace temp table size_before as with found as "
        f'(select population, unit, "case", date, max(size) as size from ({earlier}) group by all) '
        "select *, lag(date) over w as earlier_date, lag(size) over w as earlier from found "
        'window w as (partition by population, unit, "case" order by date)'
    )
    for reading in readings:
        found = (
            "select p.row, p.size as got, b.earlier, b.earlier_date as date "
            f"from {reading.typed} as p join size_before as b on p.population = b.population and p.unit = b.unit "
            'and p."case" is not distinct from b."case" and p.date = b.date where p.size is not null '
            f"and abs(p.size - b.earlier) * 100 > {CHANGED_PERCENT} * b.earlier"
        )
        fault = Fault("size_changed", fields={"percent": CHANGED_PERCENT})
        reading.notice_found(found, fault, "size")
    if known is not None:
        con.unregister("known_size")
