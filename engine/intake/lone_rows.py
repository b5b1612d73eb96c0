# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table that are no facts: sums and remarks written beneath it, each told in one line."""

from .columns import EVENTS, POPULATIONS
from .problems import Fault
from .reading import TableReading
from .sheets import counted

_SUM = r"(?i)^\W*(?:sub-?)?(?:tot\.?|totale|totali|total|totals|somma|sum|complessivo|grand total)\b"


def leave_out_lone_rows(reading: TableReading) -> None:
    """Refuse rows in which next to nothing stands that facts must have, and keep them from further checks."""
    if reading.kind not in (EVENTS, POPULATIONS):
        return
    needed = [column.name for column in reading.kind.columns if column.required and column.name != "event_id"]
    if not set(needed) <= reading.headings.keys():
        return
    bare = " and ".join(f'"{name}" is null' for name in needed)
    half = " + ".join(f'("{name}" is not null)::int' for name in needed)
    called = " or ".join(f"regexp_matches(\"{name}\", '{_SUM}')" for name in reading.headings)
    few = f"({half}) * 2 <= {len(needed)}"
    if not counted(reading.con, f"{reading.text} where {few}"):
        return
    remark = f"({bare}) and ({_is_sentence(reading)})"
    sums = f"({few}) and (coalesce({called}, false) or (({bare}) and {_has_numbers_alone(reading)}))"
    for code, condition in (("sum_row", sums), ("remark_row", f"not ({sums}) and {remark}")):
        reading.report_rows(condition, Fault(code))
        reading.account.leave_out(reading.con, f"{reading.text} where {condition}")
        reading.con.execute(f"delete from {reading.text} where {condition}")


def _has_numbers_alone(reading: TableReading) -> str:
    """SQL for a row that holds nothing but counts, beside the number that the form gives every row."""
    counts = [column.name for column in reading.kind.columns if column.form == "count"]
    held = [f'"{name}"' for name in counts if name in reading.headings]
    if not held:
        return "false"
    others = [f'"{name}"' for name in reading.headings if name not in (*counts, "event_id")]
    numbered = (
        "coalesce(regexp_full_match(event_id, '[0-9]+'), true)" if "event_id" in reading.headings else "true"
    )
    blank = " and ".join(f"{name} is null" for name in others) or "true"
    return f"(coalesce({', '.join(held)}) is not null and {numbered} and {blank})"


def _is_sentence(reading: TableReading) -> str:
    """SQL for a row with one cell alone, which holds several words."""
    cells = [f'"{name}"' for name in reading.headings]
    filled = " + ".join(f"({cell} is not null)::int" for cell in cells)
    return f"{filled} = 1 and contains(coalesce({', '.join(cells)}), ' ')"
