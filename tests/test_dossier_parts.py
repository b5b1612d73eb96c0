# SPDX-License-Identifier: EUPL-1.2
"""Parts of a dossier: the pace still needed, whom to ask, other readings, changes, the command."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from dossier_site import written
from impegni.cli import main
from impegni.engine.dossier.file_names import file_names
from impegni.engine.dossier.pace import monthly
from impegni.engine.runs.sample import SAMPLE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("missing", "days", "needed"), [(3400, 315, 324), (1, 31, 1), (7, 30, 7), (7, 0, 7), (None, 90, None)]
)
def test_pace_is_rounded_up_so_that_it_suffices(missing: int | None, days: int, needed: int | None) -> None:
    assert monthly(missing, days) == needed


def test_a_missing_submission_names_its_sender_and_what_waits() -> None:
    ask, unsized = written()[2].asks
    assert (ask.unit, ask.months, ask.blocked) == ("I610C999004", ("2020-01",), 4)
    assert (ask.sender, str(ask.until)) == ("CPI I610C999004 (campione)", "2020-05-10")
    assert (unsized.unit, unsized.months, unsized.populations) == ("CRISI99902", (), ("crisis_workers",))


def test_published_dossiers_name_no_sender() -> None:
    assert [ask.sender for ask in written(True)[2].asks] == [None, None]


def test_another_reading_tells_which_rules_stand_instead() -> None:
    readings = {part.reading: part for part in written()[2].readings}
    (other,) = readings["scouting_sessions"].others
    assert [(one.rule, one.state) for one in other.now] == [("5.4.scouting-region-term", "attainment")]
    assert [(one.rule, one.state) for one in other.instead] == [
        ("5.4.scouting-each-cpi-term", "pending"),
        ("5.4.scouting-both-subjects-each-cpi", "pending"),
    ]


def test_violations_come_worst_first_without_goals_and_documents() -> None:
    made = written()[2]
    runs = [breach.run for breach in made.violations]
    assert runs == sorted(runs, reverse=True)
    assert runs[0] >= 2
    assert all(breach.finding.modality != "goal" for breach in made.violations)


def test_names_of_files_never_meet() -> None:
    assert len({name.lower() for name in file_names(["a/b", "A?b", "a_b", "è"]).values()}) == 4


def run(out: Path, *more: str) -> tuple[int, str]:
    files = [str(SAMPLE / name) for name in ("events.csv", "populations.csv", "submissions.csv")]
    asked = [
        "brief",
        *files,
        "--units",
        str(SAMPLE / "units.csv"),
        "--meeting",
        "2020-02-20",
        "--objective",
        "5.4",
    ]
    result = CliRunner().invoke(main, [*asked, "--out", str(out), *more])
    return result.exit_code, result.output


def test_the_command_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert run(tmp_path / name, "--since", "2020-01-20")[0] == 0
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert {Path("index.html"), Path("brief.xlsx"), Path("brief.json")} < set(files)
    assert [
        name for name in files if (tmp_path / "a" / name).read_bytes() != (tmp_path / "b" / name).read_bytes()
    ] == []


def test_a_day_to_compare_with_is_before_the_meeting(tmp_path: Path) -> None:
    code, said = run(tmp_path, "--since", "2020-02-20")
    assert code == 2
    assert "--since: 20/02/2020 non viene prima" in said


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, said = run(tmp_path / "file")
    assert code == 2
    assert "non si può scrivere" in said
