# SPDX-License-Identifier: EUPL-1.2
"""Random runs: conventions, registries, rules and facts that are valid, small and full of edges."""

from .bents import BENT_ON, BENTS, COMPOSED, crowded
from .codes import ALL_UNITS, DAY, TITLE, VOCABULARY
from .few_things import FEW_THINGS
from .independent import independent
from .nations import NationalRun, national_runs
from .rules import KINDS, pairs
from .worlds import RandomRun, every_unit, lettered, runs

__all__ = [
    "ALL_UNITS",
    "BENTS",
    "BENT_ON",
    "COMPOSED",
    "DAY",
    "FEW_THINGS",
    "KINDS",
    "TITLE",
    "VOCABULARY",
    "NationalRun",
    "RandomRun",
    "crowded",
    "every_unit",
    "independent",
    "lettered",
    "national_runs",
    "pairs",
    "runs",
]
