# SPDX-License-Identifier: EUPL-1.2
"""Runs of a stream: every convention of the setting, and the programme, judged again at each tick."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator

from ..engine.intake.fact_tables import FactTables
from ..engine.reports.rollup_groups import rollups
from ..engine.stream.emission import Found
from ..engine.stream.run import JudgeOn
from ..engine.verdicts.escalations import escalations
from ..engine.verdicts.run import Options, Verdicts, judge, judge_programme
from ..schema.stream import StreamFact
from .runs import Filters
from .setting import Setting

FIRST = ("fact", "seq", "supersedes", "withdrawn")
"""The keys each line of the output begins with."""


def judge_on(setting: Setting, filters: Filters) -> JudgeOn:
    """Judges facts under a setting: verdicts first, then escalations, then roll-ups."""

    def found(facts: FactTables, day: dt.date) -> Iterator[Found]:
        runs = list(_runs(setting, facts, filters.options(day, None)))
        for run in runs:
            yield from run.models()
        for run in runs:
            yield from escalations(run)
        for run in runs:
            yield from rollups(run)

    return found


def _runs(setting: Setting, facts: FactTables, options: Options) -> Iterator[Verdicts]:
    for convention, registry in setting.agreements:
        yield judge(setting.rulebook, convention, registry, facts, options)
    if setting.programme is not None:
        yield judge_programme(setting.rulebook, setting.programme, setting.agreements, facts, options)


def written(facts: Iterable[StreamFact]) -> Iterator[str]:
    """One fact a line."""
    for fact in facts:
        values = fact.model_dump(mode="json")
        ordered = {name: values.pop(name) for name in FIRST} | values
        yield json.dumps(ordered, ensure_ascii=False) + "\n"
