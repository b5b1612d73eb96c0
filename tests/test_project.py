# SPDX-License-Identifier: EUPL-1.2
"""The project file: where it is looked for, what it gives to commands, how it is refused."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.commands.command import KEYS, NO_PROJECT

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
RULEBOOK = Path(__file__).parent / "report_rulebook"
EVENTS = "event_id,event,date,unit\ne1,info_session,2018-02-10,A\n"
PROJECT = """\
convention: convention.yaml
rulebook: small
archive: archive.duckdb
language: en
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of the small rulebook; the current folder is one below it."""
    shutil.copytree(RULEBOOK, tmp_path / "small")
    conventions = tmp_path / "small" / "conventions"
    (conventions / "sample.yaml").rename(tmp_path / "convention.yaml")
    (conventions / "sample.units.csv").rename(tmp_path / "sample.units.csv")
    (tmp_path / "impegni.yaml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "events.csv").write_text(EVENTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


CHECK = ("check", "events.csv", "--as-of", "2018-02-20", "--rule", "5.1.monthly")


def test_a_command_takes_its_options_from_the_project_above(project: Path) -> None:
    result = run(*CHECK)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Sample convention\n")
    assert result.stderr == (
        "../impegni.yaml: --convention ../convention.yaml --rulebook ../small --lang en\n"
    )


def test_options_stand_above_the_project(project: Path) -> None:
    result = run(*CHECK, "--lang", "it", "--rulebook", project / "small")
    assert result.stdout.startswith("Convenzione di prova\n")
    assert result.stderr == "../impegni.yaml: --convention ../convention.yaml\n"


def test_a_project_can_be_ignored(project: Path) -> None:
    result = run(*CHECK, "--no-project", "--lang", "en")
    assert result.exit_code == 2
    assert "impegni.yaml" not in result.stderr
    assert "--rule: got '5.1.monthly'" in result.stderr


def test_help_needs_no_project(project: Path) -> None:
    (project / "impegni.yaml").write_text("nonsense", encoding="utf-8")
    assert run("check", "--help").exit_code == 0


def test_the_registry_of_a_project_is_that_of_its_convention(project: Path) -> None:
    text = PROJECT + "units: sample.units.csv\n"
    (project / "impegni.yaml").write_text(text, encoding="utf-8")
    assert "--units ../sample.units.csv" in run(*CHECK).stderr
    other = project / "other.yaml"
    other.write_text((project / "convention.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert "--units" not in run(*CHECK, "--convention", other).stderr


def test_an_archive_still_to_be_made_is_no_source_of_facts(project: Path) -> None:
    assert "--archive" not in run(*CHECK).stderr
    result = run("check", "--as-of", "2018-03-01")
    assert result.exit_code == 2
    assert "../archive.duckdb" in result.stderr


def test_a_key_that_is_still_to_be_made_is_not_asked_for(project: Path) -> None:
    (project / "impegni.yaml").write_text(PROJECT + "key_file: key.txt\n", encoding="utf-8")
    result = run(*CHECK)
    assert (result.exit_code, "--key-file" in result.stderr) == (0, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("conventoin: convention.yaml\n", "1: conventoin: got the unknown key 'conventoin'"),
        ("convention: molise.yaml\n", "1: convention: got '{folder}/molise.yaml', and there is no such file"),
        ("language: de\n", "1: language: got 'de'; write one of it, en"),
        ("units: sample.units.csv\n", "1: got units without exactly one convention"),
        ("", "1: got nothing; write a mapping of keys and values"),
    ],
)
def test_a_wrong_project_is_refused(project: Path, text: str, message: str) -> None:
    (project / "impegni.yaml").write_text(text, encoding="utf-8")
    result = run(*CHECK, "--lang", "en")
    assert result.exit_code == 2
    path = f"{project}/impegni.yaml:"
    assert result.stderr.startswith(path + message.format(folder=project)), result.stderr


def commands(group: click.Command = main, name: str = "impegni") -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield name, group
        return
    ctx = click.Context(group)
    for each in group.list_commands(ctx):
        command = group.get_command(ctx, each)
        assert command is not None
        yield from commands(command, f"{name} {each}")


def test_every_command_honours_the_project() -> None:
    for name, command in commands():
        concerned = any(param.name in KEYS for param in command.params)
        assert (NO_PROJECT in command.params) == concerned, name


def test_template_says_how_to_check_the_workbook(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = ("--convention", "../convention.yaml", "--rulebook", "../small", "--no-project", "--lang", "en")
    result = run("template", "--month", "2018-03", "--out", "march.xlsx", *named)
    assert result.exit_code == 0, result.output
    _, command = result.stderr.rstrip().rsplit("impegni", 1)
    assert "--no-project" in command
    validated = run(*command.split())
    assert validated.exit_code == 0, validated.output
