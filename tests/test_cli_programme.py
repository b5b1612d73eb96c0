# SPDX-License-Identifier: EUPL-1.2
"""National rules on the command line: a page of their own, judged only with the programme file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main

ROOT = Path(__file__).parent / "national_rulebook"
PROGRAMME = ROOT / "conventions" / "national.yaml"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    rows = "".join(f"e{number},firm_contact,2018-05-10,17,F{number}\n" for number in range(2))
    path.write_text(f"event_id,event,date,unit,firm\n{rows}", encoding="utf-8")
    return path


def check(events: Path, *more: str | Path, as_of: str = "2019-01-11") -> Result:
    words = ["check", events, "--as-of", as_of, "--rulebook", ROOT, *more]
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.slow
def test_without_the_programme_national_rules_are_out_of_scope(events: Path) -> None:
    result = check(events, "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {one["rule"]: one["reason"] for one in report["out_of_scope"]}[
        "5.4.schools-national"
    ] == "national"
    assert {one["rule"] for one in report["verdicts"]} == {"5.4.firms"}


@pytest.mark.slow
def test_with_the_programme_they_are_judged_beside_the_convention(events: Path) -> None:
    result = check(events, "--programme", PROGRAMME, "--format", "json")
    own, national = json.loads(result.stdout)
    assert (own["convention"], own["out_of_scope"]) == ("basilicata", [])
    assert {one["rule"] for one in own["verdicts"]} == {"5.4.firms"}
    assert national["convention"] == "national"
    assert {"5.4.firms-national", "5.4.schools-national"} < {one["rule"] for one in national["verdicts"]}
    assert "5.4.firms" not in {one["rule"] for one in national["verdicts"]}
    assert result.exit_code == 0, "what is missing is the other members, which is no fault of those given"


@pytest.mark.slow
def test_the_programme_has_a_page_of_its_own(events: Path) -> None:
    text = check(events, "--programme", PROGRAMME).stdout
    page = text[text.index("Programma nazionale\n") :]
    assert "Convenzioni fornite: 1 di 2" in page
    assert "Senza di esse un numero nazionale non raggiunto non è valutabile.\n  puglia\n" in page
    assert "5.4.firms-national" in page
    assert "5.4.firms-national" not in text[: text.index("Programma nazionale\n")]


@pytest.mark.slow
def test_the_nation_may_be_asked_for(events: Path) -> None:
    assert check(events, "--unit", "IT").exit_code == 2
    result = check(events, "--programme", PROGRAMME, "--unit", "IT")
    assert "Nessun impegno della selezione si giudica qui." in result.stdout
    assert result.stdout.count("NON VALUTABILE") == 1


def test_conventions_that_are_no_members_are_refused(events: Path, tmp_path: Path) -> None:
    other = tmp_path / "national.yaml"
    text = PROGRAMME.read_text(encoding="utf-8")
    other.write_text(text.replace("[basilicata, puglia]", "[puglia]"), encoding="utf-8")
    result = check(events, "--programme", other, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--convention: got 'basilicata'" in result.stderr


def test_a_programme_that_is_wrong_is_refused(events: Path) -> None:
    result = check(events, "--programme", ROOT / "conventions" / "basilicata.yaml")
    assert result.exit_code == 2
    assert "basilicata.yaml" in result.stderr
