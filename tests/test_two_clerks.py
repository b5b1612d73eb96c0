# SPDX-License-Identifier: EUPL-1.2
"""Two clerks write down one fact in two natural ways: the verdicts are the same, or the check says what to change."""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.conventions import load_convention
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook, load_rulebook
from impegni.engine.served.unserving import notice_unserving
from impegni.engine.submissions.reader import read_files
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.convention import Convention
from impegni.schema.error_record import ErrorRecord
from impegni.schema.errors import InputError
from impegni.schema.unit import Unit

pytestmark = pytest.mark.slow

AS_OF = dt.date(2021, 1, 20)
COLUMNS = (
    "id_evento",
    "tipo_evento",
    "data",
    "sede",
    "prodotto",
    "tema",
    "destinatari",
    "fase",
    "partecipanti",
)
COLUMNS += ("impresa", "persona", "pratica", "protocollo", "note")
CRISIS = Unit(
    code="CRISI1", kind="crisis", name="Vertenza campione", parent="17", attributes={"type": "company"}
)
FACTS = yaml.safe_load((Path(__file__).parent / "two_clerks.yaml").read_text(encoding="utf-8"))

Rows = Sequence[Mapping[str, Any]]
Told = list[tuple[Any, ...]]


@cache
def book() -> Rulebook:
    return load_rulebook()


@cache
def agreement() -> tuple[Convention, Registry]:
    """The packaged agreement, and its registry with a crisis."""
    path = book().convention_path
    convention = load_convention(path, book().vocabulary)
    units = load_units(path.parent / convention.units, book().vocabulary).units
    return convention, Registry([*units, CRISIS])


def written(folder: Path, rows: Rows, members: Mapping[str, Mapping[str, Sequence[str]]]) -> list[Path]:
    """The events, and the members of populations, as the files a clerk sends."""
    events = [{"id_evento": f"E{n}", **row} for n, row in enumerate(rows, 1)]
    paths = [_table(folder / "eventi.csv", COLUMNS, events)]
    listed = [
        {"platea": population, "sede": unit, "persona": person, "membro_dal": "2018-02-01"}
        for population, units in members.items()
        for unit, persons in units.items()
        for person in persons
    ]
    names = ("platea", "sede", "persona", "membro_dal")
    return [*paths, _table(folder / "platee.csv", names, listed)] if listed else paths


def _table(path: Path, columns: Sequence[str], rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def checked(paths: Sequence[Path]) -> Any:
    """What the check finds, rows that count for nothing among it."""
    convention, registry = agreement()
    also = partial(notice_unserving, book=book(), agreements=[convention], registries=[registry])
    return read_files(paths, book().vocabulary, registry.units, also=also)


def judged(paths: Sequence[Path], rules: Sequence[str]) -> Told:
    """The verdicts of some rules on the files, without the ids that tell who wrote them."""
    convention, registry = agreement()
    options = Options(as_of=AS_OF, rules=frozenset(rules))
    verdicts = judge(book(), convention, registry, checked(paths).facts, options).models()
    return [(v.rule, v.unit, v.window.label, v.kind, v.observed, v.required, str(v.reason)) for v in verdicts]


@pytest.mark.parametrize(
    "fact", [each for each in FACTS if "says" not in each], ids=lambda fact: fact["fact"]
)
def test_both_ways_lead_to_the_same_verdicts(fact: dict[str, Any], tmp_path: Path) -> None:
    found = []
    for way in ("one", "other"):
        (tmp_path / way).mkdir()
        found.append(judged(written(tmp_path / way, fact[way], fact.get("members", {})), fact["rules"]))
    (tmp_path / "silence").mkdir()
    silence = judged(written(tmp_path / "silence", [], fact.get("members", {})), fact["rules"])
    assert found[0] == found[1]
    for rule in fact["rules"]:
        assert [v for v in found[0] if v[0] == rule] != [v for v in silence if v[0] == rule]


@pytest.mark.parametrize("fact", [each for each in FACTS if "says" in each], ids=lambda fact: fact["fact"])
def test_the_check_says_at_once_what_to_change(fact: dict[str, Any], tmp_path: Path) -> None:
    for way in ("one", "other"):
        (tmp_path / way).mkdir()
    assert refused(written(tmp_path / "one", fact["one"], {})) == []
    records = refused(written(tmp_path / "other", fact["other"], {}))
    assert fact["says"] in {record.column for record in records}


def refused(paths: Sequence[Path]) -> list[ErrorRecord]:
    """What is binding, or counts for no rule."""
    try:
        records = checked(paths).records
    except InputError as error:
        records = error.records
    return list(records)


def test_there_are_sixty_facts() -> None:
    assert len({fact["fact"] for fact in FACTS}) >= 60
