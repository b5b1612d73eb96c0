# SPDX-License-Identifier: EUPL-1.2
"""Runs of a stream: every convention of the setting, and the programme, judged again at each tick."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator

from ...schema.stream import StreamFact
from ..intake.fact_tables import FactTables
from ..reports.rollup_groups import rollups
from ..stream.emission import Found
from ..stream.run import JudgeOn
from ..verdicts.escalations import escalations
from .filters import Filters
from .judgements import judgements
from .setting import Setting

FIRST = ("fact", "seq", "supersedes", "withdrawn")
"""The keys each line of the output begins with."""


def judge_on(setting: Setting, filters: Filters) -> JudgeOn:
    """Judges facts under a setting: verdicts first, then escalations, then roll-ups."""

    def found(facts: FactTables, day: dt.date) -> Iterator[Found]:
        runs = [one.judge(facts, filters.options(day, None)) for one in judgements(setting)]
        for run in runs:
            yield from run.models()
        for run in runs:
            yield from escalations(run)
        for run in runs:
            yield from rollups(run)

    return found


def written(facts: Iterable[StreamFact]) -> Iterator[str]:
    """One fact a line."""
    for fact in facts:
        values = fact.model_dump(mode="json")
        ordered = {name: values.pop(name) for name in FIRST} | values
        yield json.dumps(ordered, ensure_ascii=False) + "\n"
