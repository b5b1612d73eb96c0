# SPDX-License-Identifier: EUPL-1.2
"""The 24 monthly deliveries lead to exactly the verdicts of the sample in one piece."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from doc_pages import blocks
from impegni.cli import main
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.rulebook import (
    PACKAGED,
    default_convention_path,
    load_convention,
    load_rulebook,
)
from impegni.engine.submissions.checks import Against
from impegni.engine.submissions.reader import read_files
from impegni.engine.tallies.from_rules import said_of_files
from impegni.engine.verdicts.run import Options, judge

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "samples" / "basilicata"
DELIVERIES = sorted(path for path in (SAMPLE / "monthly").iterdir() if path.is_dir())


def verdicts(paths: Sequence[Path]) -> list[dict[str, object]]:
    settings = yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))
    rulebook = load_rulebook()
    convention = load_convention(default_convention_path(PACKAGED), rulebook.vocabulary)
    registry = load_units(SAMPLE / settings["units"], rulebook.vocabulary)
    said = said_of_files(rulebook, convention.final_days)
    facts = read_files(paths, rulebook.vocabulary, registry.units, Against(from_rules=said)).facts
    options = Options(as_of=settings["as_of"], objectives=frozenset(settings["objectives"]))
    return [
        one.model_dump(mode="json") for one in judge(rulebook, convention, registry, facts, options).models()
    ]


def test_every_field_of_every_verdict_is_the_same() -> None:
    whole = [SAMPLE / name for name in ("events.csv", "populations.csv", "submissions.csv")]
    expected = verdicts(whole)
    assert len(DELIVERIES) == 24
    assert verdicts(DELIVERIES) == expected
    assert verdicts(DELIVERIES[:-1]) != expected
    without_a_correction = [path for path in DELIVERIES if path.name != "2018-11"]
    assert verdicts(without_a_correction) != expected


def test_two_deliveries_bring_corrections() -> None:
    bringing = {
        path.name
        for path in DELIVERIES
        if any(
            "-r1" in file.read_text(encoding="cp1252", errors="replace")
            for file in path.glob("submissions.*")
        )
    }
    assert bringing == {"2018-11", "2019-05"}


def test_the_commands_shown_work_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    (block,) = blocks(SAMPLE / "monthly" / "README.md", "")
    for line in block.splitlines():
        words = shlex.split(line.replace("basilicata.duckdb", str(tmp_path / "basilicata.duckdb")))
        result = CliRunner().invoke(main, words[1:], catch_exceptions=False)
        assert result.exit_code == int(words[1] == "check"), result.output
        assert result.stdout
