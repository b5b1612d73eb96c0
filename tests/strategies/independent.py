# SPDX-License-Identifier: EUPL-1.2
"""Many runs that owe nothing to one another."""

from collections.abc import Iterator
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

A_SEARCH = 10
"""As long as it is healthy and short, a search copies nothing from what it drew before."""

Drawn = TypeVar("Drawn")


def independent(strategy: SearchStrategy[Drawn], count: int, start: int) -> Iterator[Drawn]:
    """So many values, the same for the same start: one long search of Hypothesis would be variations of a few."""
    for number in range(-(-count // A_SEARCH)):
        yield from _search(strategy, min(A_SEARCH, count - number * A_SEARCH), f"{start}/{number}")


def _search(strategy: SearchStrategy[Drawn], count: int, start: str) -> list[Drawn]:
    found: list[Drawn] = []

    @seed(start)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def keep(drawn: Drawn) -> None:
        found.append(drawn)

    keep()
    return found
