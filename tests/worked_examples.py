# SPDX-License-Identifier: EUPL-1.2
"""Reading the worked examples: a case with an id, and what its sentences and counters stand for."""

import csv
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from impegni.schema.base import Many
from impegni.schema.case import Case, CaseEvent
from impegni.schema.convention import Convention, Programme
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.rule import Objective
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary
from pydantic import model_validator

WORKED = Path(__file__).parent / "worked"
RULEBOOK = WORKED / "rulebook"
RULE_FILES = ("line5/5.1.yaml", "governance.yaml")


class Sent(Submission):
    """A submission with what its manifest declares."""

    corrections: bool = False


class Example(Case):
    """A case of the worked rulebook, with its place in the tables; `expect: []` says that nothing is judged."""

    id: str
    submissions: Many[Sent] | Literal["complete"] = "complete"

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        if (self.expect is None) == (self.only is None):
            raise ValueError("write the expected verdicts once, as expect or only")
        return self


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


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


def convention(overrides: dict[str, Any], name: str = "worked") -> Convention:
    """A convention of the worked rulebook, with the keys an example writes anew."""
    return Convention.model_validate(_read(RULEBOOK / "conventions" / f"{name}.yaml") | overrides)


def programme(overrides: dict[str, Any]) -> Programme:
    """The programme of the worked rulebook, with the keys an example writes anew."""
    return Programme.model_validate(_read(RULEBOOK / "conventions" / "national.yaml") | overrides)


def units(given: tuple[Unit, ...], name: str = "worked") -> list[Unit]:
    """A registry of the worked rulebook, with the units an example adds or writes anew."""
    with (RULEBOOK / "conventions" / f"{name}.units.csv").open(encoding="utf-8") as file:
        rows = [
            Unit(code=row["code"], kind=row["kind"], name=row["name"], parent=row["parent"] or None)
            for row in csv.DictReader(file)
        ]
    return list(({unit.code: unit for unit in rows} | {unit.code: unit for unit in given}).values())


def members(given: tuple[str, ...]) -> list[tuple[Convention, list[Unit]]]:
    """The members of the programme that are given, with their registries."""
    return [(convention({}, name), units((), name)) for name in given]


def facts(example: Case) -> Facts:
    """The facts of a case, each `times` written out; figures where the example has some."""
    events = [row for n, event in enumerate(example.events) for row in _events(event, f"c{n}")]
    populations = [
        Population(**_numbered(row.model_dump(exclude={"times"}), n))
        for row in example.populations
        for n in range(1, row.times + 1)
    ]
    submissions = None if example.submissions == "complete" else example.submissions
    return Facts(
        events=tuple(events), populations=tuple(populations), submissions=submissions, figures=example.figures
    )


def _events(event: CaseEvent, stem: str) -> list[Event]:
    written = event.model_dump(exclude={"times", "repeat", "event_id"})
    ids = [event.event_id or f"{stem}-{n}" for n in range(1, event.times + 1)]
    return [Event(event_id=each, **_numbered(written, n)) for n, each in enumerate(ids, 1)]


def _numbered(row: dict[str, Any], n: int) -> dict[str, Any]:
    return {
        name: value.replace("{n}", str(n)) if isinstance(value, str) else value for name, value in row.items()
    }
