# SPDX-License-Identifier: EUPL-1.2
"""The stream on the command line: what each line does, what is refused, where it begins and ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from doc_pages import DOCS, blocks, commands
from impegni.cli import main
from impegni.schema.stream import FoundLine, ToldLine
from pydantic import ValidationError
from report_pages import CONVENTION, RULEBOOK
from stream_lines import about, said, standing

pytestmark = pytest.mark.slow

Fact = dict[str, Any]
SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
NATIONAL = Path(__file__).parent / "national_rulebook"
MONTHLY, FEBRUARY = "5.1.monthly", "2018-02"


def sent(name: str, received: str, month: str = FEBRUARY, **more: str) -> Fact:
    return {"fact": "submission", "id": name, "month": month, "units": "A|B|R", "received": received, **more}


def session(name: str, day: str, submission: str | None = "s1", unit: str = "A", **more: Any) -> Fact:
    carried = {} if submission is None else {"submission": submission}
    fact = {"fact": "event", "event_id": name, "event": "info_session", "date": day, "unit": unit}
    return {**fact, **carried, **more}


def clock(day: str) -> Fact:
    return {"fact": "clock", "date": day}


def run(*lines: Fact | str | bytes, words: tuple[str | Path, ...] = ()) -> Result:
    written = [line if isinstance(line, (str, bytes)) else json.dumps(line) for line in lines]
    text = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in written)
    command = ["stream", *SETTING, "--rule", MONTHLY, "--lang", "en", *map(str, words)]
    return CliRunner().invoke(main, command, input=text)


def found(result: Result) -> list[Fact]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def of(result: Result, unit: str = "A", window: str = FEBRUARY) -> list[Fact]:
    """What was said of the monthly session of a unit, one after the other."""
    key = ("verdict", "sample", MONTHLY, unit, window)
    return [fact for fact in found(result) if about(fact) == key]


def kinds(result: Result, unit: str = "A") -> list[str]:
    return [fact["kind"] for fact in of(result, unit)]


CARRIED = (sent("s1", "2018-03-05"), session("e1", "2018-02-10"))


def test_each_tick_tells_what_has_changed() -> None:
    late = session("e2", "2018-02-12", "s2", "B"), sent("s2", "2018-04-02")
    result = run(*CARRIED, clock("2018-02-20"), clock("2018-03-12"), *late)
    assert (result.exit_code, result.stderr) == (0, "")
    assert kinds(result) == ["attainment"]
    assert kinds(result, "B") == ["pending", "violation", "attainment"]
    told = of(result, "B")
    assert [fact["supersedes"] for fact in told] == [None, told[0]["seq"], told[1]["seq"]]
    assert [fact["as_of"] for fact in told] == ["2018-02-20", "2018-03-12", "2018-03-12"]


def test_the_end_is_what_check_finds(tmp_path: Path) -> None:
    events = tmp_path / "events.csv"
    events.write_text("event_id,event,date,unit\ne1,info_session,2018-02-10,A\n", encoding="utf-8")
    words = [
        "check",
        str(events),
        "--as-of",
        "2018-05-11",
        *SETTING,
        "--rule",
        MONTHLY,
        "--format",
        "ndjson",
        "--facts",
        "all",
    ]
    checked = CliRunner().invoke(main, words)
    batch = {about(fact): said(fact) for fact in map(json.loads, checked.stdout.splitlines())}
    assert standing(found(run(clock("2018-05-11"), session("e1", "2018-02-10", None)))) == batch


def test_the_clock_never_turns_back_and_an_earlier_day_means_now() -> None:
    result = run(clock("2018-03-12"), *CARRIED, clock("2018-01-31"))
    assert {fact["as_of"] for fact in found(result)} == {"2018-03-12"}
    assert kinds(result) == ["violation", "attainment"]


def test_a_row_counts_once_its_submission_has_come() -> None:
    result = run(session("e1", "2018-02-10"), clock("2018-03-12"), sent("s1", "2018-03-05"))
    assert kinds(result) == ["not_evaluable", "attainment"]
    assert result.stderr == ""


def test_a_submission_that_never_comes_is_noticed_at_the_end() -> None:
    result = run(session("e1", "2018-02-10", "s9"), session("e2", "2018-02-10", "s9"), clock("2018-03-12"))
    assert (result.exit_code, kinds(result)) == (0, ["not_evaluable"])
    assert "stdin:1: submission: the submission 's9' has not come yet" in result.stderr
    assert "(2)" in result.stderr


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_an_annulment_counts_wherever_it_stands(order: tuple[int, ...]) -> None:
    lines = [*CARRIED, sent("s2", "2018-04-02"), {"fact": "annul", "event_id": "e1", "submission": "s2"}]
    result = run(*(lines[place] for place in order), clock("2018-04-20"))
    assert (result.exit_code, kinds(result)) == (0, ["violation"])


def test_an_annulment_of_a_bare_event_needs_no_submission() -> None:
    annul = {"fact": "annul", "event_id": "e1"}
    result = run(session("e1", "2018-02-10", None), clock("2018-03-12"), annul)
    assert kinds(result) == ["attainment", "violation"]


def test_an_annulment_without_submission_of_an_event_with_one_is_noticed() -> None:
    result = run(*CARRIED, {"fact": "annul", "event_id": "e1"}, clock("2018-03-12"))
    assert (result.exit_code, kinds(result)) == (0, ["attainment"])
    assert "stdin:3: event_id: the event 'e1' is not annulled" in result.stderr


def test_what_was_told_twice_changes_nothing() -> None:
    once, twice = run(*CARRIED, clock("2018-03-12")), run(*CARRIED, clock("2018-03-12"), *CARRIED)
    assert once.stdout == twice.stdout


def test_an_escalation_cured_is_withdrawn() -> None:
    months = [sent(f"s{n}", f"2018-0{n + 1}-05", f"2018-0{n}") for n in (2, 3)]
    cure = session("e1", "2018-02-10", "s4"), sent("s4", "2018-04-12")
    result = run(*months, clock("2018-04-11"), *cure)
    told = [fact for fact in found(result) if fact["fact"] == "escalation" and fact["unit"] == "A"]
    assert [(fact["from"], fact["withdrawn"]) for fact in told] == [("2018-02", False), ("2018-02", True)]
    assert told[1]["supersedes"] == told[0]["seq"]


def test_without_a_clock_nothing_is_judged() -> None:
    result = run(*CARRIED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert '{"fact": "clock", "date": "2018-12-31"}' in result.stderr


PERSON = {"fact": "population", "population": "members", "unit": "A", "person": "P123"}


@pytest.mark.parametrize("late", [False, True])
def test_a_person_named_in_a_text_is_refused_whichever_line_came_first(late: bool) -> None:
    named = session("e1", "2018-02-10", note="with P123")
    lines = [PERSON, clock("2018-03-12"), named] if late else [named, clock("2018-03-12"), PERSON]
    result = run(sent("s1", "2018-03-05"), *lines, words=("--max-delay", "0"))
    assert (result.exit_code, "note: it names the person P***" in result.stderr) == (2, True), result.stderr
    assert kinds(result)[-1] == "violation"


def test_nothing_but_the_clock_is_silence() -> None:
    assert kinds(run(clock("2018-03-12"))) == ["violation"]


WRONG = [
    ("nonsense", "stdin:3: the line is not valid JSON"),
    ("[1]", "stdin:3: the line is not a JSON object"),
    (b'{"fact": "event", "note": "\xff"}', "stdin:3: it is not UTF-8 text"),
    ('{"fact": "clock", "fact": "clock"}', "stdin:3: the key 'fact' is repeated"),
    ({"event_id": "e9"}, 'stdin:3: fact: "fact", which says what the line is, is missing'),
    ({"fact": "evnt"}, "stdin:3: fact: 'evnt' is no kind of line"),
    ({"fact": "event"}, "stdin:3: event_id: the required value is missing"),
    ({"fact": "event", "received": "2018-03-05"}, "stdin:3: event_id: the required value is missing"),
    ({"fact": "submission", "received": "2018-03-05"}, "stdin:3: month: the required value is missing"),
    ({"fact": "clock"}, "stdin:3: date: the required value is missing"),
    (clock("2018-02-30"), "stdin:3: date: the date '2018-02-30' does not exist"),
    (session("e9", "2018-02-30"), "stdin:3: date: the date '2018-02-30' does not exist"),
    (session("e9", "2018-02-11", unit="Z"), "stdin:3: unit: unknown code or title 'Z'"),
    (session("e9", "2018-02-11", colour="red"), "stdin:3: colour: unknown heading"),
    ({**session("e9", "2018-02-11"), "data": "2018-02-11"}, "stdin:3: date: several headings"),
    (session("e9", "2018-02-11", topic=["one"]), "stdin:3: topic: the value is an object or a list"),
    (session("e1", "2018-02-11"), "stdin:3: event_id: 'e1' stands in stdin row 2 too"),
    (sent("s1", "2018-03-06"), "stdin:3: id: the submission 's1' stands in stdin row 1 too"),
    (sent("s3", "2018-03-06", replaces="s3"), "stdin:3: replaces: the submission 's3' replaces itself"),
    (sent("s3", "2018-03-06", month="March"), "stdin:3: month: 'March' is not an accepted month"),
    (session("e9", "2018-02-11", received="2018-03-06"), "stdin:3: received: received on 06/03/2018, but"),
    (session("e9", "2018-02-11", None, received="2018-03-06"), "names no submission"),
    (session("e9", "2018-02-11", received="soon"), "stdin:3: received: 'soon' is not an accepted date"),
    (
        {"fact": "population", "population": "members", "unit": "A", "date": "2018-02-01"},
        "stdin:3: write either",
    ),
    ({"fact": "annul", "submission": "s1"}, "stdin:3: event_id: the required value is missing"),
]


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_a_wrong_line_is_told_and_left_out(line: Fact | str | bytes, told: str) -> None:
    result = run(*CARRIED, line, session("e2", "2018-02-10", unit="B"), clock("2018-03-12"))
    assert (result.exit_code, told in result.stderr) == (2, True), result.stderr
    assert kinds(result, "B")[0] in ("attainment", "not_evaluable")


def test_a_line_that_has_no_end_is_left_out_and_the_next_is_read() -> None:
    result = run(b'{"fact": "event", "note": "' + b"x" * 2_500_000 + b'"}', *CARRIED, clock("2018-03-12"))
    assert (result.exit_code, kinds(result)) == (2, ["attainment"])
    assert "stdin:1: line longer than 1000000 characters" in result.stderr


def test_keys_may_be_the_italian_headings() -> None:
    line = {
        "fact": "event",
        "id_evento": "e1",
        "tipo_evento": "info_session",
        "data": "10/02/2018",
        "sede": "A",
    }
    assert kinds(run(line, clock("2018-03-12"))) == ["attainment"]
    wrong = run({**line, "data": "ieri"}, clock("2018-03-12"), words=("--lang", "it"))
    assert "stdin:1: data: «ieri» non è una data ammessa" in wrong.stderr


def test_the_programme_is_judged_too() -> None:
    firm = {"fact": "event", "event_id": "e1", "event": "firm_contact", "date": "2018-05-10", "unit": "17"}
    words = ["stream", "--rulebook", NATIONAL, "--programme", NATIONAL / "conventions" / "national.yaml"]
    text = "\n".join(map(json.dumps, [{**firm, "firm": "F1"}, clock("2018-12-31")]))
    result = CliRunner().invoke(main, [str(word) for word in words], input=text)
    assert {fact["convention"] for fact in found(result)} == {"basilicata", "national"}


def archive_of(path: Path, *lines: Fact) -> None:
    """An archive that holds a submission and its events."""
    events = path / "events.csv"
    rows = [{name: value for name, value in line.items() if name != "fact"} for line in lines]
    events.write_text("\n".join(map(json.dumps, rows[1:])) + "\n", encoding="utf-8")
    events.rename(path / "events.ndjson")
    (path / "submissions.ndjson").write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    words = ["ingest", path / "events.ndjson", path / "submissions.ndjson", "--archive", path / "a.impegni"]
    assert CliRunner().invoke(main, [str(word) for word in [*words, *SETTING]]).exit_code == 0


def test_an_archive_is_where_a_stream_begins(tmp_path: Path) -> None:
    archive_of(tmp_path, *CARRIED)
    archive = tmp_path / "a.impegni"
    before, words = archive.read_bytes(), ("--archive", archive)
    assert kinds(run(clock("2018-03-12"), words=words)) == ["attainment"]
    annul = {"fact": "annul", "event_id": "e1", "submission": "s2"}
    result = run(clock("2018-03-12"), annul, sent("s2", "2018-04-02"), words=words)
    assert (result.exit_code, kinds(result)) == (0, ["attainment", "violation"])
    assert archive.read_bytes() == before


def test_what_an_archive_holds_already_is_left_out(tmp_path: Path) -> None:
    archive_of(tmp_path, *CARRIED)
    words = ("--archive", tmp_path / "a.impegni")
    result = run(*CARRIED, session("e7", "2018-02-11", "s7"), clock("2018-03-12"), words=words)
    assert (result.exit_code, kinds(result)) == (0, ["attainment"])
    assert "the archive holds the submission 's1' already" in result.stderr
    assert "the submission 's7' has not come yet" in result.stderr


def test_a_reader_that_goes_away_ends_it_in_peace() -> None:
    text = json.dumps(clock("2019-12-31")) + "\n"
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "impegni", "stream", *SETTING]
    done = subprocess.run(words, input=text.encode(), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_documented_example_is_true() -> None:
    page = DOCS / "stream.md"
    (told,), (shown,) = blocks(page, "json told"), blocks(page, "json found")
    (command,) = (each for each in commands(page) if each.startswith("stream --rule"))
    result = CliRunner().invoke(main, command.split(), input=told)
    about_may = [
        fact for fact in found(result) if fact["fact"] == "verdict" and fact["window"]["label"] == "2018-05"
    ]
    expected = [json.loads(line) for line in shown.splitlines()]
    assert [{name: fact[name] for name in expected[0]} for fact in about_may] == expected
    assert (result.exit_code, result.stderr) == (0, "")


def test_lines_are_as_the_published_schemas_say() -> None:
    annul, size = {"fact": "annul", "event_id": "e2"}, {"fact": "population", "population": "members"}
    told = [*CARRIED, clock("2018-03-12"), annul, {**size, "unit": "A", "date": "2018-02-01", "size": 3}]
    for line in told:
        ToldLine.model_validate_json(json.dumps(line))
    with pytest.raises(ValidationError):
        ToldLine.model_validate_json('{"fact": "annul"}')
    for text in run(*told).stdout.splitlines():
        FoundLine.model_validate_json(text)
