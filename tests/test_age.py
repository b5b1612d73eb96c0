# SPDX-License-Identifier: EUPL-1.2
"""Which submission is the newest where received and sent are equal: ids in the order people number them."""

from typing import Any

import duckdb
import pytest
from impegni.engine.intake.age import natural_keys
from small_runs import verdicts

pytestmark = pytest.mark.slow

MONTHLY: dict[str, Any] = {"for_each": "cpi", "per": "month", "where": {"event": "session"}, "at_least": 1}


@pytest.mark.parametrize(("older", "newer"), [("S9", "S10"), ("PZ-2018-9", "PZ-2018-10"), ("a2b1", "a10")])
def test_the_greater_number_is_the_newer_version(older: str, newer: str) -> None:
    sent = [
        {"id": name, "month": "2018-03", "units": ["A", "B", "R"], "received": "2018-04-05"}
        for name in (older, newer)
    ]
    events = [
        {"event_id": "e", "date": "2018-03-20", "submission": newer, "status": "annulled"},
        {"event_id": "e", "date": "2018-03-20", "submission": older},
    ]
    assert verdicts(MONTHLY, "2018-04-30", events=events, submissions=sent)["A", "2018-03"].observed == 0


def test_ids_that_read_alike_are_told_apart() -> None:
    query = f"select id from (values ('a1'), ('a01'), ('b'), ('a10')) as t(id) order by {', '.join(natural_keys('id'))}"
    assert [row[0] for row in duckdb.sql(query).fetchall()] == ["a01", "a1", "a10", "b"]
