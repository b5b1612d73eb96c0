# SPDX-License-Identifier: EUPL-1.2
"""Rows that were left out as faulty, kept as they stood, but for the persons in them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ...schema.error_record import ErrorRecord
from ..intake.columns import EVENTS
from ..intake.headings import accepted_names, folded
from .marks import ROW, new_salt, row_mark
from .secret import Secret

_PERSON = {folded(name) for name in accepted_names(EVENTS.column("person"))}


def create_given_refused(
    con: duckdb.DuckDBPyConnection, refused: pa.Table, records: Sequence[ErrorRecord], secret: Secret | None
) -> None:
    """Create `given_refused` with the columns of the archive's `refused_row`."""
    problems: dict[tuple[str, str | None, int | None], list[str]] = {}
    for record in records:
        if record.level == "binding":
            place = (record.file, record.sheet, record.row)
            problems.setdefault(place, []).append(": ".join(filter(None, (record.column, record.code))))
    rows = refused.to_pylist()
    kept = [
        (
            row["submission"],
            row["file"],
            row["sheet"],
            row["row"],
            "; ".join(problems.get((row["file"], row["sheet"], row["row"]), ())),
            _keyed(row["values"], secret),
        )
        for row in rows
    ]
    salts = [new_salt() for _ in kept]
    marks = [row_mark(salt, row) for salt, row in zip(salts, kept, strict=True)]
    columns = dict(zip(ROW, zip(*kept, strict=True), strict=True)) if kept else dict.fromkeys(ROW, ())
    table = pa.table(
        {
            name: pa.array(values, pa.int64() if name == "row" else pa.string())
            for name, values in columns.items()
        }
        | {"salt": pa.array(salts, pa.string()), "mark": pa.array(marks, pa.string())}
        | {"present": pa.array(marks, pa.string())}
    )
    con.register("refused_given", table)
    con.execute("create or replace table given_refused as select * from refused_given")
    con.unregister("refused_given")


def left_out_digests(rows: str, mark: str) -> str:
    """The query for `submission, rows, left_out`: one digest of the rows of each submission that were left out.

    Args:
        rows: A relation like `refused_row`.
        mark: `mark` for what they were when they came, `present` for what they are.
    """
    return (
        f"select submission, count(*) as rows, sha256(string_agg({mark}, '' order by {mark})) as left_out "
        f"from {rows} group by submission"
    )


def _keyed(content: str, secret: Secret | None) -> str:
    return content if secret is None else _with_persons(content, secret.key)


def without_person(content: str, key: str, instead: str) -> str:
    """The same content with a person replaced, whatever it stands beside."""
    said = _with_persons(content, lambda person: instead if person == key else person)
    return re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", instead, said)


def _with_persons(content: str, change: Callable[[str], str]) -> str:
    """The same content with the values under a heading of persons changed."""
    values: Mapping[str, Any] = json.loads(content)
    changed = {
        heading: change(value) if folded(heading) in _PERSON and isinstance(value, str) and value else value
        for heading, value in values.items()
    }
    return json.dumps(changed, ensure_ascii=False)
