# SPDX-License-Identifier: EUPL-1.2
"""Random worlds of few persons, the numbers an attacker would like to know, and worlds in which they are others.

A number of persons follows from what is published only if every world that would be published alike has it. So for
each number of one to three persons another world is looked for that has another number there, none or more than
three, and of which every published byte is the same: whatever sums and differences an attacker takes, he cannot tell
the two apart. The other worlds are made by telling persons twice or more often, by leaving some out, by moving them.

Which worlds may be published alike is reckoned first, from what every duty asks: of thousands of worlds only those are
judged that lie on the same side of all of it.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import eq

DAYS = (dt.date(2018, 3, 12), dt.date(2018, 4, 20))
"""The days of which everything is published; an agenda looks so many days further."""

AHEAD = dt.timedelta(60)
MONTHS = (1, 2, 3)
FEW = range(1, 4)


@dataclass(frozen=True)
class Person:
    """Somebody a job centre may have talked to.

    Attributes:
        joined: The day of joining the target group; none for who does not belong to it.
        talks: The days of the interviews.
    """

    name: str
    unit: str
    joined: dt.date | None
    talks: tuple[dt.date, ...]


@dataclass(frozen=True)
class World:
    """Who there is, who came to trainings, and what the agreement asks for."""

    persons: tuple[Person, ...]
    trainings: tuple[tuple[str, dt.date, int], ...]
    asked: Mapping[str, int]


def random_world(seed: int) -> World:
    """A few persons at two job centres, with few interviews."""
    chance = random.Random(seed)
    persons = tuple(
        Person(
            f"P{unit}{number}", unit, None if chance.random() < 0.2 else dt.date(2018, chance.randint(1, 3), 1),
            tuple(_day(chance) for _ in range(chance.choice((0, 0, 1, 1, 2)))),
        )
        for unit in "AB"
        for number in range(chance.randint(0, 9))
    )  # fmt: skip
    trainings = tuple((unit, _day(chance), chance.randint(1, 6)) for unit in "AB" if chance.random() < 0.7)
    least = {"persons_a_month": 8, "persons_a_year": 30, "interviews": 20, "trainees": 20}
    return World(persons, trainings, {name: chance.randint(1, most) for name, most in least.items()})


def _day(chance: random.Random) -> dt.date:
    return dt.date(2018, chance.choice((1, 2, 3, 3, 4)), chance.randint(1, 18))


Number = Callable[[World], int]
"""A number of persons that an attacker would like to know."""


def talked(world: World, unit: str, since: dt.date, until: dt.date) -> int:
    """How many persons a job centre talked to from one day to another."""
    return sum(any(since <= day <= until for day in one.talks) for one in world.persons if one.unit == unit)


def numbers() -> Iterator[tuple[str, Number]]:
    """Persons reached and not reached in each month, in the year, and between the two days of looking."""
    first, last = DAYS
    for unit in "AB":
        for month in MONTHS:
            start, end = dt.date(2018, month, 1), dt.date(2018, month + 1, 1) - dt.timedelta(1)
            yield f"{unit} {month}", lambda w, u=unit, s=start, e=end: talked(w, u, s, e)
            yield f"{unit} {month} not", lambda w, u=unit, s=start, e=end: _missed(w, u, s, e)
        yield f"{unit} year", lambda w, u=unit: talked(w, u, dt.date(2018, 1, 1), last)
        yield f"{unit} between", lambda w, u=unit: talked(w, u, first + dt.timedelta(1), last)
        yield (
            f"{unit} trained",
            lambda w, u=unit: sum(many for where, day, many in w.trainings if where == u and day <= last),
        )


def _missed(world: World, unit: str, start: dt.date, end: dt.date) -> int:
    members = [
        one for one in world.persons if one.unit == unit and one.joined is not None and one.joined <= end
    ]
    return sum(not any(start <= day <= end for day in one.talks) for one in members)


def others(world: World) -> Iterator[World]:
    """Worlds with more, fewer or other persons: few things changed first, then several at once."""
    single = [*_retrained(world), *_more(world), *_fewer(world), *_joined(world)]
    yield from single
    for times in (2, 4, 5, 7):
        yield _grown(world, times, "AB")
    for one in _fewer(world):
        yield from (*_more(one), *_joined(one))
    for one in _joined(world):
        yield from _more(one)


def _retrained(world: World) -> Iterator[World]:
    """As many came to the trainings of a job centre as here is said."""
    for unit in "AB":
        mine = [each for each in world.trainings if each[0] == unit]
        rest = tuple(each for each in world.trainings if each[0] != unit)
        for many in (4, 5, 6, 9) if mine else ():
            yield replace(world, trainings=(*rest, *((unit, day, many) for _, day, _ in mine[:1])))


def _more(world: World) -> Iterator[World]:
    """Persons of a job centre who were, or were not, talked to in a month are told more often."""
    for unit in "AB":
        for times in (2, 3, 4, 5, 6):
            yield _grown(world, times, unit)
            for chosen in _spoken(world, unit):
                yield replace(world, persons=tuple(_copies(world, times, chosen)))


def _fewer(world: World) -> Iterator[World]:
    """They are not there, or nobody talked to them, at all or in a month."""
    for unit in "AB":
        yield replace(world, persons=tuple(one for one in world.persons if one.unit != unit))
        for chosen in _spoken(world, unit):
            yield replace(world, persons=tuple(one for one in world.persons if one.name not in chosen))
        for months in ({1, 2, 3, 4}, {1}, {2}, {3}, {4}, {3, 4}):
            yield replace(
                world,
                persons=tuple(_unheard(one, months) if one.unit == unit else one for one in world.persons),
            )


def _joined(world: World) -> Iterator[World]:
    """Others are there too: strangers or members, talked to in one month, in all or in none."""
    months = [(month,) for month in (*MONTHS, 4)] + [(*MONTHS, 4), ()]
    for unit in "AB":
        for joined in (None, *(dt.date(2018, month, 1) for month in MONTHS)):
            for spoken in months:
                talks = tuple(dt.date(2018, month, 2) for month in spoken)
                for many in (1, 2, 3, 4, 6):
                    new = (Person(f"N{number}", unit, joined, talks) for number in range(many))
                    yield replace(world, persons=(*world.persons, *new))


def _spoken(world: World, unit: str) -> Iterator[set[str]]:
    """The persons of a job centre whom somebody talked to in a month, and the others."""
    for month in (*MONTHS, 4):
        for spoke in (True, False):
            yield {
                one.name
                for one in world.persons
                if one.unit == unit and any(day.month == month for day in one.talks) is spoke
            }


def _unheard(one: Person, months: set[int]) -> Person:
    return replace(one, talks=tuple(day for day in one.talks if day.month not in months))


def _grown(world: World, times: int, units: str) -> World:
    chosen = {one.name for one in world.persons if one.unit in units}
    return replace(world, persons=tuple(_copies(world, times, chosen)))


def _copies(world: World, times: int, chosen: set[str]) -> Iterator[Person]:
    for one in world.persons:
        for copy in range(times if one.name in chosen else 1):
            yield replace(one, name=f"{one.name}x{copy}" if copy else one.name)


def sides(world: World) -> Iterator[object]:
    """On which side of what is asked each number lies, on both days: what a state or an agenda may tell."""
    return (each for day in DAYS for each in _sides(world, day))


def _sides(world: World, day: dt.date) -> Iterator[object]:
    asked, talks = world.asked, _talks(world, day)
    yield _side(len({name for name, _, _ in talks}), asked["persons_a_year"])
    for unit in ("A", "B", "AB"):
        mine = [talk for _, where, talk in talks if where in unit]
        yield _side(sum(talk.month <= 3 for talk in mine), asked["interviews"])
        yield _side(sum(talk.month > 3 for talk in mine), asked["interviews"])
    for end in (dt.date(2018, 3, 31), dt.date(2018, 6, 30)):
        yield _half_reached(world, min(end, day))
    for unit in "AB":
        trained = sum(many for where, when, many in world.trainings if where == unit and when <= day)
        yield _side(trained, asked["trainees"] + 1) if asked["trainees"] > 3 else None
        yield any(one.joined for one in world.persons if one.unit == unit)
        for month in (*MONTHS, 4):
            yield _side_of_month(world, unit, month, day)


def _talks(world: World, day: dt.date) -> list[tuple[str, str, dt.date]]:
    return [(one.name, one.unit, talk) for one in world.persons for talk in one.talks if talk <= day]


def _half_reached(world: World, until: dt.date) -> object:
    """Whether there are members by a day, and whether half of them were talked to since they joined."""
    members = [(one.joined, one.talks) for one in world.persons if one.joined and one.joined <= until]
    reached = sum(any(joined <= talk <= until for talk in talks) for joined, talks in members)
    return bool(members), 2 * reached >= len(members)


def _side_of_month(world: World, unit: str, month: int, day: dt.date) -> object:
    start, last = dt.date(2018, month, 1), dt.date(2018, month + 1, 1) - dt.timedelta(1)
    if start > day:
        return None
    end = min(day, last)
    members = any(one.unit == unit and one.joined and one.joined <= end for one in world.persons)
    everyone = members and _missed(world, unit, start, end) == 0
    return _side(talked(world, unit, start, end), world.asked["persons_a_month"]), members, everyone


def _side(number: int, asked: int) -> bool | None:
    """On which side of what is asked a number lies; none where so little is asked that nothing is published."""
    return number >= asked if asked > 4 else None


def differs(world: World, other: World) -> bool:
    """Whether a number of persons is another, on the same side of what is asked."""
    return all(map(eq, sides(world), sides(other))) and any(
        number(world) != number(other) for _, number in numbers()
    )
