# SPDX-License-Identifier: EUPL-1.2
"""Valid files spoilt at random: a few of the cases that `benchmarks/fuzz.py` runs by the thousand."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
EACH = 20


@pytest.mark.parametrize("first", range(0, 140, EACH))
def test_spoilt_files_are_read_or_refused(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import fuzz

    cases = [fuzz.run_case(1, number) for number in range(first, first + EACH)]
    assert [(case.number, case.faults) for case in cases if case.faults] == []
    assert len({case.outcome for case in cases}) > 1


def test_what_must_not_be_accepted_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import fuzz
    import fuzz_checks

    codes = fuzz_checks.code_lists(fuzz._setting())
    row = {"id": "S1", "month": "2018-03", "units": "17", "received": None, "sender": "\xa0"}
    assert list(fuzz_checks.garbage({"submission_row": [row]}, codes)) == [
        "submission_row: sender = '\\xa0'",
        "submission_row: received = None",
    ]
