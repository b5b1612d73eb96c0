# SPDX-License-Identifier: EUPL-1.2
"""A table of verdicts as bytes: columns of numbers, and beside them the values that the numbers stand for.

There is nothing in them but what a verdict says: units, windows, counts and reasons, and no event and no person.
"""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ..verdicts.columns import Coded, Listed, Marked, Part, Whole
from ..verdicts.table import COLUMNS, INTEGERS, LISTS
from .added_up import Sums
from .rows import joined, parts_of
from .sums_file import sums_about, sums_packed, sums_unpacked

Said = dict[str, Any]
"""What is said of a table, as JSON has it."""


_LENGTH = 8


def packed(table: pd.DataFrame, sums: Sums, said: Said) -> bytes:
    """A table of verdicts, what events add up to and what is said of both, as bytes."""
    columns: dict[str, pa.Array] = {}
    values: dict[str, list[Any]] = {}
    for name, part in parts_of(table).items():
        columns[name], values[name] = _packed(part)
    about = json.dumps({"said": said, "values": values, "sums": sums_about(sums)}, ensure_ascii=False)
    whole = pa.table(columns).replace_schema_metadata({"about": about})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(whole)
    numbers = sums_packed(sums)
    parts = (len(numbers).to_bytes(_LENGTH), pa.compress(numbers, "lz4_raw", asbytes=True), sink.getvalue())
    return b"".join([len(parts[1]).to_bytes(_LENGTH), *parts])


def unpacked(content: bytes) -> tuple[pd.DataFrame, Sums, Said]:
    """The same the other way round.

    Raises:
        ValueError: It is something else (this and what it is made from: KeyError, TypeError, IndexError).
    """
    length, size = (int.from_bytes(content[at : at + _LENGTH]) for at in (0, _LENGTH))
    numbers, verdicts = content[2 * _LENGTH :][:length], content[2 * _LENGTH + length :]
    with pa.ipc.open_stream(verdicts) as reader:
        whole = reader.read_all()
    about = json.loads(whole.schema.metadata[b"about"])
    parts = {name: _unpacked(name, whole[name], about["values"][name]) for name in COLUMNS}
    sums = sums_unpacked(pa.decompress(numbers, size, "lz4_raw", asbytes=True), about["sums"])
    return joined([parts], np.arange(whole.num_rows)), sums, about["said"]


def _packed(part: Part) -> tuple[pa.Array, list[Any]]:
    if isinstance(part, Whole):
        return pa.array(part.values, mask=~part.known), []
    if isinstance(part, Marked):
        return pa.array(part.values), []
    coded = _coded(part) if isinstance(part, Listed) else part
    return pa.array(coded.codes.astype(np.int32)), [_plain(value) for value in coded.values]


def _coded(part: Listed) -> Coded:
    """The distinct values told apart, most of which are the same."""
    values = np.empty(len(part.values), object)
    values[:] = part.values
    codes, distinct = pd.factorize(values)
    return Coded(distinct.tolist(), codes)


def _unpacked(name: str, column: pa.ChunkedArray, values: Sequence[Any]) -> Part:
    if name in INTEGERS:
        return Whole(column.fill_null(0).to_numpy(), column.is_valid().to_numpy())
    if name == "at_risk":
        return Marked(column.to_numpy())
    known, codes = [_value(value) for value in values], column.to_numpy().astype(np.int64)
    if len(codes) and not -1 <= codes.min() <= codes.max() < len(known):
        raise ValueError(name)
    if name in LISTS:
        with_none = [*known, None]
        return Listed([with_none[code] for code in codes.tolist()])
    return Coded(known, codes)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    return {"list": list(value)} if isinstance(value, tuple) else value


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return dt.date.fromisoformat(value["day"]) if "day" in value else tuple(value["list"])
