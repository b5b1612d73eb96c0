# SPDX-License-Identifier: EUPL-1.2
"""Whether a number of few persons follows: looked for is a world that is published alike and has another number."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from public_walk import wandering
from public_worlds import FEW, Number, World, numbers, others, sides

ENOUGH, TRIED, APART = 120, 60, 7
"""So many worlds that may be published alike are looked at before any is judged, so many are judged, and of those
found by wandering, which are much alike, each so many-th."""


def following(world: World, alike: Callable[[World], bool]) -> tuple[int, list[str]]:
    """How many numbers of one to three persons a world has, and which of them no other world was found to hide.

    Args:
        alike: Whether another world is published like this one.
    """
    wanted = {name: number for name, number in numbers() if number(world) in FEW}
    open_, mine = dict(wanted), sides(world)
    possible = (other for other in others(world) if _hides(other, open_) and sides(other) == mine)
    some = _some(possible, open_)
    for _ in range(min(TRIED, len(some))):
        best = max(some, key=lambda other: len(_hides(other, open_)))
        some.remove(best)
        _close(open_, best, alike)
    for name, number in wanted.items():
        for other in islice(wandering(world, number), 0, TRIED * APART, APART):
            if name not in open_:
                break
            _close(open_, other, alike)
    return len(wanted), list(open_)


def _close(open_: dict[str, Number], other: World, alike: Callable[[World], bool]) -> None:
    """Take out what another world hides, if it is published alike."""
    hidden = _hides(other, open_)
    if hidden and alike(other):
        for name in hidden:
            del open_[name]


def _hides(other: World, open_: Mapping[str, Number]) -> list[str]:
    """The numbers that are none of one to three persons in another world."""
    return [name for name, number in open_.items() if number(other) not in FEW]


def _some(possible: Iterator[World], open_: Mapping[str, Number]) -> list[World]:
    """Worlds enough to choose from: until each number is hidden in one, and a few more."""
    some, left = list[World](), set(open_)
    for other in possible:
        some.append(other)
        left -= set(_hides(other, open_))
        if (len(some) >= ENOUGH and not left) or len(some) >= 3 * ENOUGH:
            break
    return some
