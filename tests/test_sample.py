# SPDX-License-Identifier: EUPL-1.2
"""The sample is what its generator makes, and the engine judges it as its plan expects."""

import csv
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.conventions import default_convention_path, load_convention
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.engine.intake.reader import read_files
from impegni.engine.tallies.from_rules import said_of_files
from impegni.engine.verdicts.escalations import escalations
from impegni.engine.verdicts.run import Options, Verdicts, judge

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent.parent / "samples"
SAMPLE = SAMPLES / "basilicata"

Key = tuple[str, str, str]


def settings() -> Mapping[str, Any]:
    content: dict[str, Any] = yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))
    return content


@cache
def judged() -> Verdicts:
    rulebook = load_rulebook()
    convention = load_convention(default_convention_path(PACKAGED), rulebook.vocabulary)
    registry = load_units(SAMPLE / settings()["units"], rulebook.vocabulary)
    paths, said = (
        [SAMPLE / name for name in settings()["files"]],
        said_of_files(rulebook, convention.final_days),
    )
    intake = read_files(paths, rulebook.vocabulary, registry.units, from_rules=said)
    assert {record.code for record in intake.records} == {"answer_after_end"}
    options = Options(as_of=settings()["as_of"], objectives=frozenset(settings()["objectives"]))
    return judge(rulebook, convention, registry, intake.facts, options)


def planned(name: str) -> list[dict[str, str]]:
    with (SAMPLE / settings()[name]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected() -> dict[Key, tuple[object, ...]]:
    """Nothing can be required of a population whose size is not known."""
    return {
        (row["rule"], row["unit"], row["window"]): (
            row["kind"], int(row["required"]) if row["required"] else None, int(row["observed"]), row["reason"],
        )
        for row in planned("expected")
    }  # fmt: skip


def found() -> dict[Key, tuple[object, ...]]:
    return {
        (one.rule, one.unit, one.window.label): (one.kind, one.required, one.observed, str(one.reason or ""))
        for one in judged().models()
    }


def test_the_engine_judges_every_verdict_as_planned() -> None:
    wanted, got = expected(), found()
    assert {key: (got.get(key), value) for key, value in wanted.items() if got.get(key) != value} == {}
    assert sorted(set(got) - set(wanted)) == []


def test_no_verdict_is_expected_or_found_twice() -> None:
    assert len(planned("expected")) == len(expected())
    assert len(judged().frame) == len(found())


def test_the_engine_escalates_as_planned() -> None:
    told = [
        {"rule": one.rule, "unit": one.unit, "from": one.from_, "to": one.to, "length": str(one.length)}
        for one in escalations(judged())
    ]
    wanted = planned("expected_escalations")
    assert len(wanted) > 1
    assert sorted(told, key=lambda one: (one["rule"], one["unit"], one["from"])) == wanted


def test_the_sample_shows_every_kind() -> None:
    kinds = {str(value[0]) for value in expected().values()}
    assert kinds == {"attainment", "violation", "pending", "not_applicable", "suspended", "not_evaluable"}


def test_most_duties_are_kept() -> None:
    kinds = [value[0] for value in expected().values() if value[0] != "not_applicable"]
    assert kinds.count("attainment") > 0.8 * len(kinds)
    assert kinds.count("violation") < 0.03 * len(kinds)


def test_some_duties_are_at_risk() -> None:
    frame = judged().frame
    at_risk = set(zip(*(frame.loc[frame["at_risk"], name] for name in ("rule", "unit")), strict=True))
    assert at_risk == {
        ("5.1.coverage-each-quarter", "G942C999001"),
        ("5.1.project-management-sessions", "17"),
        ("5.2.outcome-survey", "CRISI99902"),
        ("C.6.observatory-support", "17"),
    }


def test_the_generator_makes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "generate.py"), str(tmp_path)], check=True)
    made = contents(tmp_path)
    by_hand = ("README.md", "impegni.yaml")
    assert made == {name: held for name, held in contents(SAMPLE).items() if not name.endswith(by_hand)}
    assert len(list((tmp_path / "monthly").iterdir())) == 24


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
