# SPDX-License-Identifier: EUPL-1.2
"""Events dated on Sundays and on the holidays of the whole country, which are often mistyped dates."""

import pyarrow as pa

from ..intake.problems import Fault
from ..intake.reading import TableReading
from ..intake.sheets import first_row
from ..language.words import Words
from .holidays import holidays

_SUNDAY = 0


def notice_rest_days(reading: TableReading) -> None:
    """Give notice of events of submissions on Sundays and holidays."""
    source = f"from {reading.typed} as e join month_of as s on s.id = e.submission"
    first, last = first_row(reading.con, f"select min(e.date), max(e.date) {source}")
    if first is None:
        return
    words, days = Words(reading.rules.language), holidays(first.year, last.year)
    names = [words.marked(name) for name in days.values()]
    table = pa.table({"day": pa.array(days, pa.date32()), "name": names})
    reading.con.register("holiday", table)
    found = f"select e.row, e.date::varchar as got, h.name {source} join holiday as h on h.day = e.date"
    reading.notice_found(found, Fault("holiday"), "date")
    reading.con.unregister("holiday")
    sunday = f"select e.row, e.date::varchar as got {source} where dayofweek(e.date) = {_SUNDAY}"
    reading.notice_found(sunday, Fault("sunday"), "date")
