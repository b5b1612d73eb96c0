# SPDX-License-Identifier: EUPL-1.2
"""A table of verdicts of which parts were judged again: what was kept of the rest, in the order of any such table."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.rule import Objective, Rule
from ..definitions.registry import Registry
from .rows import Codes, Parts, days, joined, numbered, parts_of

Scope = Sequence[tuple[Objective, Rule]]
Chosen = NDArray[np.bool_]


class Together:
    """Puts tables together under rules and a registry."""

    def __init__(self, scope: Scope, registry: Registry) -> None:
        ids = (each.id for _, rule in scope for each in (rule, *rule.members))
        self._places = {each: place for place, each in enumerate(ids)}
        self._registry = registry

    def table(
        self, kept: pd.DataFrame, changed: Collection[str], tables: Sequence[pd.DataFrame]
    ) -> pd.DataFrame:
        """The rows kept in place of which nothing was judged, and those that were judged.

        Args:
            changed: The rules that say something else now, and their members: of them nothing that was kept stands.
            tables: What was judged.
        """
        several = [parts_of(table) for table in (kept, *tables) if len(table)]
        if not several:
            return kept
        keys = [self._keys(columns) for columns in several]
        rules, units, starts = (np.concatenate(each) for each in zip(*keys, strict=True))
        order = np.lexsort((starts, units, rules))
        stands = self._last(rules[order], units[order], starts[order])
        if len(kept):
            gone = np.isin(rules, [-1, *(self._places[each] for each in changed if each in self._places)])
            gone[len(kept) :] = False
            stands &= ~gone[order]
        return joined(several, order[stands])

    def _keys(self, columns: Parts) -> tuple[Codes, Codes, Codes]:
        """What the rows are ordered by: rule, unit and window."""
        units = numbered(columns["unit"], self._registry.index)
        return numbered(columns["rule"], self._places), units, days(columns["start"])

    def _last(self, *keys: Codes) -> Chosen:
        """Of rows in order, which are the last of those about the same: that of the table judged last."""
        stands = np.ones(len(keys[0]), bool)
        stands[:-1] = np.any([key[:-1] != key[1:] for key in keys], axis=0)
        return stands
