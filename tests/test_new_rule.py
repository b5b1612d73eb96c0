# SPDX-License-Identifier: EUPL-1.2
"""`rules new` writes a rule and its cases; a rule of a known form touches two YAML files and nothing else."""

import shutil
from pathlib import Path
from typing import get_args

import pytest
from broken_files import SMALL
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.coverage import coverage
from impegni.engine.cases.expansion import load_defaults
from impegni.engine.cases.new_rule import Draft, new_rule, save
from impegni.engine.cases.rule_drafts import FORMS
from impegni.engine.cases.runner import run_cases
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.schema.errors import DefinitionError, UsageError
from impegni.schema.rule import Form

pytestmark = pytest.mark.slow

RULES, CASES = "line5/5.1.yaml", "line5/5.1.cases.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "book"))


def run(command: str, root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["rules", command, *words, "--rulebook", str(root)])


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def fill_in(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for written in ('it: "Incontri"', 'en: "Meetings"'):
        text = text.replace(f'{written[:3]} "..."', written)
    path.write_text(text.replace('"..."', '"5.1.1"'), encoding="utf-8")


def test_every_form_can_be_begun() -> None:
    assert set(FORMS) == set(get_args(Form))


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_of_a_known_form_touches_two_files_and_nothing_else(form: Form, tmp_path: Path) -> None:
    root = Path(shutil.copytree(PACKAGED, tmp_path / "book"))
    before, rule = contents(root), "5.1.new-rule"
    errors = run("lint", root).stdout.count(": errore: ")
    result = run("new", root, rule, "--form", form)
    assert result.exit_code == 0, result.output
    asked = run("lint", root)
    assert asked.exit_code == 1
    for missing in ("il testo italiano", "il testo inglese", "la clausola"):
        assert f"{missing} è ancora da scrivere" in asked.stdout
    fill_in(root / RULES)
    assert run("lint", root).stdout.count(": errore: ") == errors == 0
    tested = run("test", root, rule)
    assert (tested.exit_code, tested.stdout[-10:]) == (0, "0 falliti\n")
    after = contents(root)
    assert {name for name in before | after if before.get(name) != after.get(name)} == {RULES, CASES}
    assert all(after[name].startswith(before[name]) for name in (RULES, CASES))


@pytest.mark.parametrize("form", FORMS)
def test_the_cases_prove_every_situation_of_the_draft(form: Form, root: Path) -> None:
    save(new_rule(load_rulebook(root), Draft("5.1.more", form)))
    book = load_rulebook(root)
    defaults = load_defaults(book)
    cases = [one for one in load_cases(book, defaults) if one.case.rule == "5.1.more"]
    found = next(one for one in coverage(book, run_cases(book, cases, defaults)) if one.rule == "5.1.more")
    assert found.lacking == ()


def test_it_says_what_it_wrote_and_what_to_do(root: Path) -> None:
    said = run("new", root, "5.1.more").stdout.splitlines()
    assert said[0].endswith(f"{RULES}:37.")
    assert said[1].endswith(f"{CASES}:25.")
    assert (
        said[-1] == "impegni rules lint dice che cosa manca, impegni rules test 5.1.more se i casi reggono."
    )
    assert (root / RULES).read_text(encoding="utf-8").splitlines()[36] == "  - id: 5.1.more"
    assert (root / CASES).read_text(encoding="utf-8").splitlines()[24] == "  - rule: 5.1.more"


def test_clause_and_event_are_those_named(root: Path) -> None:
    assert run("new", root, "5.1.more", "--clause", "5.1/A9", "--event", "deliverable").exit_code == 0
    rule = load_rulebook(root).rule("5.1.more")
    assert rule.clauses == ("5.1/A9",)
    assert rule.where is not None
    assert rule.where.event.values == ("deliverable",)
    assert "deliverable: guide" in (root / CASES).read_text(encoding="utf-8")
    assert run("test", root, "5.1.more").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["5.1.info-session"], f"'5.1.info-session' c'è già, in {{root}}/{RULES}:6"),
        (
            ["9.9.more"],
            "'9.9.more' non appartiene a nessun obiettivo; cominciare con uno di 5.1, per esempio 5.1.more",
        ),
        (["5.1.More"], "c'è '5.1.More'; scrivere l'obiettivo, un punto e un nome breve in minuscolo"),
        (["5.1.more", "--event", "deliverables"], "forse si intendeva 'deliverable'?"),
        (["5.1.more", "--event", "submission"], "--event: c'è 'submission'; scrivere uno di"),
    ],
)
def test_what_cannot_be_written_is_refused(root: Path, words: list[str], said: str) -> None:
    before = contents(root)
    result = run("new", root, *words)
    assert result.exit_code == 2
    assert said.format(root=root) in result.stderr
    assert contents(root) == before


def test_an_objective_without_a_number_goes_by_its_clauses(tmp_path: Path) -> None:
    root = Path(shutil.copytree(PACKAGED, tmp_path / "book"))
    save(new_rule(load_rulebook(root), Draft("C.1.more")))
    assert load_rulebook(root).rule("C.1.more").clauses == ("C.1",)


def test_keys_behind_the_rules_stay_there(root: Path) -> None:
    path = root / RULES
    text = path.read_text(encoding="utf-8").rstrip("\n").replace("line: 5\n", "")
    path.write_bytes(f"{text}\nline: 5".replace("\n", "\r\n").encode())
    save(new_rule(load_rulebook(root), Draft("5.1.more")))
    written = path.read_bytes()
    assert written.endswith(b"\r\nline: 5")
    assert written.count(b"\r\n") == written.count(b"\n")
    assert load_rulebook(root).rule("5.1.more").at_least == 1


def test_the_first_cases_of_an_objective_begin_a_file(root: Path) -> None:
    (root / CASES).unlink()
    save(new_rule(load_rulebook(root), Draft("5.1.more")))
    text = (root / CASES).read_text(encoding="utf-8")
    assert text.startswith("# SPDX-License-Identifier: EUPL-1.2\nrules:\n  - rule: 5.1.more\n")
    assert run("test", root).exit_code == 0


def test_rules_in_brackets_are_refused(root: Path) -> None:
    path = root / CASES
    path.write_text("rules: [{rule: 5.1.info-session, cases: []}]\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="got rules in brackets"):
        new_rule(load_rulebook(root), Draft("5.1.more"))


def test_a_file_that_cannot_be_written_leaves_both_as_they_were(root: Path) -> None:
    before = contents(root)
    files = new_rule(load_rulebook(root), Draft("5.1.more"))
    (root / "line5" / ".5.1.cases.yaml.part").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        save(files)
    assert contents(root) == before
