# SPDX-License-Identifier: EUPL-1.2
"""An attacker with everything that is published on two days learns no number of one to three persons."""

import pytest
from public_worlds import following, random_world

pytestmark = pytest.mark.slow

SEEDS = (0,)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_few_persons_follows(seed: int) -> None:
    wanted, found = following(random_world(seed))
    assert (wanted > 0, found) == (True, [])


def test_the_attacker_finds_what_is_not_withheld() -> None:
    wanted, found = following(random_world(0), lambda verdicts: verdicts)
    assert len(found) > wanted / 2
