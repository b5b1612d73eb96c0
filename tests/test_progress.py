# SPDX-License-Identifier: EUPL-1.2
"""Progress is told at a terminal, in the reader's language, and nowhere else."""

import re
from pathlib import Path

import pytest
from broken_files import SMALL
from click.testing import CliRunner
from impegni.cli import main
from report_pages import CONVENTION, RULEBOOK
from terminal import at_terminal

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
EVENTS = "event_id,event,date,unit\ne1,info_session,2018-02-10,A\n"
CLEARED = "\x1b[2K"
"""A line of the terminal is wiped: the progress on it is gone."""

COMMANDS = {
    "check": (["check", "events.csv", "--as-of", "11/03/2018"], ["Lettura di 1 file", "Giudizio di sample"]),
    "brief": (
        ["brief", "events.csv", "--meeting", "11/03/2018", "--since", "11/02/2018", "--out", "out"],
        ["Confronto con il 11/02/2018", "Scrittura di out"],
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_being_done_is_told(name: str, tmp_path: Path) -> None:
    words, told = COMMANDS[name]
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    shown = at_terminal(*words, *SETTING, folder=tmp_path)
    for each in told:
        assert each in shown.terminal
    assert CLEARED in shown.terminal
    assert not any(each in shown.stdout for each in told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rules", "test"], "Prova dei casi"),
        (["rules", "coverage"], "Prova dei casi"),
        (["rules", "mutate", "5.1.info-session", "--jobs", "1"], "Modifica delle regole"),
    ],
)
def test_how_far_it_is_told(words: list[str], told: str, tmp_path: Path) -> None:
    shown = at_terminal(*words, "--rulebook", SMALL, folder=tmp_path)
    counts = re.findall(r"(\d+)/(\d+)", shown.terminal)
    assert told in shown.terminal
    assert counts[-1][0] == counts[-1][1]


def test_what_is_written_to_a_file_is_what_is_written_anyway(tmp_path: Path) -> None:
    shown = at_terminal("rules", "test", "--rulebook", SMALL, folder=tmp_path)
    alone = CliRunner().invoke(main, ["rules", "test", "--rulebook", str(SMALL)])
    assert (shown.code, shown.stdout) == (alone.exit_code, alone.stdout)
    assert alone.stderr == ""


def test_lines_stand_above_the_progress(tmp_path: Path) -> None:
    shown = at_terminal("rules", "test", "--rulebook", SMALL, folder=tmp_path, whole=True)
    alone = CliRunner().invoke(main, ["rules", "test", "--rulebook", str(SMALL)])
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.terminal)
    lines = {line.rpartition("\r")[2].rstrip() for line in plain.split("\n")} | set(
        re.split(r"[\r\n]+", plain)
    )
    assert set(alone.stdout.splitlines()) <= lines
