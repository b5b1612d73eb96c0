# SPDX-License-Identifier: EUPL-1.2
"""Every lint check finds what it is for, and nothing in sound definitions."""

import shutil
from pathlib import Path

import pytest
from broken_files import SMALL
from impegni.commands import lint_runs
from impegni.commands.given import DefinitionFiles
from impegni.engine.definitions.conventions import load_programme, programme_path
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.runs.setting import load_setting
from impegni.schema.errors import DefinitionError
from lint_support import CONVENTION, NOT_JUDGED, OF_RECORDING, RULES, VOCABULARY, edit, findings

pytestmark = pytest.mark.slow

NATIONAL = SMALL.parent / "national_rulebook"


def test_sound_definitions_have_no_finding() -> None:
    assert findings(SMALL) == []


SOURCED = "{2018-01-17: 1, 2018-03-01: {value: 2, source: An act}}"
DATED = "{2018-01-17: 1, 2018-02-15: 2}"


@pytest.mark.parametrize(
    ("check", "level", "subject", "file", "old", "new"),
    [
        ("unused_parameter", "warning", "more", CONVENTION, "{schools: 1}", "{schools: 1, more: 2}"),
        ("figure_without_source", "error", "5.1.info-session", RULES, "at_least: 1", f"at_least: {DATED}"),
        (
            "reading_without_rules",
            "warning",
            "monthly_sessions",
            RULES,
            "sessions: region",
            "sessions: each_cpi",
        ),
        ("clause_twice", "error", "5.1.school-plans", RULES, "[5.1/A1]", "[5.1/A1, 5.1/A1]"),
        ("missing_clause", "error", "5.1.school-plans", RULES, "5.1/A1", '"..."'),
        ("clause_not_judged", "error", "5.1.school-plans", NOT_JUDGED, "5.1/A2", "5.1/A1"),
        ("number_without_clause", "error", "5.1.school-plans", RULES, "{5.1/A1: 1}", "{5.1/A9: 1}"),
        ("no_numbers", "warning", "5.1.school-plans", RULES, "    numbers: {5.1/A1: 1}\n", ""),
        ("unattainable", "error", "5.1.school-plans", CONVENTION, "schools: 1", "schools: 3"),
        (
            "change_inside_window",
            "warning",
            "5.1.school-plans",
            CONVENTION,
            "schools: 1",
            f"schools: {DATED}",
        ),
        ("change_inside_window", "warning", "5.1.info-session", RULES, "at_least: 1", f"at_least: {DATED}"),
        (
            "duplicate_meaning",
            "warning",
            "5.1.info-session-region",
            RULES,
            "sessions: region}",
            "sessions: each_cpi}",
        ),
    ],
)
def test_a_finding(
    check: str, level: str, subject: str, file: str, old: str, new: str, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new)
    if check in ("duplicate_meaning", "reading_without_rules"):
        text = text.replace(
            "for_each: region\n    where: {event: info", "for_each: cpi\n    where: {event: info"
        )
    if check == "reading_without_rules":
        edit = root / CONVENTION
        edit.write_text(edit.read_text(encoding="utf-8").replace("each_cpi", "region"), encoding="utf-8")
    (root / file).write_text(text, encoding="utf-8")
    assert (check, level, subject) in {(one.id, one.level, one.subject) for one in findings(root)}


def test_a_change_at_the_start_of_a_window_is_sound(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    path = root / RULES
    text = path.read_text(encoding="utf-8").replace("at_least: 1", f"at_least: {SOURCED}")
    path.write_text(text, encoding="utf-8")
    assert findings(root) == []


def test_a_finding_names_place_reason_and_remedy(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    path = root / RULES
    path.write_text(path.read_text(encoding="utf-8").replace("$schools", "3"), encoding="utf-8")
    found = next(one for one in findings(root) if one.id == "unattainable")
    assert found.place == f"{root}/line5/5.1.yaml:26"
    assert found.reason == "it asks for at least 3, and there are 2 units of kind school in the term"
    assert found.remedy == "lower the minimum or add what is missing"


def test_findings_come_errors_first(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    path = root / CONVENTION
    text = path.read_text(encoding="utf-8").replace("{schools: 1}", "{schools: 3, more: 2}")
    path.write_text(text, encoding="utf-8")
    assert [one.level for one in findings(root)] == ["error", "warning"]


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ("[basilicata, puglia]", []),
        ("[puglia, basilicata, puglia]", [("member_twice", "error", "puglia")]),
        ("[puglia]", [("not_a_member", "warning", "basilicata")]),
    ],
)
def test_the_members_of_the_programme(
    members: str, found: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(NATIONAL, tmp_path / "rulebook"))
    path = programme_path(root)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[basilicata, puglia]", members), encoding="utf-8")
    programme = load_programme(path, load_rulebook(root).vocabulary)
    told = [one for one in findings(root, programme) if one.id not in OF_RECORDING]
    assert [(one.id, one.level, one.subject) for one in told] == found


def test_a_rule_may_say_that_its_text_has_no_figure(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    path = root / RULES
    path.write_text(
        path.read_text(encoding="utf-8").replace("numbers: {5.1/A1: 1}", "numbers: {}"), encoding="utf-8"
    )
    assert [one for one in findings(root) if one.id == "no_numbers"] == []


@pytest.mark.parametrize("listed", [True, False])
def test_an_option_may_need_no_rules_of_its_own(listed: bool, tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    for file, old, new in (
        (RULES, "sessions: region", "sessions: each_cpi"),
        (CONVENTION, "each_cpi", "region"),
        (
            VOCABULARY,
            "readings:\n  monthly_sessions:\n",
            "readings:\n  monthly_sessions:\n    without_rules: [region]\n",
        ),
    ):
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        if listed or file != VOCABULARY:
            (root / file).write_text(text.replace(old, new), encoding="utf-8")
    found = [one for one in findings(root) if one.id == "reading_without_rules"]
    assert bool(found) is not listed


def test_an_option_without_rules_must_exist(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    path = root / VOCABULARY
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  monthly_sessions:\n", "  monthly_sessions:\n    without_rules: [regio]\n"),
        encoding="utf-8",
    )
    with pytest.raises(DefinitionError, match=r"without_rules\[1\]: got 'regio'; .*region"):
        load_rulebook(root)


def test_a_finding_about_a_convention_has_its_line(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "book"))
    edit(root, CONVENTION, "{schools: 1}", "{schools: 1, more: 2}")
    text = (root / CONVENTION).read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "more: 2" in line)
    found = {one.id: one.place for one in lint_runs.findings(DefinitionFiles((), None, root))}
    assert found["unused_parameter"] == f"{root / CONVENTION}:{line}"


def test_a_registry_that_is_not_there_is_told_with_the_line_that_names_it(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "book"))
    text = (root / CONVENTION).read_text(encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith("units:"))
    edit(root, CONVENTION, "units: ", "units: old-")
    with pytest.raises(DefinitionError) as raised:
        load_setting(root)
    (problem,) = raised.value.problems
    assert problem.startswith(f"{root / CONVENTION}:{line}: units: got old-")
