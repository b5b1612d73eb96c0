# SPDX-License-Identifier: EUPL-1.2
"""The command line run inside a test, and a few events to check."""

from pathlib import Path

from click.testing import CliRunner, Result
from impegni.cli import main
from report_pages import CONVENTION, RULEBOOK

SMALL = Path(__file__).parent / "small_rulebook"
SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
HEADINGS = "event_id,event,date,unit\n"
BOTH_KEPT = "e1,info_session,2018-02-10,A\ne2,info_session,2018-02-10,B\n"


def events_file(folder: Path) -> Path:
    """A file of events in which both job centres kept what they owed in February."""
    path = folder / "events.csv"
    path.write_text(HEADINGS + BOTH_KEPT, encoding="utf-8")
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def check(events: Path, *more: str | Path, as_of: str = "2018-03-11", rule: str = "5.1.monthly") -> Result:
    return run("check", events, "--as-of", as_of, "--rule", rule, *SETTING, *more)
