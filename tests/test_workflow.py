# SPDX-License-Identifier: EUPL-1.2
"""The workflow offered to repositories of rules does what it says, step by step, in such a repository.

Each `run` is given to the shell as it is written, with the variables of the file. `pip install` finds a `pip` that
only notes what it was asked for: the program is on the path already. Steps that other actions take are not tried.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
RULES = Path(__file__).parent / "own_rulebook"
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / "docs/ci/rules-workflow.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["rules"]["steps"]
RUNS: list[str] = [step["run"] for step in STEPS if "run" in step]
PIP = '#!/bin/sh\necho "$@" >> "$NOTED"\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    shutil.copytree(RULES, folder / "rules")
    return folder


def ends(repository: Path) -> Iterator[tuple[str, int]]:
    """How each step ends, up to the first that fails."""
    programs = repository.parent / "programs"
    programs.mkdir()
    (programs / "pip").write_text(PIP, encoding="utf-8")
    (programs / "pip").chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    given = os.environ | WORKFLOW["env"] | {"PATH": path, "NOTED": str(repository.parent / "noted")}
    for run in RUNS:
        done = subprocess.run(["bash", "-e", "-c", run], cwd=repository, env=given, check=False)
        yield run, done.returncode
        if done.returncode:
            return


def test_every_step_passes_where_the_rules_are_right(repository: Path) -> None:
    assert list(ends(repository)) == [(run, 0) for run in RUNS]
    noted = (repository.parent / "noted").read_text(encoding="utf-8")
    assert noted == f"install {WORKFLOW['env']['IMPEGNI']}\n"
    kept = next(step["with"]["path"] for step in STEPS if "upload-artifact" in step.get("uses", ""))
    assert [path for path in kept.split() if not (repository / path).exists()] == []


BREACH = "violation 0/1 shortfall 1"
KEPT = "attainment 1/1"


@pytest.mark.parametrize(
    ("file", "changes", "command"),
    [
        ("line5/5.1.yaml", {"topic: adr": "topic: adrr"}, "lint"),
        ("line5/5.1.cases.yaml", {BREACH: KEPT}, "test"),
        ("line5/5.1.cases.yaml", {BREACH: KEPT, " except 2018-03": ""}, "test"),
    ],
    ids=["broken rule", "failing case", "unproved situation"],
)
def test_the_step_that_finds_what_is_wrong_fails(
    repository: Path, file: str, changes: dict[str, str], command: str
) -> None:
    path = repository / "rules" / file
    text = path.read_text(encoding="utf-8")
    for right, wrong in changes.items():
        text = text.replace(right, wrong)
    path.write_text(text, encoding="utf-8")
    *_, (run, code) = ends(repository)
    assert (run.startswith(f"impegni rules {command} "), bool(code)) == (True, True)
