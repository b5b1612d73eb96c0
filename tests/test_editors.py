# SPDX-License-Identifier: EUPL-1.2
"""Editors find the schema of every file that has one, and that schema is the right one."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.definitions.json_schemas import MODELS
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
OWN = Path(__file__).parent / "own_rulebook"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
WITHOUT_SCHEMA = {"sample.yaml"}
WRITTEN_BY_HAND = sorted(
    path
    for folder in ("rules", "samples")
    for path in (ROOT / folder).rglob("*.yaml")
    if path.name not in WITHOUT_SCHEMA
)


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: a date is a text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in known if not tag.endswith(":timestamp")]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def kind(path: Path) -> str:
    """The name of the schema that a file should have, told by its content, that of a project by its name."""
    if path.name == "impegni.yaml":
        return "project"
    keys = set(yaml.load(path.read_text(encoding="utf-8"), EditorLoader))
    first = (
        "programme",
        "convention",
        "objective",
        "documents",
        "rules",
        "equivalent_mutants",
        "not_judged",
        "unit_kinds",
        "clauses",
    )
    names = {"objective": "rules", "documents": "cases", "rules": "cases", "unit_kinds": "vocabulary"}
    found = next(key for key in first if key in keys)
    return names.get(found, found)


def schema_of(path: Path) -> Path:
    """The file that the modeline of a YAML file leads to."""
    head = path.read_text(encoding="utf-8").splitlines()[:2]
    (name,) = [found[1] for line in head if (found := MODELINE.fullmatch(line))]
    return (path.parent / name).resolve(strict=True)


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_leads_to_the_schema_it_keeps(path: Path) -> None:
    schema = schema_of(path)
    assert schema == ROOT / "docs" / "schemas" / f"{kind(path)}.schema.json"
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    content = yaml.load(path.read_text(encoding="utf-8"), EditorLoader)
    assert [error.message for error in validator.iter_errors(content)] == []


def test_files_of_a_new_project_lead_to_schemas_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "molise", "--like", "basilicata")
    schemas = {"impegni.yaml": "project", "convention.yaml": "convention", "rules/rulebook.yaml": "rulebook"}
    for file, name in schemas.items():
        path = tmp_path / "molise" / file
        assert schema_of(path) == tmp_path / "molise" / "schemas" / f"{name}.schema.json"
    monkeypatch.chdir(tmp_path / "molise")
    run("rules", "new", "5.1.open-day")
    assert schema_of(Path("rules/5.1.yaml")).name == "rules.schema.json"
    assert schema_of(Path("rules/5.1.cases.yaml")).name == "cases.schema.json"


def test_new_files_away_from_any_schema_name_none(tmp_path: Path) -> None:
    shutil.copytree(OWN, tmp_path / "rules")
    (tmp_path / "rules/line5/5.1.cases.yaml").unlink()
    run("rules", "new", "5.1.open-day", "--rulebook", tmp_path / "rules")
    assert "yaml-language-server" not in (tmp_path / "rules/line5/5.1.cases.yaml").read_text(encoding="utf-8")


def test_schemas_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    out = tmp_path / "schemas"
    assert run("rules", "schema", "--out", out).stdout == f"{len(MODELS)} schemi scritti in {out}\n"
    assert {path.name for path in out.iterdir()} == {f"{name}.schema.json" for name in MODELS}
    run("rules", "schema", "rules", "--out", tmp_path)
    assert json.loads((tmp_path / "rules.schema.json").read_text(encoding="utf-8"))["title"] == "Objective"
