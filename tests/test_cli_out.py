# SPDX-License-Identifier: EUPL-1.2
"""Where verdicts are written: never over what was read, never in place of a link or a device."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main

pytestmark = pytest.mark.slow

EVENTS = """event_id,event,date,unit,topic,target,participants,evidence
e1,info_session,2018-05-21,G942C999001,adr,adr_beneficiaries,9,prot. 1/2018
"""
RULE = "5.1.info-session-each-cpi"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def check(events: Path, *words: str) -> Result:
    command = ["check", str(events), "--as-of", "2018-06-01", "--rule", RULE, "--format", "csv", *words]
    return CliRunner().invoke(main, command)


def test_an_input_is_never_written_over(events: Path) -> None:
    result = check(events, "--out", str(events), "--lang", "en")
    assert (result.exit_code, events.read_text(encoding="utf-8")) == (2, EVENTS)
    assert "is read by this command" in result.stderr


def test_a_link_is_followed(events: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("before", encoding="utf-8")
    link.symlink_to(target)
    assert check(events, "--out", str(link)).exit_code == 1
    assert link.is_symlink()
    assert RULE in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", os.devnull, "."])
def test_what_is_no_file_is_refused(events: Path, name: str) -> None:
    result = check(events, "--out", name, "--lang", "en")
    assert (result.exit_code, "is not a file" in result.stderr) == (2, True)


def test_rule_and_objective_both_hold(events: Path) -> None:
    assert check(events, "--objective", "5.4").stdout.splitlines()[1:] == []
    assert RULE in check(events, "--objective", "5.1").stdout


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_beyond_any_convention_are_refused(events: Path, day: str) -> None:
    result = CliRunner().invoke(main, ["check", str(events), "--as-of", day, "--lang", "en"])
    assert (result.exit_code, "write a date such as" in result.stderr) == (2, True)


def test_files_are_told_in_the_language_asked(events: Path) -> None:
    assert CliRunner().invoke(main, ["validate", str(events)]).stdout.endswith("eventi, 1\n")
    assert CliRunner().invoke(main, ["validate", str(events), "--lang", "en"]).stdout.endswith("events, 1\n")


def test_a_registry_without_units_is_refused(events: Path, tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text("code,kind,name,province,parent,valid_from,valid_to,successor\n", encoding="utf-8")
    result = check(events, "--units", str(units))
    assert (result.exit_code, "non elenca alcuna sede" in result.stderr) == (2, True)
