# SPDX-License-Identifier: EUPL-1.2
"""Submissions that replace another: one of the same units, or it would be withdrawn without a word to them."""

from collections.abc import Sequence

from ..intake.columns import SUBMISSIONS
from ..intake.fact_tables import FactTables
from ..intake.gathering import Gathering
from ..intake.problems import Fault
from .manifest import Manifest

_SENT = "select id, units, list_sort(list_distinct(str_split(units, '|'))) as whose from submission_row"
_OTHERS = """
select r.row, r.replaces as got, any_value(o.units) as units from {} as r join replaceable as o on o.id = r.replaces
where o.whose <> list_sort(list_distinct(str_split(r.units, '|'))) group by r.row, r.replaces
"""


def check_replaced(gathering: Gathering, manifests: Sequence[Manifest], known: FactTables | None) -> None:
    """Refuse submissions that replace one of other units, of this run or of those known."""
    con = gathering.con
    con.execute(f"create or replace temp table replaceable as {_SENT}")
    if known is not None:
        con.register("known_sent", known.con.sql(_SENT).to_arrow_table())
        con.execute("insert into replaceable by name select * from known_sent")
        con.unregister("known_sent")
    by_id = {manifest.values.get("id"): manifest for manifest in manifests}
    for reading in gathering.of_kind(SUBMISSIONS):
        codes, language = reading.rules.codes["unit"], reading.rules.language
        for row, got, units in con.execute(_OTHERS.format(reading.typed)).fetchall():
            fault = Fault("replaces_others", got, fields={"units": codes.named(units, language)})
            if reading.submission is None:
                reading.report(fault, row, "replaces")
            else:
                by_id[reading.submission].report(fault, "replaces")
