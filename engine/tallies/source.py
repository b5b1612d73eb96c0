# SPDX-License-Identifier: EUPL-1.2
"""Source: what a run takes its counts from: the scan of its events, and counts that were kept from before."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import duckdb

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Rule
from ..definitions.registry import Registry
from .asked import conditions_of
from .counts import Counts
from .cube import Cube, build_cube
from .frames import Frame
from .layouts import Layouts

DaysOfUnits = Mapping[str, Collection[int]]
"""By code of a unit, the ordinals of the days on which an event at it met a condition."""

Named = tuple[tuple[str, ...], int]
"""The first events a verdict rests on, and how many more there are."""


class Kept(Protocol):
    """Counts that are brought up to date with each event; None where the events must be looked at."""

    @property
    def rules(self) -> frozenset[str]:
        """The rules for which no event need be looked at."""

    def counts(self, frame: Frame) -> Counts | None:
        """What the events of a rule add up to over its frame; of a share, without its population."""

    def days(self, where: Where) -> DaysOfUnits | None:
        """When a condition was met, at every unit."""

    def evidence(self, rule: str, unit: str, window: str) -> Named | None:
        """The events that a rule names of a unit in a window."""


@dataclass(frozen=True)
class Source:
    """Where the counts of a run come from.

    Attributes:
        con: The connection that holds the run's facts.
        registry: The units of the run.
        scan: Scans the events; asked for once, when something must be looked at.
        kept: What need not be looked at.
    """

    con: duckdb.DuckDBPyConnection
    registry: Registry
    scan: Callable[[], Cube]
    kept: Kept | None = None

    @cached_property
    def cube(self) -> Cube:
        """The events of the run, scanned."""
        return self.scan()


def scanned(
    con: duckdb.DuckDBPyConnection,
    registry: Registry,
    convention: Convention,
    as_of: dt.date,
    layouts: Layouts,
    rules: Sequence[Rule],
) -> Cube:
    """The events of a run, scanned for every rule in scope."""
    conditions = [where for rule in rules for where in conditions_of(rule)]
    return build_cube(con, registry, convention, as_of, layouts.made(rules), conditions)
