# SPDX-License-Identifier: EUPL-1.2
"""What must not change, or change only in one direction, when the facts of a run change in a known way."""

import csv
import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine_runs import engine_verdicts
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook
from impegni.engine.intake.reader import read_files
from impegni.engine.tallies.from_rules import said_of_files
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.base import Model
from impegni.schema.convention import Convention
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.rule import Objective, Rule
from impegni.schema.unit import Unit
from impegni.schema.verdict import Verdict
from strategies import DAY, TITLE, VOCABULARY, RandomRun, every_unit, lettered, runs

few = settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])

Key = tuple[str, str, str]
Told = Mapping[str, Any]


def told(run: RandomRun) -> dict[Key, Told]:
    """Every verdict of a run as plain data, by rule, unit and window."""
    return {key(verdict): verdict.model_dump() for verdict in engine_verdicts(*run.arguments())}


def key(verdict: Verdict) -> Key:
    return verdict.rule, verdict.unit, verdict.window.label


def bare(run: RandomRun) -> RandomRun:
    """The run with one version of everything, without submissions: nothing is corrected or awaited."""
    events = {event.event_id: event for event in run.facts.events if event.status == "valid"}
    rows = [event.model_copy(update={"submission": None}) for event in events.values()]
    return replace(run, facts=Facts(events=tuple(rows)), known_at=None)


def plain_counts(run: RandomRun) -> set[str]:
    """Rules that ask for at least an amount and whose calendar no event opens or closes.

    Not those that count units: of several that continue one another only the first may count.
    """
    return {rule.id for objective in run.objectives for rule in objective.rules if is_plain_count(rule)}


def is_plain_count(rule: Rule) -> bool:
    counted = rule.form in ("threshold", "documentary") and rule.measure.name not in ("share", "units")
    return counted and rule.comparator == "at_least" and rule.when is None


def attained(run: RandomRun) -> set[Key]:
    chosen = plain_counts(run)
    return {place for place, one in told(run).items() if one["kind"] == "attainment" and place[0] in chosen}


@st.composite
def more_events(draw: st.DrawFn, run: RandomRun) -> tuple[Event, ...]:
    """New events like those of the run, at units and on days of its own."""
    templates = st.sampled_from(run.facts.events)
    found = []
    for number in range(draw(st.integers(1, 4))):
        unit = draw(st.sampled_from([unit.code for unit in run.units]))
        day = run.convention.term.start + draw(st.integers(-5, 200)) * DAY
        changed = {"event_id": f"new{number}", "unit": (unit,), "date": day}
        found.append(draw(templates).model_copy(update=changed))
    return tuple(found)


@few
@given(runs().map(bare).filter(lambda run: run.facts.events != ()), st.data())
def test_more_events_never_undo_an_attainment(run: RandomRun, data: st.DataObject) -> None:
    events = run.facts.events + data.draw(more_events(run))
    assert attained(run) <= attained(replace(run, facts=Facts(events=events)))


@few
@given(runs().map(bare), st.integers(0, 90))
def test_time_never_undoes_an_attainment(run: RandomRun, days: int) -> None:
    """A predecessor alone may hand over to its successor, and does so from the first day on."""
    assert attained(run) <= attained(replace(run, as_of=run.as_of + days * DAY))


NAMES = {"A": "C", "C": "A", "O": "Q", "R": "B", "B": "R", "S1": "S3", "S3": "S1"}
"""New names, some of them old names of others."""


def renamed(value: Any, names: Mapping[str, str] = NAMES) -> Any:
    """The same data with every unit, or whatever else has new names, called otherwise."""
    if isinstance(value, Model):
        written = {name: renamed(getattr(value, name), names) for name in value.model_fields_set}
        return value.model_copy(update=written)
    if isinstance(value, tuple):
        return tuple(renamed(part, names) for part in value)
    if isinstance(value, Mapping):
        return {name: renamed(part, names) for name, part in value.items()}
    return names.get(value, value) if isinstance(value, str) else value


def with_new_names(run: RandomRun) -> RandomRun:
    """The run with its units renamed; rules name them where a case is a unit."""
    names = ("objectives", "convention", "units", "facts")
    return replace(run, **{name: renamed(getattr(run, name)) for name in names})


def called_anew(one: Told) -> Told:
    """A verdict as it reads once its units are renamed."""
    missing = [(month, renamed(unit)) for unit, month in map(str.split, one["incomplete"])]
    waiting = tuple(f"{unit} {month}" for month, unit in sorted(missing))
    reason = one["reason"]
    if reason and reason["code"] == "missing_submissions":
        reason = reason | {"object": ", ".join(waiting)}
    return {**one, "unit": renamed(one["unit"]), "reason": renamed(reason), "incomplete": waiting}


@few
@given(runs().map(lettered))
def test_new_names_of_units_rename_the_verdicts(run: RandomRun) -> None:
    anew = {(rule, renamed(unit), label): called_anew(one) for (rule, unit, label), one in told(run).items()}
    assert told(with_new_names(run)) == anew


