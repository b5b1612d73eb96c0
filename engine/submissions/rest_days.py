# SPDX-License-Identifier: EUPL-1.2
"""Events dated on Sundays and on the holidays of the whole country, which are often mistyped dates."""

import holidays
import pyarrow as pa

from ..intake.problems import Fault
from ..intake.reading import Reading
from ..intake.sheets import first_row

_LANGUAGES = {"it": "it_IT", "en": "en_US"}
_SUNDAY = 0
_LAST_OF_WEEK = 6


def notice_rest_days(reading: Reading) -> None:
    """Give notice of events of submissions on Sundays and holidays."""
    source = f"from {reading.typed} as e join month_of as s on s.id = e.submission"
    first, last = first_row(reading.con, f"select min(e.date), max(e.date) {source}")
    if first is None:
        return
    language = _LANGUAGES[reading.rules.language]
    named = holidays.country_holidays("IT", years=range(first.year, last.year + 1), language=language)
    days = sorted(day for day in named if day.weekday() != _LAST_OF_WEEK)
    table = pa.table({"day": pa.array(days, pa.date32()), "name": [named[day] for day in days]})
    reading.con.register("holiday", table)
    found = f"select e.row, e.date::varchar as got, h.name {source} join holiday as h on h.day = e.date"
    reading.notice_found(found, Fault("holiday"), "date")
    reading.con.unregister("holiday")
    sunday = f"select e.row, e.date::varchar as got {source} where dayofweek(e.date) = {_SUNDAY}"
    reading.notice_found(sunday, Fault("sunday"), "date")
