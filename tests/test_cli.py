# SPDX-License-Identifier: EUPL-1.2
"""The command line: exit codes, what goes where, messages instead of tracebacks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import impegni
import pytest
from cli_support import HEADINGS, SETTING, check, events_file, run
from click.testing import CliRunner
from impegni import cli
from impegni.cli import main
from impegni.engine.kept import judged
from impegni.schema.errors import EngineError
from report_pages import CONVENTION


@pytest.fixture
def events(tmp_path: Path) -> Path:
    return events_file(tmp_path)


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"impegni {impegni.__version__}\n")


RULES = [["rules", name] for name in ("list", "show", "lint", "test", "coverage", "trace", "schema")]


@pytest.mark.parametrize("words", [[], ["check"], ["validate"], ["demo"], ["rules"], *RULES], ids=" ".join)
def test_every_command_explains_itself(words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("as_of", "rule", "code"),
    [
        ("2018-03-10", "5.1.monthly", 0),
        ("2018-03-11", "5.1.monthly", 0),
        ("2018-04-10", "5.1.monthly", 0),
        ("2018-04-11", "5.1.monthly", 1),
        ("2018-04-11", "5.1.wished", 0),
        ("2018-04-11", "5.1.all-members", 1),
        ("2017-12-31", "5.1.monthly", 0),
    ],
    ids=["open", "kept", "next open", "violated", "goal missed", "not evaluable", "before the term"],
)
def test_check_exits_with_one_on_a_breach(events: Path, as_of: str, rule: str, code: int) -> None:
    result = check(events, as_of=as_of, rule=rule)
    assert result.exit_code == code, result.output


@pytest.mark.slow
def test_check_prints_the_report_and_nothing_else(events: Path) -> None:
    result = check(events)
    assert result.stdout.startswith("Convenzione di prova\n")
    assert "\x1b" not in result.output
    assert result.stderr == ""


def test_check_speaks_english(events: Path) -> None:
    assert "1 DUTY" in check(events, "--lang", "en").stdout


def test_a_missed_goal_alone_is_told_and_is_no_breach(events: Path) -> None:
    result = check(events, as_of="2018-04-11", rule="5.1.wished")
    assert result.exit_code == 0
    assert "NON RAGGIUNTO" in result.stdout
    assert "VIOLATO" not in result.stdout


@pytest.mark.slow
def test_components_are_no_breach(events: Path) -> None:
    """In February two parts of three are done, in March one."""
    rows = ("e1,meeting,2018-02-10,R,one", "e2,meeting,2018-02-11,R,two", "e3,meeting,2018-03-10,R,one")
    events.write_text("event_id,event,date,unit,topic\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert check(events, as_of="2018-04-10", rule="5.1.two-of-three").exit_code == 0
    assert check(events, as_of="2018-04-11", rule="5.1.two-of-three").exit_code == 1


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A second convention, of a region with units of its own."""
    folder = tmp_path / "other"
    folder.mkdir()
    text = CONVENTION.read_text(encoding="utf-8").replace("convention: sample", "convention: other")
    path = folder / "other.yaml"
    path.write_text(text.replace("region: R", "region: Q"), encoding="utf-8")
    units = CONVENTION.with_name("sample.units.csv").read_text(encoding="utf-8")
    renamed = re.sub(r"\b([RAB])\b", lambda code: {"R": "Q", "A": "C", "B": "D"}[code[1]], units)
    (folder / "sample.units.csv").write_text(renamed, encoding="utf-8")
    return path


@pytest.mark.slow
def test_check_of_several_conventions_makes_an_array(events: Path, other: Path) -> None:
    result = check(events, "--convention", other, "--format", "json")
    kept = {one["convention"]: one["counts"]["deadlines"] for one in json.loads(result.stdout)}
    assert kept == {"sample": {"due": 2, "kept": 2}, "other": {"due": 2, "kept": 0}}
    rows = check(events, "--convention", other, "--format", "csv").stdout.splitlines()
    assert sum(row.startswith("convention,") for row in rows) == 1


def test_a_registry_belongs_to_one_convention(events: Path, other: Path) -> None:
    result = check(
        events, "--convention", other, "--units", CONVENTION.with_name("sample.units.csv"), "--lang", "en"
    )
    assert (result.exit_code, result.stderr) == (
        2, "--units: got 2 conventions; a registry belongs to one, leave --units out\n",
    )  # fmt: skip


