# SPDX-License-Identifier: EUPL-1.2
"""What of a run is asked for: rules, objectives, units, readings."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...schema.errors import UsageError
from ..definitions.conventions import reading_problem
from ..verdicts.run import Options
from .meant import not_among, read_units
from .setting import Setting


@dataclass(frozen=True)
class Filters:
    """What of a run is asked for; empty means all."""

    rules: Sequence[str] = ()
    objectives: Sequence[str] = ()
    units: Sequence[str] = ()
    readings: Mapping[str, str] | None = None

    def options(self, as_of: dt.date, known_at: dt.date | None) -> Options:
        """The same as the engine takes it."""
        return Options(
            as_of,
            known_at,
            rules=frozenset(self.rules) or None,
            objectives=frozenset(self.objectives) or None,
            units=frozenset(self.units) or None,
            readings=self.readings or {},
        )


def checked_filters(filters: Filters, setting: Setting) -> Filters:
    """The filters with the codes of the units that are meant.

    Raises:
        UsageError: Lists all filters and readings that name nothing.
    """
    book = setting.rulebook
    units, problems = read_units(filters.units, setting.units)
    known = {
        "--rule": (filters.rules, [rule.id for _, rule in book.rules()]),
        "--objective": (filters.objectives, [objective.objective for objective in book.objectives]),
    }
    problems += [
        f"{option}: {not_among(word, options)}"
        for option, (words, options) in known.items()
        for word in words
        if word not in options
    ]
    for name, option in (filters.readings or {}).items():
        if message := reading_problem(name, option, book.vocabulary):
            problems.append(f"--reading: {message}")
    if problems:
        raise UsageError(problems)
    return replace(filters, units=units)
