# SPDX-License-Identifier: EUPL-1.2
"""Another convention is judged from data alone, through the command line, with the verdicts planned for it."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from impegni.cli import main

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "samples" / "synthetic_region"
WRITTEN_BY_HAND = {"README.md", "convention.yaml", "expected_counts.json"}

Verdict = Mapping[str, Any]
Decided = tuple[str, int | None, int, str]


def settings() -> Mapping[str, Any]:
    content: dict[str, Any] = yaml.safe_load((SAMPLE / "sample.yaml").read_text(encoding="utf-8"))
    return content


@cache
def checked() -> Result:
    sample = settings()
    words = ["check", *(str(SAMPLE / name) for name in sample["files"]), "--format", "ndjson"]
    words += ["--convention", str(SAMPLE / "convention.yaml"), "--as-of", str(sample["as_of"])]
    words += [word for objective in sample["objectives"] for word in ("--objective", objective)]
    return CliRunner().invoke(main, words)


@cache
def verdicts() -> Mapping[tuple[str, str, str], Verdict]:
    found = [json.loads(line) for line in checked().stdout.splitlines()]
    return {(one["rule"], one["unit"], one["window"]["label"]): one for one in found}


def decided(one: Verdict) -> Decided:
    reason = one["reason"]
    return one["kind"], one["required"], one["observed"], "" if reason is None else reason["code"]


def test_the_check_exits_with_one_and_notices_only_days_of_rest() -> None:
    """Violations are planned, and every row is well-formed."""
    assert checked().exit_code == 1
    sunday, holiday = checked().stderr.splitlines()
    assert "è domenica" in sunday
    assert "è festa" in holiday


def test_verdicts_are_as_many_as_expected() -> None:
    expected = json.loads((SAMPLE / "expected_counts.json").read_text(encoding="utf-8"))
    by_rule: dict[str, Counter[str]] = {}
    for one in verdicts().values():
        by_rule.setdefault(one["rule"], Counter())[one["kind"]] += 1
    assert by_rule == expected["rules"]
    assert sum(by_rule.values(), Counter[str]()) == expected["kinds"]


PLANNED: dict[str, dict[tuple[str, str, str], Decided]] = {
    "an act stops the monthly sessions of two months": {
        ("5.1.info-session-region", "SIN", "2019-06"): ("attainment", 1, 1, ""),
        ("5.1.info-session-region", "SIN", "2019-07"): ("suspended", 0, 0, "suspended"),
        ("5.1.info-session-region", "SIN", "2019-08"): ("suspended", 0, 0, "suspended"),
        ("5.1.info-session-region", "SIN", "2018-10"): ("violation", 1, 0, ""),
    },
    "the amount is the one in force when the year from signature begins": {
        ("5.4.firms", "SIN", "A1"): ("violation", 800, 799, ""),
        ("5.4.firms", "SIN", "A2"): ("attainment", 900, 900, ""),
    },
    "a session on two topics serves both rules, and is one session": {
        ("5.1.project-management-sessions", "SIN", "A1"): ("attainment", 3, 3, ""),
        ("5.1.intensive-service-sessions", "SIN", "A1"): ("attainment", 3, 3, ""),
        ("5.1.project-and-intensive-sessions", "SIN", "A1"): ("violation", 6, 5, ""),
    },
    "a job centre is continued by another in the middle of June": {
        ("ART.5.monthly-submission", "SINC061", "2019-05"): ("attainment", 1, 1, ""),
        ("ART.5.monthly-submission", "SINC061", "2019-06"): ("not_applicable", 1, 0, "continued_in"),
        ("5.1.coverage-term", "SINC061", "term"): ("not_applicable", None, 0, "continued_in"),
    },
    "a submission too late, one not yet lost, one that is not owed": {
        ("ART.5.monthly-submission", "SINC001", "2019-09"): ("violation", 1, 0, ""),
        ("ART.5.monthly-submission", "SINC048", "2020-02"): ("violation", 1, 0, ""),
        ("ART.5.monthly-submission", "SINC040", "2019-11"): ("suspended", 1, 0, "suspended"),
        ("5.1.follow-up-region", "SIN", "2020-02"): ("not_evaluable", 1, 0, "missing_submissions"),
    },
    "a share is rounded up, and needs a recent figure": {
        ("7.2.active-measures", "SINS002", "term"): ("attainment", 5, 5, ""),
        ("7.2.active-measures", "SINS006", "term"): ("violation", 6, 5, ""),
        ("7.2.active-measures", "SINS010", "term"): ("violation", 5, 4, ""),
        ("7.2.active-measures", "SINS118", "term"): ("not_applicable", None, 0, "not_active"),
        ("5.1.coverage-term", "SINC009", "term"): ("violation", 20, 19, ""),
        ("5.1.coverage-term", "SINC010", "term"): ("not_evaluable", None, 20, "stale_population"),
        ("5.1.coverage-term", "SINC020", "term"): ("attainment", 20, 21, ""),
        ("5.1.coverage-term", "SINC030", "term"): ("not_applicable", 0, 0, "empty_population"),
    },
    "one body is involved before the agreement": {
        ("6.7.involvement-after-agreement", "SIN", "term"): ("violation", 8, 7, ""),
    },
}


@pytest.mark.parametrize("situation", PLANNED)
def test_planned_situations(situation: str) -> None:
    planned = PLANNED[situation]
    assert {key: decided(verdicts()[key]) for key in planned} == planned


def test_what_is_awaited_is_named() -> None:
    """Job centre 061 is no longer awaited: it ended in June 2019."""
    awaited = verdicts()["5.1.follow-up-region", "SIN", "2020-02"]["incomplete"]
    assert awaited == [f"SINC{n:03} 2020-02" for n in range(48, 63) if n != 61]


def test_late_and_surplus_are_flagged() -> None:
    assert verdicts()["ART.5.monthly-submission", "SINC001", "2019-09"]["flags"] == ["late"]
    assert verdicts()["5.1.coverage-term", "SINC020", "term"]["flags"] == ["exceeds_population"]


def test_the_convention_has_no_error() -> None:
    words = ["rules", "lint", "--convention", str(SAMPLE / "convention.yaml")]
    assert CliRunner().invoke(main, words).exit_code == 0


def test_the_generator_makes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(SAMPLE / "generate.py"), str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path for path in SAMPLE.iterdir() if path.suffix not in (".py", ".pyc") and path.is_file()}
    assert made == {path.name: path.read_bytes() for path in kept if path.name not in WRITTEN_BY_HAND}
