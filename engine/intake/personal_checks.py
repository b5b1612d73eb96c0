# SPDX-License-Identifier: EUPL-1.2
"""The columns of a table searched for personal data in clear and for spoilt text."""

import pyarrow as pa

from .personal_data import APART, LENGTH, LIKE_A_CODE, LIKE_A_CONTACT, SPOILT, personal_data_in
from .problems import Fault
from .reading import Reading

_SEARCHED = ("key", "identity", "firm", "text")
_FREE_TEXT = ("note", "source", "sender")


def check_personal_data(reading: Reading) -> None:
    """Refuse a codice fiscale outside `person`; give notice of addresses and spoilt accents in free text."""
    for column in reading.kind.columns:
        if column.name in reading.headings and column.name != "person" and column.form in _SEARCHED:
            _refuse_codes(reading, column.name)
    for name in _FREE_TEXT:
        if name not in reading.headings:
            continue
        found = f"select row, null as got from {reading.typed} where regexp_matches({name}, $${{}}$$)"
        if name == "note":
            reading.notice_found(found.format(LIKE_A_CONTACT), Fault("contact_data"), name)
        reading.notice_found(found.format(SPOILT), Fault("spoilt_text"), name)


def _refuse_codes(reading: Reading, name: str) -> None:
    """Refuse the rows whose value holds a codice fiscale, which is never shown whole."""
    column = f'"{name}"'
    candidates = reading.con.execute(
        f"select distinct {column} from {reading.typed} where strlen({column}) >= {LENGTH} "
        f"and regexp_matches(regexp_replace({column}, '{APART}', '', 'g'), '{LIKE_A_CODE}')"
    ).fetchall()
    masks = [(value, mask) for (value,) in candidates if (mask := personal_data_in(value)) is not None]
    if not masks:
        return
    values, shown = zip(*masks, strict=True)
    reading.con.register("personal", pa.table({"value": values, "masked": shown}))
    found = (
        f"select t.row, p.masked as got, p.masked from {reading.typed} as t join personal as p "
        f"on t.{column} = p.value"
    )
    reading.report_found(found, Fault("personal_firm" if name == "firm" else "personal_data"), name)
    reading.con.unregister("personal")
