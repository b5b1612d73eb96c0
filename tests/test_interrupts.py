# SPDX-License-Identifier: EUPL-1.2
"""Whoever interrupts a command finds nothing half written, and is told nothing of the program.

benchmarks/kill.py interrupts at random moments.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from archive_support import one, put, sessions, submission
from impegni.__main__ import run
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
PROGRAM = """
import importlib, os, signal, sys
# Whoever runs the tests in the background may have interrupts ignored, and what they start too.
signal.signal(signal.SIGINT, signal.default_int_handler)
from impegni.__main__ import run
place, number, *sys.argv[1:] = sys.argv[1:]
module, name = place.split(":")
module = importlib.import_module(f"impegni.{module}")
whole = getattr(module, name)
def interrupted(*words, **named):
    done = whole(*words, **named)
    os.kill(os.getpid(), int(number))
    return done
setattr(module, name, interrupted)
run()
"""
PLACES = {
    "commands.command:find_project": ["ingest", "s2"],
    "engine.archive.file:create_layout": ["ingest", "s2"],
    "engine.archive.ingest:refresh_current": ["ingest", "s2"],
    "engine.archive.forgetting:create_current_tables": ["archive", "forget", "P1"],
    "engine.archive.parquet_copy:_described": ["archive", "export", "--out", "copy"],
    "engine.dossier.folder:write_xlsx": ["brief", "--meeting", "2018-03-31", "--out", "dossier"],
}
"""After what each command is interrupted."""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_nothing_is_half_written(tmp_path: Path, place: str, number: signal.Signals, code: int) -> None:
    submission(tmp_path, "s2", sessions(3))
    made = place.endswith("create_layout")
    if not made:
        put(tmp_path / "a.impegni", one("s1", "2018-01-05"))
    before = sorted(tmp_path.rglob("*"))
    words = [*PLACES[place], "--archive", "a.impegni"]
    setting = [] if words[0] == "archive" else SETTING
    command = [sys.executable, "-c", PROGRAM, place, str(int(number)), *words, *setting]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


LOADING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from impegni.__main__ import run
from impegni.commands import command
whole = command.find_project
def loading(*words, **named):
    import half_loaded
    return whole(*words, **named)
command.find_project = loading
run()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_being_loaded_is_loaded_first(tmp_path: Path, number: signal.Signals, code: int) -> None:
    loaded = f"import os\nos.kill(os.getpid(), {int(number)})\nopen('loaded', 'w').close()\n"
    (tmp_path / "half_loaded.py").write_text(loaded, encoding="utf-8")
    submission(tmp_path, "s2", sessions(3))
    words = ["ingest", "s2", "--archive", "a.impegni", *SETTING]
    done = subprocess.run(
        [sys.executable, "-c", LOADING, *words], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (code, "", False)
    assert (tmp_path / "loaded").exists()
    assert not (tmp_path / "a.impegni").exists()


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
def test_no_moment_is_left_at_which_it_would_be_told(
    monkeypatch: pytest.MonkeyPatch, handler: object
) -> None:
    def set_and_interrupted(_: int, set_: object) -> None:
        if set_ is handler:
            raise KeyboardInterrupt

    monkeypatch.setattr(signal, "getsignal", lambda _: signal.default_int_handler)
    monkeypatch.setattr(signal, "signal", set_and_interrupted)
    monkeypatch.setattr(sys, "argv", ["impegni", "--version"])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code in (0, 130)
