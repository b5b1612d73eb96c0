# SPDX-License-Identifier: EUPL-1.2
"""Whether a number of few persons follows: looked for is a world that is published alike and has another number."""

from collections.abc import Callable, Mapping
from itertools import islice
from operator import eq

from public_walk import wandering
from public_worlds import FEW, Number, World, numbers, others, sides

ENOUGH, MOST = 40, 80
"""So many worlds that may be published alike are looked at before any is judged."""

TRIED, APART = 60, 7
"""So many of those found by wandering are judged; as they are much alike, each so many-th."""


def following(world: World, alike: Callable[[World], bool]) -> tuple[int, list[str]]:
    """How many numbers of one to three persons a world has, and which of them no other world was found to hide.

    Args:
        alike: Whether another world is published like this one.
    """
    wanted = {name: number for name, number in numbers() if number(world) in FEW}
    open_ = set(wanted)
    some = _some(world, wanted)
    while open_ and (hidden := max((names & open_ for _, names in some), key=len, default=())):
        place = next(place for place, (_, names) in enumerate(some) if names & open_ == hidden)
        other, _ = some.pop(place)
        open_ -= hidden if alike(other) else set()
    for name, number in wanted.items():
        found = islice(wandering(world, number), 0, TRIED * APART, APART) if name in open_ else iter(())
        while name in open_ and (other := next(found, None)):
            open_ -= _hidden(other, wanted) if alike(other) else set()
    return len(wanted), [name for name in wanted if name in open_]


def _hidden(other: World, wanted: Mapping[str, Number]) -> set[str]:
    """The numbers that are none of one to three persons in another world."""
    return {name for name, number in wanted.items() if number(other) not in FEW}


def _some(world: World, wanted: Mapping[str, Number]) -> list[tuple[World, set[str]]]:
    """Worlds enough to choose from, and what each hides: until each number is hidden in one, and a few more."""
    some, left, mine = list[tuple[World, set[str]]](), set(wanted), tuple(sides(world))
    for other in others(world):
        hidden = _hidden(other, wanted)
        if hidden and all(map(eq, sides(other), mine)):
            some.append((other, hidden))
            left -= hidden
        if (len(some) >= ENOUGH and not left) or len(some) >= MOST:
            break
    return some
