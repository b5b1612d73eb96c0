# SPDX-License-Identifier: EUPL-1.2
"""What a check writes, in each format, to the terminal and to files."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_support import check, events_file


@pytest.fixture
def events(tmp_path: Path) -> Path:
    return events_file(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["json", "ndjson", "csv"])
def test_check_formats(events: Path, format_: str) -> None:
    result = check(events, "--format", format_)
    assert result.exit_code == 0
    if format_ == "json":
        assert json.loads(result.stdout)["counts"]["deadlines"] == {"due": 2, "kept": 2}
    else:
        rows = 6 + (format_ == "csv")
        assert len(result.stdout.splitlines()) == rows


@pytest.mark.slow
def test_check_writes_to_a_file(events: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    result = check(events, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "●" in out.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.csv", "report.txt"]


@pytest.mark.slow
@pytest.mark.parametrize(("format_", "start"), [("parquet", b"PAR1"), ("xlsx", b"PK"), ("junit", b"<?xml")])
def test_check_writes_files_for_other_programs(
    events: Path, tmp_path: Path, format_: str, start: bytes
) -> None:
    out = tmp_path / "out" / f"verdicts.{format_}"
    out.parent.mkdir()
    result = check(events, "--format", format_, "--out", out)
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_bytes().startswith(start)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


@pytest.mark.parametrize("format_", ["parquet", "xlsx"])
def test_what_is_no_text_needs_a_file(events: Path, format_: str) -> None:
    result = check(events, "--format", format_, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--format {format_}: is no text; write it to a file with --out" in result.stderr


@pytest.mark.parametrize("format_", ["table", "csv", "junit"])
def test_only_json_holds_all_facts(events: Path, format_: str) -> None:
    result = check(events, "--facts", "all", "--format", format_)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--facts all: " in result.stderr


@pytest.mark.slow
def test_all_facts_say_what_they_are(events: Path) -> None:
    found = check(events, "--facts", "all", "--format", "ndjson", as_of="2018-05-11").stdout.splitlines()
    facts = [json.loads(line)["fact"] for line in found]
    assert list(dict.fromkeys(facts)) == ["verdict", "escalation", "rollup"]
    assert "fact" not in json.loads(check(events, "--format", "ndjson").stdout.splitlines()[0])


@pytest.mark.slow
def test_csv_in_a_file_starts_with_the_mark_spreadsheets_need(events: Path, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.csv"
    check(events, "--format", "csv", "--out", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfconvention,")
    assert check(events, "--format", "csv").stdout_bytes.startswith(b"convention,")


@pytest.mark.slow
def test_junit_agrees_with_the_exit_code(events: Path) -> None:
    for rule, code in (("5.1.monthly", 1), ("5.1.wished", 0), ("5.1.all-members", 1)):
        result = check(events, "--format", "junit", as_of="2018-04-11", rule=rule)
        root = ElementTree.fromstring(result.stdout)
        assert result.exit_code == code == int(root.attrib["failures"] != "0" or root.attrib["errors"] != "0")


def test_check_refuses_a_file_it_cannot_write(events: Path, tmp_path: Path) -> None:
    result = check(events, "--out", tmp_path / "nowhere" / "report.txt", "--lang", "en")
    assert result.exit_code == 2
    assert "--out: " in result.stderr
    assert "cannot be written" in result.stderr
