# SPDX-License-Identifier: EUPL-1.2
"""What the judging of one convention sends back, as rows of one table: verdicts, facts of the nation, a refusal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import pyarrow as pa

Kind = Literal[
    "verdicts",
    "breached",
    "complete",
    "event_row",
    "population_row",
    "submission_row",
    "figure_row",
    "record",
    "refused",
]

SCHEMA = pa.schema(
    [("convention", pa.string()), ("kind", pa.string()), ("number", pa.int64()), ("payload", pa.binary())]
)
DDL = "convention string, kind string, number long, payload binary"
"""The same as Spark writes it."""
LINES = 5_000
"""How many verdicts travel in one row."""


@dataclass(frozen=True)
class Part:
    """One row.

    Attributes:
        number: Of `verdicts` its place among them; of `breached` whether any shows a breach, and of `complete` whether
            the events came as bare files, 1 or 0; else 0.
        payload: Lines of NDJSON, an Arrow stream, or a sentence.
    """

    kind: Kind
    payload: bytes = b""
    number: int = 0


def verdict_parts(lines: Iterator[str]) -> Iterator[Part]:
    """Lines of NDJSON, many to a part."""
    number = 0
    while some := "".join(islice(lines, LINES)):
        yield Part("verdicts", some.encode(), number)
        number += 1


def table_part(kind: Kind, table: pa.Table) -> Part:
    """A table as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return Part(kind, sink.getvalue().to_pybytes())


def read_table(payload: bytes) -> pa.Table:
    """The table of such a part."""
    with pa.ipc.open_stream(payload) as reader:
        return reader.read_all()


def as_table(convention: str, parts: Iterable[Part]) -> pa.Table:
    """The parts of one convention as they are sent."""
    rows = [
        {"convention": convention, "kind": one.kind, "number": one.number, "payload": one.payload}
        for one in parts
    ]
    return pa.Table.from_pylist(rows, SCHEMA)
