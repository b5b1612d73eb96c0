# SPDX-License-Identifier: EUPL-1.2
"""Patterns: events alike in all that the conditions of a run ask, and the conditions each of them meets.

Few patterns occur, so conditions are asked of patterns and not of events, and each test of a column once for all
conditions that share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from ...schema.condition import Test, Where
from .selectors import events_named, quoted, test_sql

RAW = frozenset({"event", "deliverable", "topic", "target", "phase"})
"""Columns whose values tell patterns apart; of the others a pattern keeps the answers to tests only."""


@dataclass(frozen=True)
class Patterns:
    """What stands in the table `pattern`, a row each with the number of its signature.

    Attributes:
        signatures: The signatures that meet each condition.
        alike: Whether an event `o` is of the pattern `c`, as SQL.
    """

    signatures: Mapping[Where, Sequence[int]]
    alike: str


def kept_types(conditions: Sequence[Where]) -> str:
    """The types of event that some condition can match, as SQL."""
    named = [events_named(where) for where in conditions]
    known = sorted(set[str]().union(*(names for names in named if names is not None)))
    return "true" if None in named else f"o.event in ({', '.join(map(quoted, known)) or 'null'})"


def create_patterns(con: duckdb.DuckDBPyConnection, conditions: Sequence[Where], seen: str) -> Patterns:
    """Create `pattern` from the events of `occurrence` that are seen; those that meet no condition have none.

    Args:
        conditions: Each once.
        seen: SQL for the events that are seen.
    """
    tests = list({_over_patterns(*asked): None for where in conditions for asked in where.tests().items()})
    dimensions = _dimensions(conditions)
    asked = ", ".join(f"{value} as {name}" for name, value in dimensions.items())
    con.execute(
        "create or replace temp table alike as select *, (row_number() over ())::integer as number"
        f" from (select distinct {asked} from occurrence as o where {seen})"
    )
    found = con.execute(f"select {', '.join(tests) or 'true'} from alike order by number").fetchall()
    met = _met(np.array(found, bool).reshape(len(found), max(1, len(tests))), tests, conditions)
    distinct, numbers = np.unique(met, axis=0, return_inverse=True)
    con.execute(
        "create or replace temp table pattern as select *, $signatures[number] as signature from alike"
        " where $met[number]",
        {"signatures": numbers.reshape(-1).tolist(), "met": met.any(axis=1).tolist()},
    )
    signatures = {
        where: np.flatnonzero(distinct[:, place]).tolist() for place, where in enumerate(conditions)
    }
    alike = " and ".join(f"{value} is not distinct from c.{name}" for name, value in dimensions.items())
    return Patterns(signatures, alike)


def _met(answers: NDArray[np.bool_], tests: Sequence[str], conditions: Sequence[Where]) -> NDArray[np.bool_]:
    """Whether each pattern meets each condition: all of its tests."""
    place = {test: number for number, test in enumerate(tests)}
    met = np.empty((len(answers), len(conditions)), bool)
    for number, where in enumerate(conditions):
        mine = [place[_over_patterns(*asked)] for asked in where.tests().items()]
        met[:, number] = answers[:, mine].all(axis=1)
    return met


def _dimensions(conditions: Sequence[Where]) -> dict[str, str]:
    """What the conditions ask of an event: a name for each column or answer, and its SQL over events."""
    dimensions = {"event": "o.event"}
    for where in conditions:
        for column, test in where.tests().items():
            if column in RAW:
                dimensions[column] = f"o.{column}"
            else:
                dimensions[_answer(column, test)] = test_sql(column, test)
    return dimensions


def _answer(column: str, test: Test) -> str:
    """The quoted name of the column that holds the answers to a test: the test itself."""
    return '"' + test_sql(column, test).replace('"', '""') + '"'


def _over_patterns(column: str, test: Test) -> str:
    return test_sql(column, test) if column in RAW else _answer(column, test)
