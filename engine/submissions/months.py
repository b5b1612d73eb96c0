# SPDX-License-Identifier: EUPL-1.2
"""The dates of events against the month their submission reports and the term of the convention."""

from collections.abc import Sequence

import pyarrow as pa

from ...schema.convention import Convention
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from ..intake.reading import TableReading
from ..intake.sheets import quoted
from .manifest import Manifest

_SCHEMA = pa.schema([("id", pa.string()), ("has_manifest", pa.bool_()), ("corrects", pa.bool_())])


def create_months(gathering: Gathering, manifests: Sequence[Manifest]) -> None:
    """Create the table `month_of`: the month of each submission, and what its manifest declares."""
    of_id = {manifest.values["id"]: manifest.corrects for manifest in manifests if "id" in manifest.values}
    columns = [list(of_id), [True] * len(of_id), list(of_id.values())]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, _SCHEMA, strict=True)]
    gathering.con.register("given_manifest", pa.Table.from_arrays(arrays, schema=_SCHEMA))
    gathering.con.execute(
        "create or replace table month_of as select id, any_value(month) as month, any_value(convention) as "
        "convention, any_value(units) as units, strptime(any_value(month) || '-01', '%Y-%m-%d')::date as first, "
        "last_day(strptime(any_value(month) || '-01', '%Y-%m-%d')::date) as last, "
        "coalesce(bool_or(has_manifest), false) as has_manifest, coalesce(bool_or(corrects), false) as corrects "
        "from submission_row left join given_manifest using (id) where id is not null group by id"
    )
    gathering.con.unregister("given_manifest")


def check_months(reading: TableReading) -> None:
    """Refuse dates after the month, and before it unless the submission says that it corrects.

    Submissions listed in a table declare nothing; of theirs only notice is given.
    """
    dated = (
        f"select e.row, e.date::varchar as got, s.month from {reading.typed} as e "
        "join month_of as s on s.id = e.submission where"
    )
    reading.report_found(f"{dated} has_manifest and e.date > s.last", Fault("date_after_month"), "date")
    before = f"{dated} has_manifest and not corrects and e.date < s.first"
    reading.report_found(before, Fault("date_before_month"), "date")
    outside = f"{dated} not has_manifest and e.date not between s.first and s.last"
    reading.notice_found(outside, Fault("date_outside_month"), "date")


def notice_term(reading: TableReading, conventions: Sequence[Convention]) -> None:
    """Give notice of events outside the term of the convention of their submission."""
    for convention in conventions:
        term, code = convention.term, quoted(convention.convention)
        of_it = (
            f"s.convention = {code}" if len(conventions) > 1 else f"coalesce(s.convention, {code}) = {code}"
        )
        found = (
            f"select e.row, e.date::varchar as got from {reading.typed} as e join month_of as s "
            f"on s.id = e.submission where {of_it} "
            f"and e.date not between date '{term.start}' and date '{term.end}'"
        )
        fault = Fault("outside_term", fields={"start": term.start, "end": term.end})
        reading.notice_found(found, fault, "date")
