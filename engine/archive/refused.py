# SPDX-License-Identifier: EUPL-1.2
"""Rows that were left out as faulty, kept as they stood, but for the persons in them."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from ...schema.errors import ErrorRecord
from ..intake.columns import EVENTS
from ..intake.headings import accepted_names, folded
from .keys import FISCAL, Secret, is_fiscal_code

_PERSON = {folded(name) for name in accepted_names(EVENTS.column("person"))}


def fiscal_codes(refused: pa.Table) -> int:
    """How many fiscal codes stand anywhere in refused rows."""
    found = {word for text in refused["values"].to_pylist() for word in FISCAL.findall(text or "")}
    return sum(map(is_fiscal_code, found))


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
    table = pa.table(
        {
            "submission": pa.array([row["submission"] for row in rows], pa.string()),
            "file": pa.array([row["file"] for row in rows], pa.string()),
            "sheet": pa.array([row["sheet"] for row in rows], pa.string()),
            "row": pa.array([row["row"] for row in rows], pa.int64()),
            "problem": pa.array(
                ["; ".join(problems.get((row["file"], row["sheet"], row["row"]), ())) for row in rows],
                pa.string(),
            ),
            "content": pa.array([_keyed(row["values"], secret) for row in rows], pa.string()),
        }
    )
    con.register("refused_given", table)
    con.execute("create or replace table given_refused as select * from refused_given")
    con.unregister("refused_given")


def _keyed(content: str | None, secret: Secret | None) -> str | None:
    if content is None or secret is None:
        return content
    return FISCAL.sub(
        lambda found: secret.key(found[0]) if is_fiscal_code(found[0]) else found[0],
        _with_persons(content, secret.key),
    )


def without_person(content: str | None, key: str, instead: str) -> str | None:
    """The same content with a person replaced; in a row that could not be read as columns, any such word."""
    if content is None:
        return None
    said = _with_persons(content, lambda person: instead if person == key else person)
    if isinstance(json.loads(content), dict):
        return said
    return re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", instead, said)


def _with_persons(content: str, change: Callable[[str], str]) -> str:
    """The same content with the values under a heading of persons changed."""
    values: Any = json.loads(content)
    if not isinstance(values, dict):
        return content
    changed = {
        heading: change(value) if folded(heading) in _PERSON and isinstance(value, str) and value else value
        for heading, value in values.items()
    }
    return json.dumps(changed, ensure_ascii=False)
