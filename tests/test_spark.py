# SPDX-License-Identifier: EUPL-1.2
"""A check on a cluster of several executor processes says what it says on one machine; `make test-spark` runs this."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from spark_dataset import PROGRAMME, Members, members

pytest.importorskip("pyspark", reason="needs Java 17 and the extra [spark]; make test-spark has both")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning")]

CLUSTER = "local-cluster[2,1,1536]"
"""Two executors, each a process of its own."""
HERE = "local[1]"


@cache
def made() -> Members:
    return members(Path(mkdtemp()))


def check(*words: str | Path, conventions: int = 2) -> Result:
    named = [word for path in made().conventions[:conventions] for word in ("--convention", path)]
    asked = [
        "--as-of",
        "2018-07-31",
        "--objective",
        "5.4",
        "--objective",
        "6.1",
        "--format",
        "ndjson",
        "--lang",
        "en",
    ]
    return CliRunner().invoke(main, [str(word) for word in ("check", *words, *named, *asked, "--no-project")])


def on_spark(dataset: Path, *more: str | Path, master: str = HERE, conventions: int = 2) -> Result:
    return check(dataset, "--engine", "spark", "--master", master, *more, conventions=conventions)


def test_verdicts_are_those_of_one_machine_to_the_byte() -> None:
    here = check(*made().files, "--programme", PROGRAMME, "--facts", "all")
    there = on_spark(made().dataset, "--programme", PROGRAMME, "--facts", "all", master=CLUSTER)
    assert there.stdout == here.stdout
    assert here.stdout.count("\n") > 200
    assert (there.exit_code, here.exit_code) == (1, 1)


def test_facts_of_a_convention_that_was_not_given_are_refused() -> None:
    result = on_spark(made().dataset, conventions=1)
    assert result.exit_code == 2
    assert "got facts of molise; give their conventions with --convention" in result.stderr


def test_a_dataset_without_events_is_refused(tmp_path: Path) -> None:
    result = on_spark(tmp_path)
    assert result.exit_code == 2
    assert f"got no events; write them to {tmp_path}/events" in result.stderr
