# SPDX-License-Identifier: EUPL-1.2
"""Where cases are judged: the production path, on one small database that all of them use in turn.

A case is a handful of facts, so that opening a database for each, and models with every field of every
verdict, would cost more than judging it.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import pandas as pd

from ...schema.facts import Facts
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables, connect, fact_tables_from
from ..verdicts.run import Options, Verdicts, judge, judge_programme
from .expansion import Expanded

COMPARED = (
    "kind", "threshold", "required", "observed", "shortfall", "headroom",
    "active_days", "due", "at_risk", "incomplete", "flags", "reason",
)  # fmt: skip


class ComparedVerdict(NamedTuple):
    """A verdict as far as a case may say what it must be: where it stands, and the fields in COMPARED."""

    rule: str
    unit: str
    window: str
    kind: str
    threshold: int | str | None
    required: int | None
    observed: int | None
    shortfall: int | None
    headroom: int | None
    active_days: int
    due: dt.date
    at_risk: bool
    incomplete: tuple[str, ...]
    flags: tuple[str, ...]
    reason: str | None


class JudgedCases(NamedTuple):
    """The verdicts of the rules judged, and the rules that were out of scope with the reason."""

    verdicts: tuple[ComparedVerdict, ...]
    out_of_scope: tuple[tuple[str, str], ...] = ()


class Bench:
    """Judges one set of facts after another; those laid out before are gone with the next."""

    def __init__(self) -> None:
        self._con = connect(threads=1)

    def lay_out(self, facts: Facts) -> FactTables:
        """The facts of a case as tables, until others are laid out."""
        return fact_tables_from(facts, self._con)


def judge_on(
    facts: FactTables, rulebook: Rulebook, expanded: Expanded, rules: Collection[str] | None = None
) -> JudgedCases:
    """The verdicts on the facts of a case, as every command gets them.

    Args:
        rules: Only these rules of the rulebook, where given.
    """
    only = None if rules is None else frozenset(rules)
    options = Options(as_of=expanded.as_of, known_at=expanded.known_at, rules=only)
    if expanded.programme is None:
        found = judge(rulebook, expanded.convention, expanded.registry, facts, options)
    else:
        found = judge_programme(rulebook, expanded.programme, expanded.members, facts, options)
    return JudgedCases(compared_verdicts(found), found.out_of_scope)


def compared_verdicts(found: Verdicts) -> tuple[ComparedVerdict, ...]:
    """The verdicts of a run, in the order of its table."""
    frame = found.frame
    columns = [list(_plain(frame[name])) for name in ComparedVerdict._fields[:-1]]
    return tuple(map(ComparedVerdict, *columns, _reasons(frame)))


def _plain(column: "pd.Series[Any]") -> Iterator[Any]:
    """The values of a column, None where there is none: asking each is quicker for a few than asking pandas."""
    return (None if value is pd.NA or value != value else value for value in column.tolist())


def _reasons(frame: pd.DataFrame) -> Iterator[str | None]:
    for code, about in zip(_plain(frame["reason"]), _plain(frame["reason_object"]), strict=True):
        yield code if about is None else f"{code}: {about}"
