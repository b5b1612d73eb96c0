# SPDX-License-Identifier: EUPL-1.2
"""What is said of notices by commands that are asked for something else."""

from pathlib import Path

import pytest
from impegni.engine.intake.notices import in_short
from submission_support import read, submission

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        (1, "è domenica"),
        (3, "è domenica; lo stesso in altre righe: 2"),
        (25, "; lo stesso in altre righe: 19 o più"),
    ],
)
def test_each_kind_is_said_once(tmp_path: Path, rows: int, end: str) -> None:
    events = [f"E{number};seminar;2018-03-18;PZ;;;;{number}" for number in range(rows)]
    path = submission(tmp_path, *events, "X;seminar;2018-03-20;pz")
    sunday, code = in_short(read(path).records, "it")
    assert sunday.startswith(f"{path}/eventi.csv:2: data: il 18/03/2018 è domenica")
    assert sunday.endswith(end)
    assert code.startswith(f"{path}/eventi.csv:{rows + 2}: sede: «pz» letto come PZ")


def test_nothing_is_said_of_files_without_notices(tmp_path: Path) -> None:
    assert in_short(read(submission(tmp_path, "E1;seminar;2018-03-20;PZ")).records, "it") == []
