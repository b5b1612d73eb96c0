# SPDX-License-Identifier: EUPL-1.2
"""What the tallies of a run are computed against, beside its events and frames."""

import datetime as dt
from dataclasses import dataclass

from ...schema.convention import Convention
from ...schema.vocabulary import Vocabulary
from .reporting import Reporters


@dataclass(frozen=True)
class RunDates:
    """The day a run looks from, and the day up to which it knows what was received."""

    as_of: dt.date
    known_at: dt.date | None = None


@dataclass(frozen=True)
class TallySetting:
    """What every tally of a run is computed against.

    Attributes:
        absent: Member conventions of a programme that were not given.
    """

    convention: Convention
    vocabulary: Vocabulary
    reporting: Reporters
    dates: RunDates
    absent: tuple[str, ...] = ()
