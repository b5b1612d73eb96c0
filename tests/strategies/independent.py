# SPDX-License-Identifier: EUPL-1.2
"""Many runs that owe nothing to one another."""

import random
from collections.abc import Iterator
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

ENOUGH = 8_000
"""Bytes that decide a value: more than any run asks for."""

Drawn = TypeVar("Drawn")


def independent(strategy: SearchStrategy[Drawn], count: int, start: int) -> Iterator[Drawn]:
    """So many values, the same for the same start, whatever else the process does.

    A search of Hypothesis would be variations of a few, told by every number that the sources loaded happen to hold.
    """
    found: list[Drawn] = []

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def keep(drawn: Drawn) -> None:
        found.append(drawn)

    for number in range(count):
        decided = keep.hypothesis.fuzz_one_input(random.Random(f"{start}/{number}").randbytes(ENOUGH))
        assert decided is not None
        yield found.pop()
