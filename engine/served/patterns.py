# SPDX-License-Identifier: EUPL-1.2
"""Rows of events that are alike in all that the rules ask, and what each lot of them fails.

Few patterns of columns occur, so the rules are asked of patterns and not of rows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..definitions.registry import Registry
from ..tallies.selectors import test_sql
from .questions import AskedCondition, PlaceAsked, Question

RAW = ("event", "deliverable", "topic", "target", "phase")
"""Columns whose values tell patterns apart; of the others only the answers to tests do."""


@dataclass(frozen=True)
class RowPatterns:
    """The patterns of some rows, in the table `served_pattern`.

    Attributes:
        values: What each pattern has in the columns of `RAW`.
        meets: For each pattern whether it meets each of the asks.
        asked: For each question the places of its asks.
        columns: What a row must have alike with its pattern, as SQL, by the column of the table.
    """

    con: duckdb.DuckDBPyConnection
    values: Sequence[tuple[str | None, ...]]
    meets: NDArray[np.bool_]
    asks: Sequence[AskedCondition]
    asked: Sequence[Sequence[int]]
    columns: dict[str, str]

    def rows(self, rows: str, patterns: Collection[int], selected: str) -> str:
        """The query for the rows of some patterns, `p.pattern` among what may be selected of them."""
        alike = " and ".join(f"{sql} is not distinct from p.{name}" for name, sql in self.columns.items())
        numbers = ", ".join(map(str, patterns))
        joined = f"{_placed(rows)} join served_pattern as p on {alike}"
        return f"select {selected} from {joined} where p.pattern in ({numbers})"


def patterns_of(
    con: duckdb.DuckDBPyConnection, rows: str, asked: Sequence[Question], registries: Sequence[Registry]
) -> RowPatterns:
    """The patterns of the rows of a relation like `event_row`; annulled rows are no events."""
    asks = list({ask.key: ask for question in asked for ask in question.asks}.values())
    number = {ask.key: place for place, ask in enumerate(asks)}
    places = [ask.test for ask in asks if isinstance(ask.test, PlaceAsked)]
    _create_places(con, rows, places, registries)
    columns = {name: f'e."{name}"' for name in RAW} | {"place": "s.place"}
    for place, ask in enumerate(asks):
        if not isinstance(ask.test, PlaceAsked) and ask.column not in RAW:
            columns[f"a{place}"] = test_sql(ask.column, ask.test)
    distinct = ", ".join(f"{sql} as {name}" for name, sql in columns.items())
    con.execute(
        "create or replace temp table served_pattern as select row_number() over () - 1 as pattern, * from "
        f"(select distinct {distinct} from {_placed(rows)})"
    )
    answers = ", ".join(_answer(place, ask) for place, ask in enumerate(asks)) or "true"
    meets = con.execute(f"select {answers} from served_pattern order by pattern").fetchall()
    values = con.execute(f"select {', '.join(RAW)} from served_pattern order by pattern").fetchall()
    return RowPatterns(
        con,
        values,
        _with_places(con, np.array(meets, bool).reshape(len(values), max(1, len(asks))), asks, places),
        asks,
        [[number[ask.key] for ask in question.asks] for question in asked],
        columns,
    )


_CASE = 'case when e."case" in (select code from served_unit) then e."case" end'
"""The case of an event, if it is a unit."""


def _placed(rows: str) -> str:
    """The rows, each with the number of the places it belongs to."""
    return (
        f"{rows} as e join served_place as s on s.unit is not distinct from e.unit "
        f"and s.case_unit is not distinct from {_CASE} and coalesce(e.status, 'valid') = 'valid'"
    )


def _answer(place: int, ask: AskedCondition) -> str:
    if isinstance(ask.test, PlaceAsked):
        return "false"
    return test_sql(ask.column, ask.test) if ask.column in RAW else f"a{place}"


def _with_places(
    con: duckdb.DuckDBPyConnection,
    meets: NDArray[np.bool_],
    asks: Sequence[AskedCondition],
    places: Sequence[PlaceAsked],
) -> NDArray[np.bool_]:
    """The answers, with those about places filled in."""
    found = con.execute("select place from served_pattern order by pattern").fetchall()
    for number, ask in enumerate(asks):
        if isinstance(ask.test, PlaceAsked):
            bit = places.index(ask.test)
            meets[:, number] = [bool(int(signature) >> bit & 1) for (signature,) in found]
    return meets


def _create_places(
    con: duckdb.DuckDBPyConnection, rows: str, places: Sequence[PlaceAsked], registries: Sequence[Registry]
) -> None:
    """Create `served_place`: for each unit and case that occur, the places they belong to, as bits of a number."""
    _register(con, "served_unit", code=sorted({code for registry in registries for code in registry.codes}))
    found = con.execute(f"select distinct e.unit, {_CASE} from {rows} as e").fetchall()
    signatures = [
        str(sum(1 << bit for bit, place in enumerate(places) if _belongs(unit, case, place, registries)))
        for unit, case in found
    ]
    units, cases = [unit for unit, _ in found], [case for _, case in found]
    _register(con, "served_place", unit=units, case_unit=cases, place=signatures)


def _register(con: duckdb.DuckDBPyConnection, name: str, **columns: Sequence[str | None]) -> None:
    given = pa.table({column: pa.array(values, pa.string()) for column, values in columns.items()})
    con.register("given_rows", given)
    con.execute(f"create or replace temp table {name} as select * from given_rows")
    con.unregister("given_rows")


def _belongs(unit: str | None, case: str | None, place: PlaceAsked, registries: Sequence[Registry]) -> bool:
    """Whether an event of some units and a case belongs to a place, on whichever day."""
    codes = [*(unit or "").split("|"), *([case] if case else [])]
    return any(_within(registry, codes, place) for registry in registries)


def _within(registry: Registry, codes: Sequence[str], place: PlaceAsked) -> bool:
    reached = {
        code
        for named in codes
        for each in _lineage(registry, named)
        for code in (each, *registry.ancestors(each))
    }
    units = [unit for code in reached if (unit := registry.get(code)) is not None]
    judged = any(
        unit.kind in place.kinds
        and all(unit.attributes.get(name) in values for name, values in place.attributes)
        for unit in units
    )
    return judged and (not place.counted or any(unit.kind in place.counted for unit in units))


def _lineage(registry: Registry, code: str) -> list[str]:
    """A unit and those that continue it."""
    found: list[str] = []
    unit = registry.get(code)
    while unit is not None and unit.code not in found:
        found.append(unit.code)
        unit = registry.get(unit.successor) if unit.successor else None
    return found
