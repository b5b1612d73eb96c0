# SPDX-License-Identifier: EUPL-1.2
"""A worked example written out as the files that offices send, and the command that judges them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml
from impegni.schema.case import Case
from impegni.schema.facts import Event, Submission
from impegni.schema.unit import Unit
from worked_examples import RULEBOOK, Sent, facts, units

EVENT_COLUMNS = ("event_id", "event", "date", "unit", "deliverable", "topic", "participants")
UNIT_COLUMNS = ("code", "kind", "name", "province", "parent", "valid_from", "valid_to", "successor")


def check_words(example: Case, folder: Path) -> list[str]:
    """`impegni check` on the files of an example, under its rulebook, units and day."""
    given = facts(example)
    paths = [_write_submission(folder, each, given.events) for each in given.submissions or ()]
    bare = [event for event in given.events if event.submission is None]
    if bare:
        paths.append(_write_events(folder / "events.csv", bare))
    registry = _write_units(folder / "units.csv", units(example.units))
    agreement = RULEBOOK / "conventions" / "worked.yaml"
    return [
        "check", *map(str, paths), "--rulebook", str(RULEBOOK), "--convention", str(agreement),
        "--units", str(registry), "--rule", example.rule, "--as-of", str(example.as_of),
    ]  # fmt: skip


def _write_submission(folder: Path, submission: Submission, events: Iterable[Event]) -> Path:
    path = folder / submission.id
    path.mkdir()
    written = submission.model_dump(mode="json", exclude_unset=True)
    written["units"] = "|".join(submission.units)
    if isinstance(submission, Sent):
        written["corrections"] = "yes" if submission.corrections else "no"
    (path / "submission.yaml").write_text(yaml.safe_dump(written), encoding="utf-8")
    _write_events(path / "events.csv", [each for each in events if each.submission == submission.id])
    return path


def _write_events(path: Path, events: Sequence[Event]) -> Path:
    rows = [[_cell(getattr(event, name)) for name in EVENT_COLUMNS] for event in events]
    return _write(path, EVENT_COLUMNS, rows)


def _write_units(path: Path, registry: Sequence[Unit]) -> Path:
    written = [unit.model_dump(mode="json", exclude_unset=True) for unit in registry]
    return _write(path, UNIT_COLUMNS, [[_cell(row.get(name)) for name in UNIT_COLUMNS] for row in written])


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    return path


def _cell(value: object) -> str:
    return "|".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
