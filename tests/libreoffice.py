# SPDX-License-Identifier: EUPL-1.2
"""LibreOffice without its windows: a workbook is opened, typed into, saved, and nothing is left behind."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

ABSENT = "LibreOffice and its Python are not installed here: apt-get install libreoffice-calc python3-uno"


@cache
def office() -> tuple[str, str] | None:
    """The program and a Python that can talk to it, if both are here."""
    program = shutil.which("soffice")
    if program is None:
        return None
    pythons = [str(Path(program).resolve().with_name("python")), "/usr/bin/python3", sys.executable]
    for python in pythons:
        tried = Path(python).exists() and subprocess.run([python, "-c", "import uno"], capture_output=True)
        if tried and tried.returncode == 0:
            return program, python
    return None


def needed() -> tuple[str, str]:
    """The same; where it is absent the test is left out, or fails where nothing may be left out.

    Raises:
        RuntimeError: It is absent, and this is a run whose result counts.
    """
    found = office()
    if found is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError(ABSENT)
        pytest.skip(ABSENT)
    return found


def fill(source: Path, typed: Mapping[tuple[str, str], str], saved: Path) -> None:
    """Open a workbook, type into cells of its sheets, and save it under another name.

    Args:
        typed: What is typed, by sheet and cell.
    """
    program, python = needed()
    pipe = f"impegni{os.getpid()}"
    profile = saved.parent / "profile"
    options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
    task = {
        "pipe": pipe, "source": source.as_uri(), "saved": saved.as_uri(),
        "typed": [[sheet, cell, what] for (sheet, cell), what in typed.items()],
    }  # fmt: skip
    running = subprocess.Popen(
        [program, *options, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL
    )
    try:
        script = str(Path(__file__).with_name("libreoffice_fill.py"))
        subprocess.run([python, script, json.dumps(task)], check=True, timeout=120)
        running.wait(timeout=60)
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def convert(source: Path, suffix: str) -> Path:
    """Save a workbook beside itself in another format."""
    program, _ = needed()
    profile = source.parent.parent / "profile"
    command = [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", suffix, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    return source.with_suffix(f".{suffix}")