def test_a_convention_given_twice_is_refused(events: Path) -> None:
    result = check(events, "--convention", CONVENTION, "--lang", "en")
    assert (result.exit_code, result.stderr) == (
        2, "--convention: got 'sample' twice; give each convention once\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rule", "5.1.montly"], "--rule: got '5.1.montly'; did you mean '5.1.monthly'?"),
        (
            ["--unit", "Z"],
            "--unit: got 'Z', which is no unit; write a code or a name of the registry: CPI Alfa",
        ),
        (["--objective", "9.9"], "--objective: got '9.9'; write one of"),
        (["--reading", "nothing=at_all"], "--reading: got 'nothing'"),
        (["--reading", "nothing"], "got 'nothing'; write NAME=VALUE"),
        (["--reading", "a=b", "--reading", "a=c"], "got a=b and a=c; choose one reading"),
        (["--known-at", "180301"], "got '180301'; write a date such as 20/02/2020"),
        (["--known-at", "31/02/2018"], "got '31/02/2018', which is no day of the calendar"),
        (["--convention", "nowhere.yaml"], "nowhere.yaml"),
        (["--rulebook", "nowhere"], "nowhere: is no folder"),
        (["--format", "pdf"], "'pdf' is not one of"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_words_that_mean_nothing_are_refused(events: Path, words: list[str], said: str) -> None:
    result = check(events, *words, "--lang", "en")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_no_file_is_not_the_same_as_nothing_done() -> None:
    result = run("check", "--as-of", "2018-03-11", *SETTING, "--lang", "en")
    assert result.exit_code == 2
    assert "got no file" in result.stderr


def test_a_file_that_is_wrong_is_refused_with_its_places(events: Path) -> None:
    events.write_text(HEADINGS + "e1,dance,2018-02-31,A\n", encoding="utf-8")
    result = check(events)
    assert result.exit_code == 2
    assert f"{events}:2: event: " in result.stderr
    assert f"{events}:2: date: " in result.stderr


@pytest.mark.slow
def test_validate_lists_problems_and_exits_with_two(events: Path) -> None:
    assert run("validate", events, *SETTING).exit_code == 0
    events.write_text(HEADINGS + "e1,dance,2018-02-10,A\n", encoding="utf-8")
    result = run("validate", events, *SETTING)
    assert (result.exit_code, f"\n{events}:2: event: " in result.stdout) == (2, True)
    (record,) = json.loads(run("validate", events, *SETTING, "--format", "json").stdout)
    assert (record["row"], record["column"], record["level"]) == (2, "event", "binding")


@pytest.mark.slow
def test_an_unexpected_failure_is_one_line(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "judge", lambda *_: 1 / 0)
    monkeypatch.delenv("IMPEGNI_DEBUG", raising=False)
    result = check(events)
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError" in result.stderr
    monkeypatch.setenv("IMPEGNI_DEBUG", "1")
    assert "Traceback" in check(events).stderr


def test_a_failure_of_the_engine_exits_with_three(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise EngineError("3 tallies got 2 verdicts")

    monkeypatch.setattr(judged, "judge", fail)
    result = check(events)
    assert (result.exit_code, result.stderr) == (
        3,
        "impegni: il motore ha fallito: 3 tallies got 2 verdicts\n",
    )


def test_an_interrupt_exits_with_130(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(judged, "judge", interrupt)
    result = check(events)
    assert (result.exit_code, result.output) == (130, "")


@pytest.mark.slow
def test_a_closed_pipe_is_no_failure(events: Path) -> None:
    command = [sys.executable, "-m", "impegni", "check", str(events), "--as-of", "2018-04-11", *SETTING]
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False, env=os.environ)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_standard_output_is_refused(events: Path) -> None:
    command = [sys.executable, "-m", "impegni", "check", str(events), "--as-of", "2018-04-11", *SETTING]
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    done = subprocess.run(closed, stderr=subprocess.PIPE, check=False, env=os.environ)
    assert (done.returncode, done.stderr) == (
        2,
        "uscita standard: è chiusa; scrivere > FILE o > /dev/null\n".encode(),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", "●"), ("ascii", "+")])
def test_marks_follow_the_encoding_of_the_terminal(events: Path, encoding: str, mark: str) -> None:
    words = ["check", str(events), "--as-of", "2018-03-11", "--rule", "5.1.monthly", *SETTING]
    result = CliRunner(charset=encoding).invoke(main, words)
    assert f"{mark} mantenuto" in result.stdout


@pytest.mark.slow
def test_demo_shows_the_sample_and_what_to_try() -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    assert "Basilicata" in result.stdout.splitlines()[0]
    assert len(result.stdout.split("Provare ora: ")[1].splitlines()) == 2


def test_only_the_command_line_prints_and_exits() -> None:
    root = Path(cli.__file__).parent
    others = [*(root / "engine").rglob("*.py"), *(root / "schema").glob("*.py")]
    printing = re.compile(r"\bprint\(|click\.echo\(|sys\.exit\(|ctx\.exit\(")
    found = {path.name for path in others if printing.search(path.read_text(encoding="utf-8"))}
    assert found == set()


def test_help_loads_no_stage_of_the_engine_and_no_library() -> None:
    program = "import sys; from impegni.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "impegni.commands.check" in loaded
    light = {"impegni.engine", "impegni.engine.language", "impegni.engine.language.locales"}
    light |= {"impegni.engine.plain_text", "impegni.engine.runs", "impegni.engine.runs.work"}
    heavy = re.compile(
        r"impegni\.engine|(pydantic|pandas|numpy|pyarrow|duckdb|asyncio|babel|yaml|jinja2|rich)$"
    )
    assert [name for name in loaded if heavy.match(name) and name not in light] == []
