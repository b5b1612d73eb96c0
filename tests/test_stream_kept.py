# SPDX-License-Identifier: EUPL-1.2
"""What a stream keeps of events: they are counted without looking at others, and verdicts are those of a check."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import repeat
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from impegni.engine.runs.filters import Filters
from impegni.engine.runs.setting import load_setting
from impegni.engine.runs.streams import stream_of
from impegni.engine.stream.run import Stream
from report_pages import CONVENTION, RULEBOOK
from strategies import RandomRun, runs
from stream_lines import batch, standing, streamed
from test_stream import MONTHLY, clock, sent, session
from test_stream_properties import as_told, shuffled

pytestmark = pytest.mark.slow

EXAMPLES = settings().max_examples // 10
NAMING = ("verdicts.evidence", "stream.cells", "stream.kept_counts")


@contextmanager
def naming(events: int) -> Iterator[None]:
    """Verdicts name only so many events."""
    with ExitStack() as stack:
        for module in NAMING:
            stack.enter_context(patch(f"impegni.engine.{module}.LISTED", events))
        yield


@settings(max_examples=EXAMPLES)
@given(runs(), st.data(), st.integers(1, 3))
def test_the_first_events_stay_known_whatever_comes_or_goes(
    run: RandomRun, data: DataObject, events: int
) -> None:
    run = as_told(run)
    with naming(events):
        told, _ = streamed(run, shuffled(data, run), sizes=repeat(data.draw(st.sampled_from((1, 3)))))
        assert standing(told) == batch(run, run.as_of)


@pytest.fixture
def stream() -> Stream:
    """A stream of one rule, whose month is still open."""
    setting = load_setting(RULEBOOK, [CONVENTION], None)
    filters = Filters(rules=(MONTHLY,))
    made = stream_of(setting, filters, "en", lambda record: pytest.fail(record.message))
    made.give([sent("s1", "2018-03-05"), clock("2018-03-12")])
    return made


def rests_on(stream: Stream, *lines: dict[str, object]) -> tuple[tuple[str, ...], int]:
    """The events that the month's verdict names after some lines, and how many it does not."""
    (found,) = [
        fact for fact in stream.give(lines) if fact.fact == "verdict" and fact.window.label == "2018-02"
    ]
    return found.evidence, found.evidence_more


def test_an_event_is_counted_without_looking_at_others(stream: Stream) -> None:
    with patch("impegni.engine.tallies.source.build_cube", side_effect=AssertionError):
        assert rests_on(stream, session("e1", "2018-02-10")) == (("e1",), 0)
        assert rests_on(stream, session("e0", "2018-02-10")) == (("e0", "e1"), 0)
        moved = session("e0", "2018-03-02", "s2"), sent("s2", "2018-03-10", "2018-03")
        assert rests_on(stream, *moved) == (("e1",), 0)


def test_the_event_after_those_named_comes_in_for_one_that_goes(stream: Stream) -> None:
    names = [f"e{number:02}" for number in range(23)]
    assert rests_on(stream, *(session(name, "2018-02-10") for name in names)) == ((*names[:20],), 3)
    gone = {"fact": "annul", "event_id": "e05", "submission": "s2"}
    left = [name for name in names if name != "e05"]
    assert rests_on(stream, gone, sent("s2", "2018-03-10", "2018-03")) == ((*left[:20],), 2)