def disturbed(run: RandomRun, data: st.DataObject) -> RandomRun:
    """The run with its rows in another order, those of events and populations all told twice."""
    submissions = run.facts.submissions
    changed = Facts(
        events=tuple(data.draw(st.permutations(run.facts.events * 2))),
        populations=tuple(data.draw(st.permutations(run.facts.populations * 2))),
        submissions=None if submissions is None else tuple(data.draw(st.permutations(submissions))),
    )
    return replace(run, facts=changed)


@few
@given(runs(), st.data())
def test_order_and_repetition_of_rows_do_not_matter(run: RandomRun, data: st.DataObject) -> None:
    assert told(disturbed(run, data)) == told(run)


TWICE_A_MONTH = {
    "id": "5.1.r1", "clauses": ["1"], "title": TITLE, "owed_by": "region", "for_each": "region", "per": "month",
    "where": {"event": "submission"}, "at_least": 2,
}  # fmt: skip
ONE_MONTH = {
    "convention": "one_month", "title": TITLE, "region": "R", "units": "units.csv",
    "term": {"from": dt.date(2020, 1, 1), "to": dt.date(2020, 1, 31)},
    "reporting": {"kinds": ["region"], "due_days": 5},
}  # fmt: skip


def test_a_submission_listed_twice_is_one() -> None:
    """The rule asks for two, so that a second copy would show."""
    submission = Submission(id="s0", month="2020-01", units=("R",), received=dt.date(2020, 2, 1))
    run = RandomRun(
        (Objective.model_validate({"objective": "5.1", "title": TITLE, "rules": [TWICE_A_MONTH]}),),
        VOCABULARY,
        Convention.model_validate(ONE_MONTH),
        (Unit(code="R", kind="region"),),
        Facts(submissions=(submission, submission)),
        dt.date(2020, 3, 1),
        None,
    )
    assert [verdict.observed for verdict in engine_verdicts(*run.arguments())] == [1]


def lines(run: RandomRun) -> bytes:
    return "\n".join(verdict.model_dump_json() for verdict in engine_verdicts(*run.arguments())).encode()


@few
@given(runs())
def test_the_same_facts_give_the_same_bytes(run: RandomRun) -> None:
    assert lines(run) == lines(run)


def write_rows(path: Path, rows: Sequence[Model], model: type[Model]) -> Path:
    """Rows as a file that somebody sends."""
    columns = list(model.model_fields)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([cell(getattr(row, name)) for name in columns] for row in rows)
    return path


def cell(value: Any) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    return "" if value is None else str(value)


def split_files(folder: Path, facts: Facts, data: st.DataObject) -> list[Path]:
    """The facts in several files of each kind, told in any order."""
    kinds: list[tuple[str, Sequence[Model], type[Model]]] = [
        ("events", facts.events, Event), ("populations", facts.populations, Population),
    ]  # fmt: skip
    if facts.submissions is not None:
        kinds.append(("submissions", facts.submissions, Submission))
    paths = []
    for name, rows, model in kinds:
        cut = data.draw(st.integers(0, len(rows)))
        paths += [
            write_rows(folder / f"{name}-{n}.csv", part, model)
            for n, part in enumerate((rows[:cut], rows[cut:]))
        ]
    return data.draw(st.permutations(paths))


def told_from_files(run: RandomRun, paths: Sequence[Path]) -> dict[Key, Told]:
    """Every verdict on the facts of the files, which may name units the registry lacks."""
    rulebook = Rulebook(Path(), run.vocabulary, run.objectives, (), "")
    said = said_of_files(rulebook, run.convention.final_days)
    facts = read_files(paths, run.vocabulary, every_unit(run), from_rules=said).facts
    options = Options(as_of=run.as_of, known_at=run.known_at)
    verdicts = judge(rulebook, run.convention, Registry(run.units), facts, options)
    return {key(verdict): verdict.model_dump() for verdict in verdicts.models()}


@few
@given(runs(), st.data())
def test_how_rows_are_split_into_files_does_not_matter(run: RandomRun, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert told_from_files(run, split_files(Path(folder), run.facts, data)) == told(run)


@few
@given(runs(), runs())
def test_two_conventions_on_the_same_facts_are_judged_apart(one: RandomRun, other: RandomRun) -> None:
    """Another region's events, populations and submissions change no verdict of this one."""
    known = one.facts.submissions is not None
    theirs = [_elsewhere(row, known) for row in (*other.facts.events, *other.facts.populations)]
    sent = [_elsewhere(row, known) for row in other.facts.submissions or ()]
    together = Facts(
        events=one.facts.events + tuple(row for row in theirs if isinstance(row, Event)),
        populations=one.facts.populations + tuple(row for row in theirs if isinstance(row, Population)),
        submissions=(*(one.facts.submissions or ()), *sent) if known else None,
    )
    assert told(replace(one, facts=together)) == told(one)


def _elsewhere(row: Any, known: bool) -> Any:
    """A row of another region: its ids, units and submissions are others."""
    changed: dict[str, Any] = {}
    for name in ("event_id", "id", "submission", "replaces", "case", "unit", "units"):
        value = getattr(row, name, None)
        if value is not None:
            changed[name] = tuple(f"x{part}" for part in value) if isinstance(value, tuple) else f"x{value}"
    if not known and "submission" in changed:
        changed["submission"] = None
    return row.model_copy(update=changed)
