# SPDX-License-Identifier: EUPL-1.2
"""What a stream tells without waiting for the clock, what it leaves alone, how it ends and goes on."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.runs.filters import Filters
from impegni.engine.runs.setting import load_setting
from impegni.engine.runs.streams import stream_of
from impegni.engine.stream.run import Stream
from impegni.schema.stream import StreamFact
from report_pages import CONVENTION, RULEBOOK
from stream_lines import about, said, standing
from test_stream import FEBRUARY, MONTHLY, SETTING, clock, sent, session

pytestmark = pytest.mark.slow

Fact = dict[str, Any]


@pytest.fixture
def stream() -> Stream:
    """A stream of the sample's rules, a month of which is over."""
    setting = load_setting(RULEBOOK, [CONVENTION], None)
    made = stream_of(setting, Filters(), "en", lambda record: pytest.fail(record.message))
    made.give([sent("s1", "2018-03-05"), clock("2018-03-12")])
    return made


def verdicts(found: list[StreamFact], rule: str = MONTHLY) -> dict[tuple[str, str], str]:
    """The kinds told of a rule, by unit and window."""
    facts = [fact for fact in found if fact.fact == "verdict" and fact.rule == rule]
    return {(fact.unit, fact.window.label): fact.kind for fact in facts}


def test_the_event_that_reaches_the_threshold_is_told_as_it_comes(stream: Stream) -> None:
    assert verdicts(stream.give([session("e1", "2018-02-10")])) == {("A", FEBRUARY): "attainment"}


def test_another_event_changes_only_what_rests_on_it(stream: Stream) -> None:
    stream.give([session("e1", "2018-02-10")])
    found = stream.give([session("e2", "2018-02-11")])
    assert {fact.unit for fact in found if fact.fact == "verdict"} <= {"A", "R"}
    (again,) = [fact for fact in found if fact.fact == "verdict" and fact.rule == MONTHLY]
    assert (again.observed, again.evidence, again.kind) == (2, ("e1", "e2"), "attainment")


def test_the_same_event_again_changes_nothing(stream: Stream) -> None:
    stream.give([session("e1", "2018-02-10")])
    assert stream.give([session("e1", "2018-02-10")]) == []


def test_a_correction_is_told_as_it_comes(stream: Stream) -> None:
    stream.give([session("e1", "2018-02-10")])
    moved = session("e1", "2018-03-02", "s2")
    found = verdicts(stream.give([moved, sent("s2", "2018-03-10", "2018-03")]))
    assert found[("A", FEBRUARY)] == "violation"
    assert found[("A", "2018-03")] == "attainment"


def test_the_clock_alone_makes_a_violation(stream: Stream) -> None:
    march = sent("s2", "2018-04-05", "2018-03")
    assert verdicts(stream.give([march])) == {}
    assert verdicts(stream.give([clock("2018-04-10")]))[("A", "2018-03")] == "pending"
    assert verdicts(stream.give([clock("2018-04-12")]))[("A", "2018-03")] == "violation"


def test_a_day_on_which_nothing_is_due_tells_nothing(stream: Stream) -> None:
    stream.give([clock("2018-03-13")])
    assert stream.give([clock("2018-03-14")]) == []


def test_an_event_of_the_future_counts_from_its_day_on(stream: Stream) -> None:
    assert stream.give([session("e1", "2018-03-20")]) == []
    assert verdicts(stream.give([clock("2018-03-20")])) == {("A", "2018-03"): "attainment"}


@contextmanager
def running(*words: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A stream as a process of its own, told through a pipe."""
    command = [sys.executable, "-m", "impegni", "stream", *SETTING, "--rule", MONTHLY, "--lang", "en"]
    process = subprocess.Popen(
        [*command, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def tell(process: subprocess.Popen[bytes], *lines: Fact) -> None:
    assert process.stdin is not None
    process.stdin.write("".join(json.dumps(line) + "\n" for line in lines).encode())
    process.stdin.flush()


def heard(process: subprocess.Popen[bytes], until: tuple[str, str]) -> list[Fact]:
    """What is said until the month of a unit is of some kind."""
    assert process.stdout is not None
    found: list[Fact] = []
    for line in process.stdout:
        found.append(json.loads(line))
        fact = found[-1]
        about_it = fact["fact"] == "verdict" and fact["window"]["label"] == FEBRUARY
        if about_it and (fact["unit"], fact["kind"]) == until:
            break
    return found


CARRIED = (sent("s1", "2018-03-05"), session("e1", "2018-02-10"))


def test_a_line_is_answered_while_the_input_stays_open() -> None:
    with running() as process:
        tell(process, sent("s1", "2018-03-05"), clock("2018-03-12"))
        heard(process, ("A", "violation"))
        tell(process, session("e1", "2018-02-10"))
        assert heard(process, ("A", "attainment"))[-1]["observed"] == 1


@pytest.mark.parametrize(("ended", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_stream_that_is_stopped_stores_what_it_was_told(
    tmp_path: Path, ended: signal.Signals, code: int
) -> None:
    archive = tmp_path / "a.impegni"
    with running("--archive", archive, "--store") as process:
        tell(process, *CARRIED, session("e2", "2018-02-11", "s9"), clock("2018-03-12"))
        heard(process, ("B", "violation"))
        process.send_signal(ended)
        _, said_of_it = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"s1: archived" in said_of_it
    assert b"1 line was not stored" in said_of_it
    assert standing(again(archive, CARRIED)) == checked(archive)


def again(archive: Path, lines: tuple[Fact, ...]) -> list[Fact]:
    """What a stream says that goes on from an archive and is told the same again."""
    words = ["stream", *SETTING, "--rule", MONTHLY, "--archive", str(archive)]
    told = "".join(json.dumps(line) + "\n" for line in (*lines, clock("2018-03-12")))
    done = CliRunner().invoke(main, words, input=told)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def checked(archive: Path) -> dict[tuple[Any, ...], Fact]:
    """What a check of an archive finds, by what it is about."""
    words = ["check", "--archive", str(archive), "--as-of", "2018-03-12", *SETTING, "--rule", MONTHLY]
    done = CliRunner().invoke(main, [*words, "--format", "ndjson", "--facts", "all"])
    return {about(fact): said(fact) for fact in map(json.loads, done.stdout.splitlines())}


def test_storing_needs_an_archive() -> None:
    done = CliRunner().invoke(main, ["stream", *SETTING, "--store", "--lang", "en"], input="")
    assert done.exit_code == 2
    assert "name it with --archive" in done.stderr


def test_what_cannot_enter_the_archive_leaves_it_as_it_was(tmp_path: Path) -> None:
    archive = tmp_path / "a.impegni"
    archive.write_text("no archive")
    words = ["stream", *SETTING, "--archive", str(archive), "--store", "--lang", "en"]
    done = CliRunner().invoke(main, words, input=json.dumps(clock("2018-03-12")))
    assert (done.exit_code, archive.read_text()) == (2, "no archive")
