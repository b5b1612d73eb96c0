# SPDX-License-Identifier: EUPL-1.2
"""`impegni explain`: what it prints, what it refuses, what it withholds, from files and from an archive."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from archive_support import put
from click.testing import CliRunner, Result
from explaining import event
from impegni.cli import main
from impegni.schema.facts import Facts, Submission
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
NATIONAL = Path(__file__).parent / "national_rulebook"
HEADINGS = "event_id,event,date,unit\n"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(
        f"{HEADINGS}e1,info_session,2018-02-10,A\ne2,info_session,2018-04-02,A\n", encoding="utf-8"
    )
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["explain", *map(str, words)])


def explained(
    events: Path, *more: str | Path, rule: str = "5.1.monthly", unit: str = "A", window: str = "2018-03"
) -> Result:
    return run(rule, events, "--unit", unit, "--window", window, "--as-of", "2018-04-11", *SETTING, *more)


def test_it_tells_a_verdict_in_italian_unless_asked(events: Path) -> None:
    result = explained(events)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "✗ VIOLATO  monthly")
    assert "✗ VIOLATED  monthly" in explained(events, "--lang", "en").stdout


def test_rows_are_told_where_they_stand(events: Path) -> None:
    assert "10/02/2018 · e1 · events.csv, riga 2" in explained(events, window="2018-02").stdout


def test_a_violation_explained_is_no_failure(events: Path) -> None:
    assert explained(events).exit_code == 0


def test_json_holds_the_whole_explanation(events: Path) -> None:
    told = json.loads(explained(events, "--format", "json").stdout)
    assert (told["verdict"]["kind"], told["missing"]["count"]) == ("violation", 1)
    assert told["near"][0]["counts_in"]["label"] == "2018-04"


def test_a_file_gets_the_same(events: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert explained(events, "--out", str(out)).stdout == ""
    assert out.read_text(encoding="utf-8") == explained(events).stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rule": "5.1.montly"}, "RULE: got '5.1.montly'"),
        ({"unit": "Z"}, "--unit: got 'Z'"),
        ({"unit": "R"}, "--unit: 5.1.monthly does not judge this unit: got 'R'; write one of A, B"),
        ({"window": "2018-13"}, "--window: got '2018-13'; write one of Jan 2018, Feb 2018, Mar 2018"),
        ({"rule": "ART.5.submission"}, "no submissions were given"),
        ({"rule": "5.1.three-one", "unit": "A"}, "5.1.three-one does not judge this unit: got 'A'"),
    ],
)
def test_what_is_not_judged_is_refused(events: Path, given: dict[str, Any], said: str) -> None:
    result = explained(events, "--lang", "en", **given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_before_the_first_window_there_is_nothing_to_explain(events: Path) -> None:
    place = ["--unit", "A", "--window", "2018-01", "--as-of", "2017-12-01"]
    result = run("5.1.monthly", events, *place, *SETTING)
    assert result.exit_code == 2
    assert (
        "5.1.monthly non è giudicata qui: nessuno dei suoi periodi è cominciato il giorno di --as-of"
        in result.stderr
    )


def other_setting(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The same rules and convention with one thing written otherwise."""
    shutil.copytree(RULEBOOK, folder / "rules")
    path = folder / "rules" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return ["--rulebook", str(path.parents[1]), "--convention", str(folder / "rules/conventions/sample.yaml")]


def test_a_part_of_what_nobody_owes_names_the_whole(events: Path, tmp_path: Path) -> None:
    file = next((RULEBOOK / "line5").iterdir()).name
    old, new = (f"for_each: {kind}\n    per: month\n    at_least_of" for kind in ("region", "university"))
    setting = other_setting(tmp_path, f"line5/{file}", old, new)
    place = ["--unit", "R", "--window", "term", "--as-of", "2018-04-11"]
    result = run("5.1.three-one", events, *place, *setting)
    assert result.exit_code == 2
    assert "spiegare l'insieme, 5.1.two-of-three" in result.stderr
    assert run("5.1.two-of-three", events, *place, *setting).stdout.startswith("– NON APPLICABILE")


SUSPENSION = """suspensions:
  - id: act-1
    source: decree 7
    reason: {it: chiusura, en: closure}
    rules: [5.1.monthly]
    units: all
    from: 2018-03-01
    to: 2018-03-31
term:"""


def test_a_suspension_is_told_with_its_act(events: Path, tmp_path: Path) -> None:
    setting = other_setting(tmp_path, "conventions/sample.yaml", "term:", SUSPENSION)
    place = ["--unit", "A", "--window", "2018-03", "--as-of", "2018-04-11"]
    said = run("5.1.monthly", events, *place, *setting).stdout
    assert said.startswith("S SOSPESO  monthly")
    assert (
        "  Sospeso dal 01/03/2018 al 31/03/2018: chiusura (decree 7).\n  Nel periodo nulla era dovuto.\n"
        in said
    )


def test_no_file_is_refused() -> None:
    result = run("5.1.monthly", "--unit", "A", "--window", "2018-03", "--as-of", "2018-04-11", *SETTING)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_part_of_a_composition_can_be_explained(events: Path) -> None:
    assert explained(events, rule="5.1.three-one", unit="R").stdout.startswith("✗ VIOLATO  ")


