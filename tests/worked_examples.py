# SPDX-License-Identifier: EUPL-1.2
"""Reading the worked examples: a case with an id, and what its sentences and counters stand for."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from impegni.schema.case import Case, CaseEvent
from impegni.schema.convention import Convention
from impegni.schema.facts import Event, Facts, Population
from impegni.schema.rule import Objective
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary

WORKED = Path(__file__).parent / "worked"
RULEBOOK = WORKED / "rulebook"
RULE_FILES = ("line5/5.1.yaml", "governance.yaml")


class Example(Case):
    """A case of the worked rulebook, with its place in the tables."""

    id: str


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def examples() -> list[Example]:
    """Every worked example that is verdicts of one rule."""
    files = [content for path in sorted(WORKED.glob("*.yaml")) if "examples" in (content := _read(path))]
    return [Example.model_validate(each) for content in files for each in content["examples"]]


def other_forms(name: str) -> list[dict[str, Any]]:
    """The examples of another form: `binding_errors`, `escalations`, `exit_codes`."""
    found: list[dict[str, Any]] = _read(WORKED / "other_forms.yaml")[name]
    return found


@cache
def vocabulary() -> Vocabulary:
    """The codes of the worked rulebook."""
    return Vocabulary.model_validate(_read(RULEBOOK / "vocabulary.yaml"))


@cache
def objectives() -> tuple[Objective, ...]:
    """The rules of the worked rulebook."""
    return tuple(Objective.model_validate(_read(RULEBOOK / name)) for name in RULE_FILES)


def only_rule(rule_id: str) -> tuple[Objective, ...]:
    """The worked rulebook cut down to one rule."""
    return tuple(
        objective.model_copy(update={"rules": (rule,)})
        for objective in objectives()
        for rule in objective.rules
        if rule.id == rule_id
    )


def convention(overrides: dict[str, Any]) -> Convention:
    """The worked convention, with the keys an example writes anew."""
    return Convention.model_validate(_read(RULEBOOK / "conventions" / "worked.yaml") | overrides)


def units(given: tuple[Unit, ...]) -> list[Unit]:
    """The worked registry, with the units an example adds or writes anew."""
    with (RULEBOOK / "conventions" / "worked.units.csv").open(encoding="utf-8") as file:
        rows = [
            Unit(code=row["code"], kind=row["kind"], name=row["name"], parent=row["parent"] or None)
            for row in csv.DictReader(file)
        ]
    return list(({unit.code: unit for unit in rows} | {unit.code: unit for unit in given}).values())


def facts(example: Case) -> Facts:
    """The facts of a case, each `times` written out."""
    events = [row for n, event in enumerate(example.events) for row in _events(event, f"c{n}")]
    populations = [
        Population(**_numbered(row.model_dump(exclude={"times"}), n))
        for row in example.populations
        for n in range(1, row.times + 1)
    ]
    submissions = None if example.submissions == "complete" else example.submissions
    return Facts(events=tuple(events), populations=tuple(populations), submissions=submissions)


def _events(event: CaseEvent, stem: str) -> list[Event]:
    written = event.model_dump(exclude={"times", "repeat", "event_id"})
    ids = [event.event_id or f"{stem}-{n}" for n in range(1, event.times + 1)]
    return [Event(event_id=each, **_numbered(written, n)) for n, each in enumerate(ids, 1)]


def _numbered(row: dict[str, Any], n: int) -> dict[str, Any]:
    return {
        name: value.replace("{n}", str(n)) if isinstance(value, str) else value for name, value in row.items()
    }
