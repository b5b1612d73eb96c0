# SPDX-License-Identifier: EUPL-1.2
"""An attacker with everything that is published on two days learns no number of one to three persons."""

import pytest
from public_worlds import alike, differs, following, others, random_world, told

pytestmark = pytest.mark.slow

SEEDS = (0,)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_few_persons_follows(seed: int) -> None:
    wanted, found = following(random_world(seed))
    assert (wanted > 0, found) == (True, [])


def test_the_attacker_tells_worlds_apart_by_what_is_not_withheld() -> None:
    world = random_world(0)
    said = told(world)
    other = next(one for one in others(world) if differs(one, world) and alike(one, said))
    assert told(other, lambda verdicts: verdicts) != told(world, lambda verdicts: verdicts)
