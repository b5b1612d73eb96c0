# SPDX-License-Identifier: EUPL-1.2
"""The hooks offered to other repositories check the rules of the repository that runs them.

pre-commit runs them as they are offered, but for one word: they are found on the path, where pre-commit would install
them from a repository. So what is proved is which rules they look at and how they end, not that installation.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
RULES = Path(__file__).parent / "own_rulebook"
PROJECT = "rulebook: rules\n"
BROKEN = ("line5/5.1.yaml", "for_each: cpi", "for_each: school")
FAILING = ("line5/5.1.cases.yaml", "violation 0/1", "attainment 0/1")


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of rules, all of them right, with a project file."""
    folder = tmp_path / "repository"
    shutil.copytree(RULES, folder / "rules")
    (folder / "impegni.yaml").write_text(PROJECT, encoding="utf-8")
    git(folder, "init", "--quiet")
    return folder


def spoil(repository: Path, file: str, right: str, wrong: str) -> None:
    path = repository / "rules" / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def hook(repository: Path, name: str, *args: str) -> subprocess.CompletedProcess[str]:
    """What one of the hooks says of all files of a repository."""
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    asked = [one | {"language": "system", "args": list(args)} for one in offered if one["id"] == name]
    config = {"repos": [{"repo": "local", "hooks": asked}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(repository, "add", "--all")
    programs = Path(sys.executable).parent
    places = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME": f"{repository}.cache"}
    command = [programs / "pre-commit", "run", "--all-files", "--verbose", name]
    return subprocess.run(
        command, cwd=repository, env=os.environ | places, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["rules-lint", "rules-test"])
def test_hooks_pass_a_repository_that_is_right(repository: Path, name: str) -> None:
    done = hook(repository, name)
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        ("rules-lint", BROKEN, "rules/line5/5.1.yaml:10: regola 5.1.info-session"),
        ("rules-test", FAILING, "FALLITO 5.1.info-session"),
    ],
)
def test_hooks_fail_a_repository_that_is_wrong(
    repository: Path, name: str, wrong: tuple[str, str, str], told: str
) -> None:
    spoil(repository, *wrong)
    done = hook(repository, name)
    assert (done.returncode, told in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize("name", ["rules-lint", "rules-test"])
def test_hooks_fail_where_nothing_names_the_rules(repository: Path, name: str) -> None:
    (repository / "impegni.yaml").unlink()
    done = hook(repository, name)
    assert (done.returncode, "--own: non è indicata una cartella di regole" in done.stdout) == (1, True), (
        done.stdout
    )


def test_rules_may_be_named_in_the_arguments_of_a_hook(repository: Path) -> None:
    (repository / "impegni.yaml").unlink()
    (repository / "rules").rename(repository / "regole")
    assert hook(repository, "rules-lint", "--rulebook", "regole").returncode == 0
