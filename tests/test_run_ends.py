# SPDX-License-Identifier: EUPL-1.2
"""A run that nobody holds any more is gone at once, and leaves its database to whoever is next."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from small_runs import run

RULE = {"where": {"event": "session"}, "at_least": 1, "per": "month", "for_each": "cpi"}


@pytest.fixture
def no_search() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_what_a_run_scanned_goes_with_its_verdicts(no_search: None) -> None:
    verdicts = run(RULE, "2018-03-01", events=[{"date": "2018-02-01"}])
    scanned = weakref.ref(verdicts.evidence.cube)
    assert scanned() is not None
    del verdicts
    assert scanned() is None
