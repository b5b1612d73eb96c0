# SPDX-License-Identifier: EUPL-1.2
"""What one convention contributes to the rules of the nation: few of its events, all that is said of members."""

from collections.abc import Iterator

from ..archive.currency import create_current
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables, fact_columns
from ..tallies.asked import conditions_of
from ..tallies.selectors import where_sql
from ..verdicts.run import Options
from .parts import Part, table_part


def contribution(rulebook: Rulebook, facts: FactTables, options: Options) -> Iterator[Part]:
    """The versions that count of the events that a rule of the nation may ask for, and the rest of the facts.

    Persons and firms travel with them: the nation counts different ones, which no sum of the regions tells.
    """
    own = facts.con.cursor()
    create_current(FactTables(own, facts.complete, facts.repeated_ids, facts.current), options.known_at)
    national = [rule for _, rule in rulebook.rules() if "nation" in rule.for_each.kind]
    asked = dict.fromkeys(f"({where_sql(where)})" for rule in national for where in conditions_of(rule))
    met = " or ".join(asked) or "false"
    events = f"select {fact_columns('event_row')} from occurrence where {met}"
    yield table_part("event_row", own.sql(events).to_arrow_table())
    for name in ("population_row", "submission_row", "figure_row"):
        yield table_part(name, own.sql(f"select {fact_columns(name)} from {name}").to_arrow_table())
