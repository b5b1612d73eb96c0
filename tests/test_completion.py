# SPDX-License-Identifier: EUPL-1.2
"""Shells complete commands and options."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from impegni.cli import main

pytestmark = pytest.mark.slow

ASKED = """
eval "$(impegni completion bash)"
complete -p impegni
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_impegni_completion impegni
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(words: str) -> list[str]:
    """What bash offers for the last of some words."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--norc", "-e", "-c", ASKED.format(words=words)]
    done = subprocess.run(
        command, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=True
    )
    registered, *offered = done.stdout.splitlines()
    assert registered.endswith(" -F _impegni_completion impegni")
    return offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("impegni ch", ["check"]),
        ("impegni check --arch", ["--archive"]),
        ("impegni rules mut", ["mutate"]),
        ("impegni check --format x", ["xlsx"]),
    ],
)
def test_bash_completes_what_is_begun(words: str, offered: list[str]) -> None:
    assert completed(words) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_is_told_to_ask_the_program(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert (result.exit_code, f"_IMPEGNI_COMPLETE={shell}_complete" in result.stdout) == (0, True)


def test_other_shells_are_refused_with_those_there_are() -> None:
    result = CliRunner().invoke(main, ["completion", "csh"])
    assert (result.exit_code, "'bash', 'zsh', 'fish'" in result.output) == (2, True)
