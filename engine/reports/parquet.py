# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as one flat typed Parquet table, one a row, lists as lists."""

from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .flat import COLUMNS, LISTS, flat_records
from .page import Page

BATCH = 50_000

_INTEGERS = frozenset({
    "required", "observed", "shortfall", "headroom", "progress", "active_days", "window_days", "population_size",
    "declared", "counted", "evidence_more",
})  # fmt: skip
_DATES = frozenset(
    {"window_start", "window_end", "population_date", "declared_date", "due", "as_of", "known_at"}
)


def _type(name: str) -> pa.DataType:
    if name in _INTEGERS:
        return pa.int64()
    if name in _DATES:
        return pa.date32()
    if name in LISTS:
        return pa.list_(pa.string())
    return pa.bool_() if name == "at_risk" else pa.string()


SCHEMA = pa.schema([pa.field(name, _type(name)) for name in COLUMNS])
"""`threshold` is text: a number, or a percentage such as `100%`."""


def write_parquet(pages: Sequence[Page], out: Path) -> None:
    """Write the verdicts of all pages to a file."""
    records = chain.from_iterable(flat_records(page) for page in pages)
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        while batch := list(islice(records, BATCH)):
            writer.write_table(_table(batch))


def _table(records: Sequence[dict[str, Any]]) -> pa.Table:
    written = [record | {"threshold": _text(record["threshold"])} for record in records]
    return pa.Table.from_pylist(written, SCHEMA)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
