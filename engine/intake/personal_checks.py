# SPDX-License-Identifier: EUPL-1.2
"""The columns of a table searched for personal data in clear and for spoilt text."""

from collections.abc import Callable

import pyarrow as pa

from .personal_data import (
    LENGTH,
    LETTERS_OF_A_CODE,
    LIKE_A_CODE,
    LIKE_A_CONTACT,
    NOT_OF_A_CODE,
    SPOILT,
    contact_in,
    personal_data_in,
    veiled,
)
from .problems import Fault
from .reading import TableReading

_SEARCHED = ("key", "firm", "case", "text", "evidence")
_FREE_TEXT = ("note", "source", "sender")
_CALLED = ("note", "source", "case")
"""The columns that nobody to write to or to call belongs in; who sends may have an address."""


def check_personal_data(reading: TableReading) -> None:
    """Refuse fiscal codes outside `person`, and addresses and telephone numbers; give notice of spoilt accents."""
    for column in reading.kind.columns:
        name = f'"{column.name}"'
        if column.name not in reading.headings:
            continue
        if column.form in _SEARCHED:
            fault = Fault("personal_firm" if column.form == "firm" else "personal_data")
            _refuse(reading, column.name, _may_hold_code(name), personal_data_in, fault)
        if column.name in _CALLED:
            condition = f"regexp_matches({name}, $${LIKE_A_CONTACT}$$)"
            _refuse(reading, column.name, condition, _contact, Fault("contact_data"))
        if column.name in _FREE_TEXT:
            found = f"select row, null as got from {reading.typed} where regexp_matches({name}, $${SPOILT}$$)"
            reading.notice_found(found, Fault("spoilt_text"), column.name)


def _may_hold_code(name: str) -> str:
    """SQL for the values that may hold a fiscal code."""
    bare = f"regexp_replace({name}, '{NOT_OF_A_CODE}', '', 'g')"
    return (
        f"strlen({name}) >= {LENGTH} and regexp_matches({name}, '{LETTERS_OF_A_CODE}')"
        f" and regexp_matches({bare}, $${LIKE_A_CODE}$$)"
    )


def _contact(text: str) -> str | None:
    found = contact_in(text)
    return None if found is None else veiled(found)


def _refuse(
    reading: TableReading, name: str, condition: str, find: Callable[[str], str | None], fault: Fault
) -> None:
    """Refuse the rows in whose value something is found, which is never shown whole.

    Args:
        condition: SQL for the values that may hold it.
        find: What a value holds, masked.
    """
    candidates = reading.con.execute(
        f'select "{name}" from (select distinct "{name}" from {reading.typed}) where {condition}'
    ).fetchall()
    masks = [(value, mask) for (value,) in candidates if (mask := find(value)) is not None]
    if not masks:
        return
    values, shown = zip(*masks, strict=True)
    reading.con.register("personal", pa.table({"value": values, "masked": shown}))
    found = (
        f"select t.row, p.masked as got, p.masked from {reading.typed} as t join personal as p "
        f'on t."{name}" = p.value'
    )
    reading.report_found(found, fault, name)
    reading.con.unregister("personal")
