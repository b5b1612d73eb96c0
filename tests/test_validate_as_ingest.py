# SPDX-License-Identifier: EUPL-1.2
"""`validate` says whatever `ingest` would refuse, given the archive also against what is held."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from impegni.cli import main

pytestmark = pytest.mark.slow

UNITS = Path(__file__).resolve().parents[1] / "samples" / "basilicata" / "units.csv"
HEADINGS = "id_evento;tipo_evento;data;sede;tema;destinatari;partecipanti;protocollo\n"
ROW = "PZ-1;info_session;12/03/2019;G942C999001;adr;adr_beneficiaries;{};prot. 1\n"


def submission(folder: Path, name: str, *, count: int = 25, sent: str = "2019-04-05", rest: str = "") -> Path:
    path = folder / f"{name}-{count}{sent}"
    path.mkdir()
    manifest = f"id: {name}\nmonth: 2019-03\nunits: [G942C999001]\nsent: {sent}\n{rest}"
    (path / "submission.yaml").write_text(manifest, encoding="utf-8")
    (path / "eventi.csv").write_text(HEADINGS + ROW.format(count), encoding="utf-8")
    return path


def run(command: str, path: Path, archive: Path) -> tuple[int, str]:
    words = [command, str(path), "--archive", str(archive), "--units", str(UNITS)]
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.impegni"
    assert run("ingest", submission(tmp_path, "PZ-2019-03"), path)[0] == 0
    return path


def test_the_day_it_came_is_asked_beforehand(tmp_path: Path) -> None:
    path = submission(tmp_path, "PZ-2019-03", sent="")
    assert run("ingest", path, tmp_path / "a.impegni")[0] == 2
    code, said = run("validate", path, tmp_path / "a.impegni")
    assert (code, "l'archivio chiederà quando l'invio è arrivato" in said) == (0, True)


@pytest.mark.parametrize(
    ("name", "count", "rest", "part"),
    [
        ("PZ-2019-03", 30, "", "in archivio con un altro contenuto"),
        ("PZ-2019-03b", 25, "", "è già un evento dell'invio «PZ-2019-03»"),
        ("PZ-2019-03b", 30, "corrections: yes\n", ""),
        ("PZ-2019-03", 25, "", ""),
    ],
)
def test_both_take_and_refuse_the_same(
    archive: Path, tmp_path: Path, name: str, count: int, rest: str, part: str
) -> None:
    other = tmp_path / "altro"
    other.mkdir()
    path = submission(other, name, count=count, rest=rest)
    validated, ingested = run("validate", path, archive), run("ingest", path, archive)
    assert validated[0] == ingested[0] == (2 if part else 0)
    assert part in validated[1]
    assert part in ingested[1]


def test_rows_of_no_submission_enter_no_archive(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    path.write_text(HEADINGS + ROW.format(25), encoding="utf-8")
    assert run("validate", path, archive)[0] == run("ingest", path, archive)[0] == 2
