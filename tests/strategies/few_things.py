# SPDX-License-Identifier: EUPL-1.2
"""Random runs of few things each."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .bents import BENT_ON, NUMBERS
from .nations import national_runs
from .worlds import runs

FEW_THINGS: dict[str, SearchStrategy[Any]] = {
    **{name: runs(st.just(bent)) for name, bent in BENT_ON.items()},
    "declared figures": national_runs(NUMBERS, declared=True),
}
"""By what they are of."""