def national(events: Path, rule: str, unit: str, *more: str | Path) -> Result:
    events.write_text("event_id,event,date,unit,firm\ne1,firm_contact,2018-05-10,17,F1\n", encoding="utf-8")
    place = ["--unit", unit, "--window", "2018", "--as-of", "2019-01-11", "--rulebook", NATIONAL]
    return run(rule, events, *place, *more)


def test_a_national_rule_asks_for_the_programme(events: Path) -> None:
    result = national(events, "5.4.firms-national", "17")
    assert result.exit_code == 2
    assert "è nazionale; dare il programma con --programme" in result.stderr


def test_a_national_verdict_names_the_conventions_not_given(events: Path) -> None:
    programme = NATIONAL / "conventions" / "national.yaml"
    result = national(events, "5.4.firms-national", "IT", "--programme", programme)
    assert result.exit_code == 0
    assert "Convenzioni non fornite: puglia." in result.stdout
    own = national(events, "5.4.firms", "17", "--programme", programme)
    assert own.stdout.startswith("✗ VIOLATO")


def test_what_an_archive_holds_is_told_with_its_submission(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    row = {"id": "s1", "month": "2018-02", "units": "A", "received": "2018-03-02"}
    held = Facts(
        events=[event("e1", "info_session", "2018-02-10", "A", submission="s1")],
        submissions=[Submission.model_validate_json(json.dumps(row))],
    )
    put(archive, held)
    words = [
        "5.1.monthly",
        "--archive",
        archive,
        "--unit",
        "A",
        "--window",
        "2018-02",
        "--as-of",
        "2018-04-11",
    ]
    result = run(*words, *SETTING)
    assert result.exit_code == 0, result.output
    assert "10/02/2018 · e1 · invio di febbraio 2018, CPI Alfa\n" in result.stdout


PERSONS = "event_id,event,date,unit,person\n"
POPULATION = "population,unit,person,member_from\n"


def person(number: int) -> str:
    """The key of a person."""
    return f"{number:016x}"


def members(folder: Path, size: int, reached: int) -> list[Path]:
    """The files of a month in which so many of the members of a unit were reached, and one person who is none."""
    events, populations = folder / "events.csv", folder / "populations.csv"
    rows = [f"e{n},interview,2018-02-10,A,{person(n)}" for n in range(reached)]
    rows.append(f"x,interview,2018-02-10,A,{person(999)}")
    events.write_text(PERSONS + "\n".join(rows) + "\n", encoding="utf-8")
    people = [f"members,A,{person(n)},2018-01-01" for n in range(size)]
    populations.write_text(POPULATION + "\n".join(people) + "\n", encoding="utf-8")
    return [events, populations]


def shared(folder: Path, size: int, reached: int, *more: str) -> tuple[str, dict[str, Any]]:
    """What is told of it, in words and in JSON."""
    words = ["5.1.all-members", *members(folder, size, reached), "--unit", "A", "--window", "2018-02"]
    words += ["--as-of", "2018-04-11", *SETTING, *more]
    return run(*words).stdout, json.loads(run(*words, "--format", "json").stdout)


def test_persons_are_named_to_those_who_may_know(tmp_path: Path) -> None:
    said, told = shared(tmp_path, 10, 5)
    assert person(9) in said
    assert (len(told["counted"]), len(told["near"]), told["unreached_count"]) == (5, 1, 5)


def test_published_no_person_is_named_and_no_event_of_one(tmp_path: Path) -> None:
    said, told = shared(tmp_path, 10, 5, "--public")
    assert "I singoli eventi non si mostrano in ciò che si pubblica." in said
    assert not any(person(n) in said + json.dumps(told) for n in range(10))
    assert (told["counted"], told["near"], told["unreached"], told["turn"]) == ([], [], [], None)
    assert (told["verdict"]["observed"], told["unreached_count"]) == (None, 0)


@pytest.mark.parametrize(("size", "reached"), [(10, 2), (10, 8), (3, 0), (3, 3)])
def test_published_few_persons_are_withheld_wherever_they_would_tell(
    tmp_path: Path, size: int, reached: int
) -> None:
    said, told = shared(tmp_path, size, reached, "--public")
    assert "  Nota: " in said
    assert "Che cosa è stato contato: non pubblicato" in said
    assert (told["verdict"]["observed"], told["turn"], told["surplus"], told["missing"]) == (None,) * 4
    assert told["unreached_count"] == 0
    if size == 3:
        assert (told["derivation"]["required"], told["derivation"]["population"]["size"]) == (None, None)


def test_published_firms_are_not_named(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("event_id,event,date,unit,firm\ne1,firm_contact,2018-05-10,R,F1\n", encoding="utf-8")
    words = [
        "5.1.firms",
        path,
        "--unit",
        "R",
        "--window",
        "2018",
        "--as-of",
        "2018-06-11",
        *SETTING,
        "--format",
        "json",
    ]
    assert json.loads(run(*words).stdout)["counted"][0]["values"] == ["F1"]
    assert json.loads(run(*words, "--public").stdout)["counted"][0]["values"] == []
