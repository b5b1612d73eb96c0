# SPDX-License-Identifier: EUPL-1.2
"""Stream = batch: facts and ticks in any order, some twice, with restarts, end in the verdicts of the batch run."""

import datetime as dt
import tempfile
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from impegni.engine.stream.storing import store
from impegni.schema.facts import Facts, Submission
from strategies import RandomRun, runs
from stream_lines import Fact, about, annulment, batch, lines_of, said, standing, stream_of, streamed, tick

EXAMPLES = settings().max_examples // 10
MOST_TICKS = 3


def shuffled(data: DataObject, run: RandomRun) -> list[Fact]:
    """The facts of a run in some order, some twice, annulments written either way, ticks in between."""
    lines = lines_of(run.facts)
    lines = [
        annulment(line) if line.get("status") == "annulled" and data.draw(st.booleans()) else line
        for line in lines
    ]
    days = data.draw(st.lists(st.integers(0, 400), max_size=MOST_TICKS))
    ticks = [tick(run.as_of - dt.timedelta(days=day)) for day in (0, *days)]
    again = data.draw(st.lists(st.sampled_from(lines), max_size=4)) if lines else []
    return data.draw(st.permutations([*lines, *ticks, *again]))


def as_told(run: RandomRun) -> RandomRun:
    """The run as a stream can tell it: everything is known, and no submission at all means bare facts."""
    submissions = run.facts.submissions or None
    return replace(run, known_at=None, facts=run.facts.model_copy(update={"submissions": submissions}))


@settings(max_examples=EXAMPLES)
@given(runs(), st.data())
def test_any_order_ends_in_the_verdicts_of_the_batch_run(run: RandomRun, data: DataObject) -> None:
    run = as_told(run)
    sizes = repeat(data.draw(st.sampled_from((1, 3, 100))))
    told, records = streamed(run, shuffled(data, run), sizes=sizes)
    assert [record for record in records if record.level == "binding"] == []
    assert standing(told) == batch(run, run.as_of)
    assert [fact["seq"] for fact in told] == list(range(1, len(told) + 1))
    by_thing: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in told:
        by_thing[about(fact)].append(fact)
    for facts in by_thing.values():
        assert [fact["supersedes"] for fact in facts] == [None, *(fact["seq"] for fact in facts[:-1])]
        for before, after in pairwise(facts):
            assert (said(before), before["withdrawn"]) != (said(after), after["withdrawn"])


@settings(max_examples=EXAMPLES // 2)
@given(runs().map(as_told).filter(lambda run: bool(run.facts.submissions)), st.data())
def test_a_stream_goes_on_from_what_others_stored(run: RandomRun, data: DataObject) -> None:
    submissions = tuple(each for each in run.facts.submissions or () if each.replaces != each.id)
    run = replace(run, facts=carried_by(run.facts, submissions))
    held = data.draw(st.lists(st.sampled_from(submissions), unique_by=lambda each: each.id))
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "a.impegni"
        for each in held:
            part = replace(run, facts=carried_by(run.facts, (each,)))
            stored(part, shuffled(data, part), archive)
        told, _ = streamed(run, shuffled(data, run), archive if held else None, repeat(5))
    assert standing(told) == batch(run, run.as_of)


def stored(run: RandomRun, lines: list[Fact], archive: Path) -> None:
    """Tell lines to a stream that goes on from an archive, if there is one, and let it store them there."""
    stream = stream_of(run, [], archive if archive.exists() else None)
    stream.give(lines)
    store(stream.told.con, archive, "en", None, ())


def carried_by(facts: Facts, submissions: tuple[Submission, ...]) -> Facts:
    """The submissions with what they carry, and nothing bare."""
    names = {each.id for each in submissions}
    return Facts(
        events=tuple(row for row in facts.events if row.submission in names),
        populations=tuple(row for row in facts.populations if row.submission in names),
        submissions=submissions,
    )
