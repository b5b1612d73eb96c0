# SPDX-License-Identifier: EUPL-1.2
"""What lines have changed among the facts that count, as far as rules can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Counted(NamedTuple):
    """A figure or a membership that counts now, or counted until now.

    Attributes:
        owner: The unit or the case whose it is.
    """

    population: str
    unit: str
    case: str | None


class Came(NamedTuple):
    """A submission that has come."""

    units: str


@dataclass(frozen=True)
class Changes:
    """The facts that count otherwise than before; of the events, the table `happened` has the versions.

    Attributes:
        listed: Populations given by person that were not, or the other way round.
        everything: What was known cannot be built upon: everything may be otherwise.
    """

    populations: Sequence[Counted] = ()
    submissions: Sequence[Came] = ()
    listed: frozenset[str] = frozenset()
    everything: bool = False
