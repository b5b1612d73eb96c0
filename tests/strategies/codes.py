# SPDX-License-Identifier: EUPL-1.2
"""The codes of random runs, and the small strategies that all of them are made of."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from impegni.schema.vocabulary import Vocabulary

DAY = dt.timedelta(days=1)
Near = SearchStrategy[dt.date]
"""Days near the term, and near the days on which something begins or ends."""
TITLE = {"it": "x", "en": "x"}
CENTRES, SCHOOLS, CRISES = ("A", "B", "C"), ("S1", "S2", "S3"), ("K1", "K2")
ALL_UNITS = ("R", "A", "A", "B", "C", "O", *SCHOOLS, *CRISES)
EVENTS = ("session", "contact", "placement")
FORMS = ("number", "share", "documentary", "receipt", "pair", "members")
EVENT_IDS = ("e1", "1", "e2", "2", "e3", "10", *(f"e{n}" for n in range(4, 26)))
PEOPLE = ("P1", "P2", "P3", "P4")
FIRMS = ("F1", "F2", "F3")
TOPICS, TARGETS, PHASES = ("t1", "t2", "t3"), ("g1", "g2"), ("interim", "final")
CASES = ("K1", "K2", "S1")
PARTIES = ("anpal_servizi", "region")


def _kind(**attributes: list[str]) -> dict[str, Any]:
    return {"title": TITLE, "plural": TITLE, "attributes": attributes}


def _titled(*codes: str) -> dict[str, Any]:
    return {code: {"title": TITLE} for code in codes}


VOCABULARY = Vocabulary.model_validate(
    {
        "parties": _titled(*PARTIES),
        "unit_kinds": {name: _kind() for name in ("nation", "region", "cpi", "cpi_office", "its", "crisis")}
        | {"school": _kind(type=["technical", "vocational"])},
        "events": _titled(*EVENTS) | {"submission": {"title": TITLE, "derived": True}},
        "topics": _titled(*TOPICS),
        "targets": _titled(*TARGETS),
        "phases": _titled(*PHASES),
        "populations": {
            "people": {"title": TITLE, "sum_over": ["cpi"]},
            "pupils": {"title": TITLE, "sum_over": ["school", "cpi_office"], "stale_days": 30},
        },
        "readings": {"sessions": {"title": TITLE, "options": {"each": TITLE, "all": TITLE}}},
    }
)


@cache
def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Nothing, or one of the strategy."""
    return st.none() | strategy


@cache
def some(values: tuple[str, ...], most: int = 2) -> SearchStrategy[list[str]]:
    """One or several different values."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def without_nothing(row: dict[str, Any]) -> dict[str, Any]:
    """A mapping without its empty values, as somebody would write it."""
    return {name: value for name, value in row.items() if value is not None}


@cache
def one_in(chances: int) -> SearchStrategy[bool]:
    """True once in so many."""
    return st.integers(1, chances).map(lambda number: number == chances)


def around(days: Sequence[dt.date]) -> Near:
    """A day on which something turns, or a few days from it."""
    return st.builds(lambda day, n: day + n * DAY, st.sampled_from(days), st.integers(-3, 20))
