# SPDX-License-Identifier: EUPL-1.2
"""The package as Python programs use it: a few names that stay, and the page that shows them."""

import subprocess
import sys
from pathlib import Path

import impegni
import pytest
from doc_pages import DOCS, blocks

PAGE = DOCS / "python.md"
KEPT = [
    "ImpegniError",
    "Intake",
    "Judgement",
    "Options",
    "Setting",
    "Stream",
    "Verdict",
    "Verdicts",
    "judgements",
    "load_facts",
    "load_setting",
    "stream_of",
]


def test_the_names_are_those_promised() -> None:
    assert sorted(impegni.__all__) == KEPT


@pytest.mark.parametrize("name", KEPT)
def test_each_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(impegni, name).__doc__
    assert getattr(impegni, name).__name__ == name


def test_an_unknown_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="no attribute 'judge_all'"):
        impegni.judge_all  # noqa: B018


def test_the_package_alone_loads_nothing() -> None:
    said = "import impegni, sys; print('pandas' in sys.modules or 'pydantic' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"


@pytest.mark.slow
def test_the_example_prints_what_the_page_says(tmp_path: Path) -> None:
    (program,), (printed,) = blocks(PAGE, "python"), blocks(PAGE, "text")
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (found.stdout, found.stderr) == (printed, "")
