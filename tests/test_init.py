# SPDX-License-Identifier: EUPL-1.2
"""`impegni init`: what a region begins with, whole and honest about what is not its own."""

import csv
import io
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.agreements.to_judge import load_convention_to_judge
from impegni.engine.definitions.project import load_project
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.new_project.files import KEY_FILE

pytestmark = pytest.mark.slow


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def begin(here: Path, *words: object) -> Path:
    result = run("init", "molise", *words)
    assert result.exit_code == 0, result.output
    return here / "molise"


def test_a_project_like_another_can_be_judged_at_once(here: Path) -> None:
    folder = begin(here, "--like", "basilicata")
    book = load_rulebook(folder / "rules")
    convention, registry = load_convention_to_judge(folder / "convention.yaml", book)
    assert (convention.convention, convention.region) == ("molise", "REG-MOLISE")
    assert [(unit.code, unit.kind, unit.name) for unit in registry.units] == [
        ("REG-MOLISE", "region", "Molise")
    ]
    assert load_project(folder / "impegni.yaml").project.archive == "archive.duckdb"


def test_every_value_taken_over_is_to_be_confirmed(here: Path) -> None:
    folder = begin(here, "--like", "basilicata")
    text = (folder / "convention.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    taken = {"term", "reporting", *data["parameters"], *data["readings"]}
    assert set(data["to_confirm"]) == taken
    marked = text.count("# DA CONFERMARE: preso da basilicata")
    assert marked == 2 + len(data["parameters"]) + len(data["readings"])


def test_what_is_to_be_confirmed_is_told(here: Path) -> None:
    folder = begin(here, "--like", "basilicata")
    data = yaml.safe_load((folder / "convention.yaml").read_text(encoding="utf-8"))
    told = f"Da confermare, {len(data['to_confirm'])} valori presi da un altro accordo: term, reporting,"
    (folder / "events.csv").write_text("event_id,event,date,unit\n", encoding="utf-8")
    project = ("--convention", folder / "convention.yaml", "--rulebook", folder / "rules")
    report = run("check", folder / "events.csv", "--as-of", "2018-02-01", *project)
    assert told in report.stdout
    lint = run("rules", "lint", *project).stdout
    assert "presi da un altro accordo" in lint
    assert "firms_per_year" in lint
    briefed = run("brief", folder / "events.csv", "--meeting", "2018-02-01", "--out", here / "out", *project)
    assert briefed.exit_code == 0, briefed.output
    assert told in (here / "out" / "index.html").read_text(encoding="utf-8")


def test_what_is_left_to_fill_is_asked_for_with_its_clause(here: Path) -> None:
    folder = begin(here)
    lines = (folder / "convention.yaml").read_text(encoding="utf-8").splitlines()
    result = run("rules", "lint", "--convention", folder / "convention.yaml", "--rulebook", folder / "rules")
    assert (result.exit_code, result.stdout) == (2, "")
    told = {int(line.split(":")[1]) for line in result.stderr.splitlines()}
    written = [line.split("#")[0].rstrip() for line in lines]
    empty = {number for number, line in enumerate(written, 1) if line.startswith("  ") and line.endswith(":")}
    assert told == empty
    assert "firms_per_year: 4000   # 5.4/A4" in result.stderr


def test_each_name_stands_under_its_clauses(here: Path) -> None:
    lines = (begin(here) / "convention.yaml").read_text(encoding="utf-8").splitlines()
    place = lines.index("  firms_per_year:")
    assert lines[place - 1].startswith("  # 5.4/A4: ")
    place = lines.index("  monthly_sessions:")
    assert lines[place - 1].startswith("  #   region: ")


def test_nothing_is_written_over(here: Path) -> None:
    folder = begin(here, "--like", "basilicata")
    (folder / "impegni.yaml").unlink()
    before = (folder / "units.csv").read_bytes()
    again = run("init", "molise", "--like", "basilicata", "--lang", "en")
    assert again.exit_code == 2
    assert "DIR: molise/units.csv: is there already; nothing is written over it\n" in again.stderr
    assert (folder / "units.csv").read_bytes() == before
    assert not (folder / "impegni.yaml").exists()


def test_the_secret_is_for_its_owner(here: Path) -> None:
    folder = begin(here)
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0
    assert len((folder / KEY_FILE).read_text(encoding="utf-8").strip()) == 64
    assert KEY_FILE in (folder / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("language", "delimiter"), [("it", ";"), ("en", ",")])
def test_the_registry_opens_in_a_spreadsheet(here: Path, language: str, delimiter: str) -> None:
    content = (begin(here, "--lang", language) / "units.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    assert {len(row) for row in rows} == {9}
    assert all(row[0].startswith("#") for row in rows[2:])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["12"], "--region: got '12'; write the name of the region"),
        (["x", "--like", "basilicatta"], "--like: got 'basilicatta'; write one of basilicata"),
    ],
)
def test_what_cannot_begin_is_refused(here: Path, words: list[str], message: str) -> None:
    result = run("init", *words, "--lang", "en")
    assert (result.exit_code, list(here.iterdir())) == (2, [])
    assert result.stderr.startswith(message)


def test_a_region_is_named_as_the_programme_names_it(here: Path) -> None:
    folder = begin(here, "--region", "Valle d'Aosta")
    data = yaml.safe_load((folder / "convention.yaml").read_text(encoding="utf-8"))
    programme = yaml.safe_load(load_rulebook().programme_path.read_text(encoding="utf-8"))
    assert data["convention"] in programme["members"]
    assert data["title"]["it"] == "Convenzione fra Anpal Servizi e Regione Valle d'Aosta"


def test_a_folder_named_with_its_capitals_gives_them_to_the_region(here: Path) -> None:
    assert run("init", "Valle d'Aosta").exit_code == 0
    data = yaml.safe_load((here / "Valle d'Aosta" / "convention.yaml").read_text(encoding="utf-8"))
    assert data["title"]["en"] == "Convention between Anpal Servizi and the Region Valle d'Aosta"


def test_the_hooks_run_on_a_new_project(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = begin(here, "--like", "basilicata")
    monkeypatch.chdir(folder)
    hooks = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"] for hook in hooks["repos"][0]["hooks"]]
    assert entries == ["impegni rules lint --own", "impegni rules test --own"]
    assert run(*entries[1].split()[1:]).exit_code == 0
