# SPDX-License-Identifier: EUPL-1.2
"""What tests have in common: their marks, and how far properties look.

`HYPOTHESIS_PROFILE=long pytest` looks ten times further.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import chromium
import libreoffice
import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

settings.register_profile("short", max_examples=150, deadline=None, suppress_health_check=SLOW)
settings.register_profile("long", settings.get_profile("short"), max_examples=1500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

NEEDED = ("browser", "office")
"""Fixtures that start another program; the tests that ask for one bear its name as a mark."""

Fill = Callable[[Path, Mapping[tuple[str, str], str], Path], None]


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark each test by what it is and what it needs, so that none is forgotten.

    Coverage is that of the examples written by hand: a line that only made-up facts reach is proved by no answer
    that somebody gave, and following every line of thousands of examples would take most of the time.
    """
    for item in items:
        for name in NEEDED:
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(name)
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("property")
            item.add_marker("no_cover")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, to open pages."""
    with chromium.browser() as found:
        yield found


@pytest.fixture
def office() -> Fill:
    """LibreOffice, to fill in a workbook as people do."""
    libreoffice.needed()
    return libreoffice.fill
