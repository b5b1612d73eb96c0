# SPDX-License-Identifier: EUPL-1.2
"""The agenda on the command line: its forms, where they are written, what is refused."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from impegni.cli import main
from openpyxl import load_workbook
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

NATIONAL = Path(__file__).parent / "national_rulebook"
MEETINGS = ("5.3.follow-up-each-cpi", "5.3.follow-up-region")


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text("event_id,event,date,unit\ne1,info_session,2018-02-10,A\n", encoding="utf-8")
    return path


def run(events: Path, *words: str | Path, start: str = "2018-03-20", end: str = "2018-03-31") -> Result:
    command = ["agenda", events, "--from", start, "--to", end, *words]
    return CliRunner().invoke(main, [str(word) for word in command])


def agenda(events: Path, *words: str | Path, **days: str) -> Result:
    setting = ["--rulebook", RULEBOOK, "--convention", CONVENTION, "--rule", "5.1.monthly"]
    return run(events, *setting, *words, **days)


def test_a_table_by_default(events: Path) -> None:
    result = agenda(events)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Agenda dal 20/03/2018 al 31/03/2018" in result.stdout
    assert (
        "monthly [5.1] · a carico di ANPAL Servizi\n"
        "    ○ mar 2018: ancora 1, da fare entro il 31/03/2018 (0 di 1): CPI Alfa, CPI Beta\n"
        in result.stdout
    )
    assert "1 more, to be done by" in agenda(events, "--lang", "en").stdout


def test_json_for_other_programs(events: Path) -> None:
    found = json.loads(agenda(events, "--format", "json").stdout)
    assert (found["from"], found["to"]) == ("2018-03-20", "2018-03-31")
    assert {(item["unit"], item["to_do"]) for item in found["items"]} == {("A", 1), ("B", 1)}


def test_a_calendar(events: Path, tmp_path: Path) -> None:
    result, out = agenda(events, "--format", "ics"), tmp_path / "agenda.ics"
    assert len(Calendar.from_ical(result.stdout_bytes).walk("VEVENT")) == 2
    assert agenda(events, "--format", "ics", "--out", out).stdout == ""
    assert out.read_bytes() == result.stdout_bytes


def test_a_workbook_needs_a_file(events: Path, tmp_path: Path) -> None:
    result, out = agenda(events, "--format", "xlsx"), tmp_path / "agenda.xlsx"
    assert (result.exit_code, "--out FILE.xlsx" in result.stderr, result.stdout) == (2, True, "")
    assert agenda(events, "--format", "xlsx", "--out", out).exit_code == 0
    assert load_workbook(BytesIO(out.read_bytes())).sheetnames == ["Agenda"]


def test_one_unit_alone(events: Path) -> None:
    found = json.loads(agenda(events, "--format", "json", "--unit", "B").stdout)
    assert {item["unit"] for item in found["items"]} == {"B"}
    result = agenda(events, "--unit", "ZZ", "--lang", "en")
    assert (result.exit_code, "--unit: got 'ZZ'" in result.stderr) == (2, True)


def test_an_input_is_never_written_over(events: Path) -> None:
    before = events.read_bytes()
    result = agenda(events, "--out", events)
    assert (result.exit_code, events.read_bytes()) == (2, before)


def test_days_in_the_wrong_order_are_refused(events: Path) -> None:
    result = agenda(events, start="2018-04-01", end="2018-03-31")
    assert (result.exit_code, "31/03/2018 viene prima di 01/04/2018 in --from" in result.stderr) == (2, True)


def test_no_file_is_refused() -> None:
    result = CliRunner().invoke(
        main, ["agenda", "--from", "2018-03-20", "--to", "2018-03-31", "--lang", "en"]
    )
    assert (result.exit_code, "PATH: got no file" in result.stderr) == (2, True)


def test_the_programme_has_an_agenda_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("event_id,event,date,unit,firm\ne1,firm_contact,2018-05-10,17,F1\n", encoding="utf-8")
    programme = NATIONAL / "conventions" / "national.yaml"
    words = ["--rulebook", NATIONAL, "--programme", programme, "--format", "json"]
    own, national = json.loads(run(path, *words, start="2018-06-01", end="2018-12-31").stdout)
    assert (own["convention"], national["convention"]) == ("basilicata", "national")
    assert {item["unit"] for item in national["items"]} == {"IT"}


def test_a_reading_may_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("event_id,event,date,unit\n", encoding="utf-8")
    found = {}
    for option in ("each_cpi", "region"):
        result = run(
            path, "--reading", f"monthly_sessions={option}", "--objective", "5.3", "--format", "json"
        )
        found[option] = {
            item["unit_kind"] for item in json.loads(result.stdout)["items"] if item["rule"] in MEETINGS
        }
    assert found == {"each_cpi": {"cpi"}, "region": {"region"}}
    result = run(path, "--reading", "monthly_sessions=never")
    assert (result.exit_code, "--reading" in result.stderr) == (2, True)
