# SPDX-License-Identifier: EUPL-1.2
"""A process of its own that ends by itself seldom looks for unused objects; any other does as it did."""

import gc
import subprocess
import sys

import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.commands.thrift import SELDOM

PROGRAM = """
import atexit, gc, sys
from impegni.cli import main
atexit.register(lambda: print(*gc.get_threshold()))
main()
"""


def thresholds_of(*words: str) -> tuple[int, ...]:
    """What is in force at the end of a command."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=True, timeout=60
    )
    return tuple(map(int, done.stdout.splitlines()[-1].split()))


@pytest.mark.slow
@pytest.mark.parametrize(("command", "spared"), [("check", True), ("serve", False), ("stream", False)])
def test_only_what_ends_is_spared(command: str, spared: bool) -> None:
    assert thresholds_of(command, "--help") == (SELDOM if spared else gc.get_threshold())


def test_a_command_that_another_program_runs_changes_nothing_of_it() -> None:
    before = gc.get_threshold()
    assert CliRunner().invoke(main, ["check", "--help"]).exit_code == 0
    assert gc.get_threshold() == before
