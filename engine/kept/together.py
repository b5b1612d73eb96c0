# SPDX-License-Identifier: EUPL-1.2
"""A table of verdicts of which parts were judged again: what was kept of the rest, in the order of any such table."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.rule import Objective, Rule
from ..definitions.registry import Registry
from ..stream.touching import Touching
from ..verdicts.part import Part
from .rows import Codes, Parts, days, joined, numbered, parts_of

Scope = Sequence[tuple[Objective, Rule]]
Chosen = NDArray[np.bool_]


class Together:
    """Puts tables together under rules and a registry."""

    def __init__(self, scope: Scope, registry: Registry, touching: Touching) -> None:
        self._rules = {rule.id: rule for _, rule in scope}
        self._places = {each: place for place, each in enumerate(self._ids(self._rules))}
        self._registry, self._touching = registry, touching

    def table(
        self, kept: pd.DataFrame, parts: Sequence[Part], tables: Sequence[pd.DataFrame]
    ) -> pd.DataFrame:
        """The rows kept that still stand, and those of the parts.

        Args:
            tables: Of each part what was judged.
        """
        several = [parts_of(table) for table in (kept, *tables) if len(table)]
        if not several:
            return kept
        keys = [self._keys(columns) for columns in several]
        rules, units, starts = (np.concatenate(each) for each in zip(*keys, strict=True))
        stands = np.ones(len(rules), bool)
        if len(kept):
            stands[: len(kept)] = self._standing(several[0], parts)
        order = np.lexsort((starts, units, rules))
        return joined(several, order[stands[order]])

    def _keys(self, columns: Parts) -> tuple[Codes, Codes, Codes]:
        """What the rows are ordered by: rule, unit and window."""
        units = numbered(columns["unit"], self._registry.index)
        return numbered(columns["rule"], self._places), units, days(columns["start"])

    def _standing(self, kept: Parts, parts: Sequence[Part]) -> Chosen:
        """Which rows of the table that was kept still stand."""
        rules, ends = numbered(kept["rule"], self._places), days(kept["end"])
        stands: Chosen = rules >= 0
        for part in parts:
            homeless = [rule for rule in part.rules if not self._touching.judged[rule]]
            units = numbered(kept["unit"], dict.fromkeys(part.units, 1)) > 0
            late = True if part.since is None else ends >= part.since.toordinal()
            again = self._among(rules, part.rules) & units & late
            stands &= ~(again | self._among(rules, homeless))
        return stands

    def _among(self, numbers: Codes, rules: Sequence[str] | frozenset[str]) -> Chosen:
        """Which rows are of some rules or their members."""
        return np.isin(numbers, [self._places[each] for each in self._ids(rules)])

    def _ids(self, rules: Mapping[str, Rule] | Sequence[str] | frozenset[str]) -> Iterator[str]:
        """The ids of rules, each before those of its members."""
        for rule in (self._rules[each] for each in rules):
            yield rule.id
            yield from (member.id for member in rule.members)
