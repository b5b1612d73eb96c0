# SPDX-License-Identifier: EUPL-1.2
"""What Python knows, given to the database as a table."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa
from numpy.typing import NDArray


def create_table(
    con: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, pa.Array | NDArray[Any] | Sequence[int]]
) -> None:
    """Create a temporary table of these columns, in place of one of the same name."""
    con.register("given", pa.table(dict(columns)))
    con.execute(f"create or replace temp table {name} as select * from given")
    con.unregister("given")


def day_column(ordinals: Sequence[int]) -> pa.Array:
    """Days given by their ordinals, as a column of dates."""
    return pa.array([dt.date.fromordinal(day) for day in ordinals], pa.date32())
