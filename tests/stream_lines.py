# SPDX-License-Identifier: EUPL-1.2
"""Facts as the lines of a stream, and what a stream says as the facts that stand at its end."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook
from impegni.engine.intake.fact_tables import FactTables
from impegni.engine.reports.rollup_groups import rollups
from impegni.engine.runs.streams import written
from impegni.engine.stream.following import follow
from impegni.engine.stream.run import Stream
from impegni.engine.stream.told import Held, Told
from impegni.engine.tallies.from_rules import said_of_files
from impegni.engine.verdicts.escalations import escalations
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.error_record import ErrorRecord
from impegni.schema.escalation import Escalation
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.rollup import Rollup
from impegni.schema.verdict import Verdict
from laid_out import laid_out
from strategies import RandomRun, every_unit

Fact = dict[str, Any]
WHEN_SAID = ("as_of", "known_at", "seq", "supersedes", "withdrawn")


def lines_of(facts: Facts) -> list[Fact]:
    """Each fact as a line."""
    found = [_flat("event", event) for event in facts.events]
    found += [_flat("population", each) for each in facts.populations]
    return found + [_flat("submission", each) for each in facts.submissions or ()]


def _flat(fact: str, told: Event | Population | Submission) -> Fact:
    values = told.model_dump(mode="json", exclude_none=True)
    return {"fact": fact} | {
        name: "|".join(value) if isinstance(value, list) else value for name, value in values.items()
    }


def annulment(line: Fact) -> Fact:
    """A row of an annulled event as the line that annuls it."""
    return {"fact": "annul"} | {name: line[name] for name in ("event_id", "submission") if name in line}


def tick(day: dt.date) -> Fact:
    return {"fact": "clock", "date": day.isoformat()}


def judged(run: RandomRun, facts: FactTables, day: dt.date) -> Iterator[Verdict | Escalation | Rollup]:
    """Everything the batch run finds."""
    book = Rulebook(Path(), run.vocabulary, run.objectives, (), "")
    found = judge(book, run.convention, Registry(run.units), facts, Options(day))
    yield from found.models()
    yield from escalations(found)
    yield from rollups(found)


def streamed(
    run: RandomRun,
    lines: Iterable[Fact],
    archive: Path | None = None,
    sizes: Iterator[int] | None = None,
) -> tuple[list[Fact], list[ErrorRecord]]:
    """What a stream says to these lines, and what it says about them.

    Args:
        sizes: How many lines it takes together; each by itself unless told.
    """
    records: list[ErrorRecord] = []
    stream = stream_of(run, records, archive)
    numbered = ((number, json.dumps(line).encode()) for number, line in enumerate(lines, 1))
    told: list[Fact] = []
    while taken := list(islice(numbered, 1 if sizes is None else next(sizes))):
        told += [json.loads(text) for text in written(stream.tell(taken))]
    stream.finish()
    return told, records


def stream_of(run: RandomRun, records: list[ErrorRecord], archive: Path | None = None) -> Stream:
    """A stream that nothing was told yet, but what an archive holds."""
    book = Rulebook(Path(), run.vocabulary, run.objectives, (), "")
    from_rules = said_of_files(book, run.convention.final_days)
    held = None if archive is None else Held(archive)
    told = Told(run.vocabulary, every_unit(run), "en", held, from_rules)
    followed = follow(book, [(run.convention, Registry(run.units))], None, Options)
    return Stream(told, followed, records.append)


def batch(run: RandomRun, day: dt.date) -> dict[tuple[Any, ...], Fact]:
    """What the batch run says, by what it is about."""
    kinds = {"Verdict": "verdict", "Escalation": "escalation", "Rollup": "rollup"}
    facts = [
        {"fact": kinds[type(one).__name__], **one.model_dump(mode="json")}
        for one in judged(run, laid_out(run.facts), day)
    ]
    return {about(fact): said(fact) for fact in facts}


def about(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a fact is about."""
    kind, convention = fact["fact"], fact["convention"]
    if kind == "verdict":
        return kind, convention, fact["rule"], fact["unit"], fact["window"]["label"]
    names = ("rule", "unit", "from") if kind == "escalation" else ("by", "key")
    return kind, convention, *(fact[name] for name in names)


def said(fact: Mapping[str, Any]) -> Fact:
    """What it says, without when it was said."""
    return {name: value for name, value in fact.items() if name not in WHEN_SAID}


def standing(told: Iterable[Fact]) -> dict[tuple[Any, ...], Fact]:
    """The last fact about each thing, unless it was withdrawn."""
    last = {about(fact): fact for fact in told}
    return {key: said(fact) for key, fact in last.items() if not fact["withdrawn"]}
