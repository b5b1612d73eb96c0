# SPDX-License-Identifier: EUPL-1.2
"""Worlds found by wandering: some person or talk changed at each step, seldom far from what would be published alike.

Some numbers are hidden only by several changes at once, which no list of single ones holds.
"""

import datetime as dt
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from public_worlds import FEW, Number, Person, World, sides

STEPS = 120_000
WARMTH, ANEW = 0.35, 1_500
"""How readily something further away is gone on with, and after how many steps the way begins anew."""

MOST = 40
JOINED = (None, *(dt.date(2018, month, 1) for month in (1, 2, 3)))
TALKS = [dt.date(2018, month, day) for month, day in ((1, 9), (2, 14), (3, 6), (3, 15), (4, 5))]
"""Days in each month, and on either side of the first day of looking."""


def wandering(world: World, number: Number) -> Iterator[World]:
    """Worlds on the same side of all that is asked, where a number is none of one to three persons.

    What lies nearer to that is gone on with, what lies further away now and then.
    """
    chance, mine = random.Random(str(world)), tuple(sides(world))
    for step in range(STEPS):
        if step % ANEW == 0:
            here, far = world, _far(world, mine, number)
        there = chance.choice(EDITS)(here, chance, step)
        then = _far(there, mine, number)
        if then <= far or chance.random() < math.exp((far - then) / WARMTH):
            here, far = there, then
            if not far:
                yield here


def _far(world: World, mine: tuple[object, ...], number: Number) -> float:
    """How many things that are asked lie on another side, and how far the number is from none or from four."""
    astray = sum(one != other for one, other in zip(sides(world), mine, strict=True))
    found = number(world)
    return astray + min(found, max(0, FEW.stop - found)) / 2


def _added(world: World, chance: random.Random, step: int) -> World:
    talks = tuple(chance.sample(TALKS, chance.choice((0, 0, 1, 1, 1, 2))))
    new = Person(f"W{step}", chance.choice("AB"), chance.choice(JOINED), talks)
    return replace(world, persons=(*world.persons, new)[-MOST:])


def _copied(world: World, chance: random.Random, step: int) -> World:
    if not world.persons:
        return world
    new = replace(chance.choice(world.persons), name=f"W{step}")
    return replace(world, persons=(*world.persons, new)[-MOST:])


def _removed(world: World, chance: random.Random, _: int) -> World:
    gone = chance.randrange(len(world.persons) + 1)
    return replace(world, persons=world.persons[:gone] + world.persons[gone + 1 :])


def _changed(world: World, chance: random.Random, _: int) -> World:
    """A person joins on another day, is talked to once more or once less, or on other days."""
    if not world.persons:
        return world
    place = chance.randrange(len(world.persons))
    one = world.persons[place]
    talks = tuple(chance.sample(TALKS, chance.choice((0, 1, 1, 2))))
    new = replace(
        one, **chance.choice(({"joined": chance.choice(JOINED)}, {"talks": talks}, {"talks": one.talks[1:]}))
    )
    return replace(world, persons=(*world.persons[:place], new, *world.persons[place + 1 :]))


def _trained(world: World, chance: random.Random, _: int) -> World:
    trainings = tuple((unit, day, chance.choice((many, 1, 4, 5, 9))) for unit, day, many in world.trainings)
    return replace(world, trainings=trainings)


EDITS: tuple[Callable[[World, random.Random, int], World], ...] = (
    _added,
    _copied,
    _removed,
    _changed,
    _trained,
)
