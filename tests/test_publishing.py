# SPDX-License-Identifier: EUPL-1.2
"""An attacker with everything that is published on two days learns no number of one to three persons."""

import datetime as dt

import pytest
from public_outputs import Published, alike, told, told_in_full
from public_search import following
from public_worlds import Person, World, differs, others, random_world

pytestmark = pytest.mark.slow

SEEDS = (0,)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_few_persons_follows(seed: int) -> None:
    world = random_world(seed)
    wanted, found = following(world, alike(world, in_full=True))
    assert (wanted > 0, found) == (True, [])


def test_a_stranger_where_nobody_is_a_member_leaves_no_trace() -> None:
    stranger = Person("P", "B", None, (dt.date(2018, 2, 14),))
    asked = {"persons_a_month": 7, "persons_a_year": 21, "interviews": 8, "trainees": 5}
    assert alike(World((), (), asked), in_full=True)(World((stranger,), (), asked))


def test_the_attacker_tells_worlds_apart_by_what_is_not_withheld() -> None:
    world = random_world(0)
    same = alike(world)
    other = next(one for one in others(world) if differs(one, world) and same(one))
    for published in (told, told_in_full):
        here, there = (list(published(Published(one, lambda verdicts: verdicts))) for one in (world, other))
        assert here != there
