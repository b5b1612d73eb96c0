# SPDX-License-Identifier: EUPL-1.2
"""Firms that two rows write differently and that may be one: they would count as two, without a word."""

from .problems import Fault
from .row_files import Rows, report_beside

_FOLDED = "regexp_replace(upper(strip_accents(firm)), '[^A-Z0-9]', '', 'g')"
"""A firm without capitals, accents, blanks, stops and marks, so that `Rossi s.r.l.` is `ROSSI SRL`."""

NAMED = 20


def report_firm_spellings(rows: Rows) -> None:
    """Give notice of each further way in which a firm is written, at the first row that has it.

    A partita IVA has one way by now, and most firms have one: they are left out first.
    """
    found = rows.con.execute(
        f"with named as (select distinct firm from {rows.relation} where firm is not null),"
        f" doubtful as (select unnest(list(firm)) as firm, {_FOLDED} as folded from named"
        "  where not (length(firm) = 11 and try_cast(firm as bigint) is not null) and folded <> ''"
        "  group by folded having count(*) > 1),"
        " spelt as (select firm, folded, min((reading, row)) as place"
        f"  from doubtful join {rows.relation} using (firm) group by all),"
        " beside as (select *, first(firm) over same as firm_1, first(place) over same as place_1 from spelt"
        "  window same as (partition by folded order by place))"
        " select firm, firm_1, place, place_1 from beside where place <> place_1 order by place"
    ).fetchall()
    for firm, first, (reading, row), before in found[:NAMED]:
        fault = Fault("firm_spelt_twice", firm, fields={"first": first})
        report_beside(rows, before, (reading, row), fault, "firm", notice=True)
    if len(found) > NAMED:
        last = found[NAMED - 1][2]
        fault = Fault("more_like_it", fields={"count": len(found) - NAMED})
        rows.readings[last[0]].report(fault, last[1], "firm", notice=True)
