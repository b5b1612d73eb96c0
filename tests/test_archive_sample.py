# SPDX-License-Identifier: EUPL-1.2
"""The sample's 24 monthly deliveries put into an archive lead to exactly the verdicts of its single files."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from impegni.cli import main

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "samples" / "basilicata"
FILES = [SAMPLE / name for name in ("events.csv", "populations.csv", "submissions.csv")]
UNITS = ["--units", SAMPLE / "units.csv"]


def run(*words: object) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code in (0, 1), done.stderr
    return done.stdout


def test_every_field_of_every_verdict_is_the_same(tmp_path: Path) -> None:
    archive = ["--archive", tmp_path / "basilicata.impegni"]
    deliveries = sorted(path for path in (SAMPLE / "monthly").iterdir() if path.is_dir())
    assert len(deliveries) == 24
    run("ingest", *deliveries[12:], *archive, *UNITS)
    for delivery in (deliveries[3], deliveries[7]):
        run("ingest", delivery, *archive, *UNITS)
    run("ingest", *deliveries, *archive, *UNITS)
    assert run("archive", "verify", *archive, "--lang", "en").startswith("the archive is whole\n")
    judged = ["--as-of", "2020-02-20", "--format", "ndjson", *UNITS]
    expected = run("check", *FILES, *judged)
    assert run("check", *archive, *judged) == expected
    known = [*judged, "--known-at", "2018-12-31"]
    earlier = run("check", *FILES, *known)
    assert earlier != expected
    assert run("check", *archive, *known) == earlier
