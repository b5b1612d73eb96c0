# SPDX-License-Identifier: EUPL-1.2
"""What the chain of the log holds in the place of persons and of rows that may have to be forgotten.

A *mark* is the digest of a value and of a random salt. While both are there it proves the value; once a person is
forgotten, value and salt are gone, nobody can find the person by guessing, and whatever was computed from the mark
still holds.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from itertools import islice
from json.encoder import encode_basestring_ascii

import duckdb
import pyarrow as pa

_AT_ONCE = 50_000
"""How many persons are held in memory together."""

_MARK = """sha256('["' || salt || '", ' || written || ']')"""
"""`mark_of` of one text, for many at once: `written` is the text as JSON writes it."""


def new_salt() -> str:
    """A salt that cannot be guessed."""
    return _salts(1)[0]


def _salts(count: int) -> list[str]:
    digits = os.urandom(16 * count).hex()
    return [digits[start : start + 32] for start in range(0, len(digits), 32)]


def mark_of(salt: str, *values: str | int | None) -> str:
    """The mark of a value, or of the values of a row.

    >>> mark_of("salt", "P1") == mark_of("salt", "P1") != mark_of("pepper", "P1")
    True
    """
    return hashlib.sha256(json.dumps([salt, *values], ensure_ascii=True).encode()).hexdigest()


def create_new_marks(con: duckdb.DuckDBPyConnection, keys: Iterable[str], name: str = "new_person") -> None:
    """Create a temporary table like `person` for persons who have no mark yet."""
    con.execute(f'create or replace temp table {name} ("key" varchar, salt varchar, mark varchar)')
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        columns = {"key": some, "salt": _salts(len(some)), "written": [*map(encode_basestring_ascii, some)]}
        con.register(
            "salted_key", pa.table({field: pa.array(of, pa.string()) for field, of in columns.items()})
        )
        con.execute(f'insert into {name} select "key", salt, {_MARK} from salted_key')
        con.unregister("salted_key")


def marked(rows: str, persons: str) -> str:
    """The relation of some rows with the marks of persons in the place of their keys.

    Args:
        rows: A relation with a column `person`.
        persons: A relation like the table `person`, with everybody named in the rows.
    """
    return f'(select r.* replace (p.mark as person) from {rows} as r left join {persons} as p on r.person = p."key")'


ROW = ("submission", "file", "sheet", "row", "problem", "content")
"""The columns of a refused row that its mark covers."""


def row_mark(salt: str, row: Sequence[str | int | None]) -> str:
    """The mark of a refused row, of its columns in the order of `ROW`."""
    return mark_of(salt, *row)
