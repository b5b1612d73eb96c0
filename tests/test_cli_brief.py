# SPDX-License-Identifier: EUPL-1.2
"""`impegni brief`: where facts come from, one folder a convention and one of the programme, what is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.runs.sample import SAMPLE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent / "national_rulebook"
PROGRAMME = ROOT / "conventions" / "national.yaml"
FILES = [SAMPLE / name for name in ("events.csv", "populations.csv", "submissions.csv")]
ASKED = ["--units", SAMPLE / "units.csv", "--meeting", "2020-02-20", "--objective", "5.4"]


def impegni(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def data(folder: Path) -> Any:
    return json.loads((folder / "brief.json").read_text("utf-8"))


def events(folder: Path) -> Path:
    path = folder / "events.csv"
    rows = "".join(f"e{number},firm_contact,2018-05-10,17,F{number}\n" for number in range(2))
    path.write_text(f"event_id,event,date,unit,firm\n{rows}", encoding="utf-8")
    return path


def national(folder: Path, *more: str | Path) -> Result:
    asked = ["--meeting", "2019-01-11", "--rulebook", ROOT, "--out", folder / "out"]
    return impegni("brief", events(folder), *asked, *more)


def test_a_meeting_before_the_term_is_refused(tmp_path: Path) -> None:
    asked = [
        "brief",
        events(tmp_path),
        "--rulebook",
        ROOT,
        "--out",
        tmp_path / "out",
        "--meeting",
        "2016-01-01",
    ]
    result = impegni(*asked)
    assert result.exit_code == 2
    assert "--meeting: 01/01/2016 viene prima della durata; scrivere un giorno dal " in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_programme_has_a_dossier_of_its_own(tmp_path: Path) -> None:
    result = national(tmp_path, "--programme", PROGRAMME, "--since", "2018-10-01")
    folders = [tmp_path / "out" / name for name in ("basilicata", "national")]
    assert {str(folder / "index.html") for folder in folders} <= set(result.stdout.splitlines())
    own, nation = (data(folder) for folder in folders)
    assert (own["convention"], nation["convention"]) == ("basilicata", "national")
    assert own["out_of_scope"] == []
    assert {unit["unit"] for unit in nation["units"]} == {"IT"}
    assert nation["changes"]
    assert "Convenzioni fornite: 1 di 2" in (folders[1] / "index.html").read_text("utf-8")


def test_without_the_programme_national_rules_are_named_as_not_judged(tmp_path: Path) -> None:
    assert national(tmp_path).exit_code == 0
    assert ["5.4.firms-national", "national"] in data(tmp_path / "out")["out_of_scope"]


def test_an_archive_says_what_its_files_say(tmp_path: Path) -> None:
    archive = tmp_path / "facts.impegni"
    taken = impegni("ingest", *sorted((SAMPLE / "monthly").glob("*"))[:1], "--archive", archive)
    assert taken.exit_code == 0, taken.output
    result = impegni("brief", "--archive", archive, *ASKED, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert data(tmp_path / "out")["complete"] is False


def test_facts_must_come_from_somewhere(tmp_path: Path) -> None:
    result = impegni("brief", *ASKED, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "PATH: non è indicato alcun file" in result.output


def test_notices_about_the_files_are_only_counted(tmp_path: Path) -> None:
    result = impegni("brief", *FILES, *ASKED, "--out", tmp_path / "out")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.endswith(" segnalazioni sui file; impegni validate le mostra")
