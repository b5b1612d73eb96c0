# SPDX-License-Identifier: EUPL-1.2
"""What a submission holds, as one number: the same rows and manifest give the same digest in any order.

When it was received and from which files is no part of it, so that a submission sent again is recognised.
"""

from ..intake.fact_tables import SENT
from .marks import marked

_MANIFEST = [name for name in SENT["submission_row"].names if name != "received"]


def digests(submissions: str, events: str, populations: str, persons: str | None = None) -> str:
    """The query for `id, digest, events, populations` of each submission.

    Args:
        submissions: A relation like `submission_row`, each submission once; likewise the next two.
        persons: A relation like `person`, whose marks stand for the persons; without it who took part is left out:
            what stays the same when a person is forgotten.
    """
    if persons is not None:
        events, populations = marked(events, persons), marked(populations, persons)
    return _digests(
        submissions, events, populations, {"submission"} | ({"person"} if persons is None else set())
    )


def digests_of_clear_rows(submissions: str, events: str, populations: str) -> str:
    """The same query as archives before version 3 computed it, over the persons themselves."""
    return _digests(submissions, events, populations, {"submission"})


def _digests(submissions: str, events: str, populations: str, left_out: set[str]) -> str:
    rows = {
        table: [name for name in SENT[table].names if name not in left_out]
        for table in ("event_row", "population_row")
    }
    return (
        f"with event_digest as ({_of_rows(events, rows['event_row'])}), "
        f"population_digest as ({_of_rows(populations, rows['population_row'])}) "
        f"select s.id, sha256(concat({_encoded(_MANIFEST, 's')}, '/', e.digest, '/', p.digest)) as digest, "
        "coalesce(e.rows, 0)::bigint as events, coalesce(p.rows, 0)::bigint as populations "
        f"from {submissions} as s left join event_digest as e on e.submission = s.id "
        "left join population_digest as p on p.submission = s.id"
    )


def _of_rows(rows: str, columns: list[str]) -> str:
    return (
        "select submission, sha256(string_agg(h, '' order by h)) as digest, count(*) as rows from "
        f"(select submission, sha256(concat({_encoded(columns, 'r')})) as h from {rows} as r) group by submission"
    )


def _encoded(columns: list[str], alias: str) -> str:
    """Values with their lengths, so that no two different rows are written alike."""
    values = [f'{alias}."{name}"::varchar' for name in columns]
    return ", ".join(
        f"case when {value} is null then '~' else concat(strlen({value}), ':', {value}) end"
        for value in values
    )
