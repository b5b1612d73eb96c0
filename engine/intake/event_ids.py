# SPDX-License-Identifier: EUPL-1.2
"""Whose id: an event_id of digits alone is local to the units and the month of its submission.

Offices number their rows from 1 every month. In full such an id names the submission's units and month,
`G942C999001/2019-03/1`, and that is how every later step knows it; the rows themselves stay as they were received.
"""

from collections.abc import Iterable

import duckdb

LOCAL = "[0-9]+"
"""Ids that mean nothing outside their submission."""

_IS_LOCAL = f"r.event_id < ':' and regexp_full_match(r.event_id, '{LOCAL}')"
"""Most ids begin with a letter: what comes after the digits is none without being looked at as a whole."""

_WHOLE = 60
"""How long the names of several units may be; beyond that they are told by the first, how many, and a digest."""

_JOINED = "array_to_string(list_sort(list_distinct(str_split({units}, '|'))), '+')"
_NAMESPACE = (
    "case when length({joined}) <= {whole} then {joined} else str_split({joined}, '+')[1] || '+' || "
    "(len(str_split({joined}, '+')) - 1) || '~' || left(md5({joined}), 8) end || '/' || {month} || '/'"
)


def identified(rows: str, spaces: str, names: str | None = None) -> str:
    """The query for rows of events with their ids in full.

    Args:
        rows: A relation like `event_row`, its ids as received.
        spaces: The query for `id, namespace` of their submissions.
        names: The ids that an archive gave some rows when it was brought up to date: submission, event_id, full_id.
    """
    told = "s.namespace || r.event_id"
    named = (
        ""
        if names is None
        else f" left join {names} as n on n.submission = r.submission and n.event_id = r.event_id"
    )
    meant = told if names is None else f"coalesce(n.full_id, {told})"
    return (
        f"(select r.* replace (case when s.namespace is not null and {_IS_LOCAL} "
        f"then {meant} else r.event_id end as event_id) from {rows} as r left join "
        f"({spaces}) as s on s.id = r.submission{named})"
    )


def namespaces(submissions: str) -> str:
    """The query for `id, namespace`: what stands before the local ids of each submission."""
    joined = _JOINED.format(units="units")
    namespace = _NAMESPACE.format(joined=joined, whole=_WHOLE, month="month")
    return (
        f"select id, any_value({namespace}) as namespace from {submissions} where id is not null group by id"
    )


def full_id(con: duckdb.DuckDBPyConnection, units: Iterable[str], month: str, number: str) -> str:
    """The id in full of an event that a submission of some units and a month numbers."""
    given = {"units": "|".join(units), "month": month}
    query = namespaces("(select 'one' as id, $units as units, $month as month)")
    return str(con.execute(query, given).fetchall()[0][1]) + number
