# SPDX-License-Identifier: EUPL-1.2
"""Facts as tables in one of a few databases, each in its turn: making one takes as long as judging a few facts."""

from functools import cache
from itertools import cycle

import duckdb
from impegni.engine.intake.fact_tables import FactTables, connect, fact_tables_from
from impegni.schema.facts import Facts

HELD = 8
"""How many sets of facts stand side by side: more than any test looks at together."""


def laid_out(facts: Facts) -> FactTables:
    """The tables of facts, until as many others are laid out."""
    return fact_tables_from(facts, next(_databases()))


@cache
def _databases() -> "cycle[duckdb.DuckDBPyConnection]":
    return cycle([connect(threads=1) for _ in range(HELD)])
