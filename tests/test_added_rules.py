# SPDX-License-Identifier: EUPL-1.2
"""A folder of rules that adds to the rulebook of the package."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.schema.errors import DefinitionError

RULE = """\
rules:
  - id: 5.1.open-day
    clauses: ["5.1.9"]
    title: {it: Giornata aperta, en: Open day}
    owed_by: anpal_servizi
    for_each: cpi
    where: {event: open_day}
    per: year
    at_least: 1
"""
VOCABULARY = "events:\n  open_day: {title: {it: Giornata aperta, en: Open day}}\n"


def heading() -> str:
    """What the packaged file of 5.1 says of its objective."""
    text = (PACKAGED / "line5" / "5.1.yaml").read_text(encoding="utf-8")
    return text[text.index("objective:") : text.index("\nrules:") + 1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that adds one rule, of a new type of event, to objective 5.1."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text("include: packaged\n", encoding="utf-8")
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    (folder / "5.1.yaml").write_text(heading() + RULE, encoding="utf-8")
    return folder


def problems(root: Path) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        load_rulebook(root)
    return [line.removeprefix(f"{root}/") for line in refused.value.problems]


@pytest.mark.slow
def test_rules_and_codes_are_added(root: Path) -> None:
    book, packaged = load_rulebook(root), load_rulebook()
    ids = [rule.id for _, rule in packaged.rules() if rule.id.startswith("5.1.")]
    assert [rule.id for _, rule in book.rules() if rule.id.startswith("5.1.")] == [*ids, "5.1.open-day"]
    assert [rule.id for rule in book.own_rules()] == ["5.1.open-day"]
    assert book.vocabulary.events.keys() - packaged.vocabulary.events.keys() == {"open_day"}
    assert book.places["5.1.open-day"] == f"{root}/5.1.yaml:{len(heading().splitlines()) + 2}"


@pytest.mark.slow
def test_an_addition_without_rules_is_the_rulebook_it_adds_to(root: Path) -> None:
    (root / "vocabulary.yaml").unlink()
    (root / "5.1.yaml").unlink()
    book = load_rulebook(root)
    assert list(book.own_rules()) == []
    assert book.digest == load_rulebook().digest
    assert book.convention_path == PACKAGED / "conventions" / "basilicata.yaml"


def test_every_rule_of_a_rulebook_of_its_own_is_its_own() -> None:
    book = load_rulebook()
    assert list(book.own_rules()) == [rule for _, rule in book.rules()]


def test_cases_start_from_the_convention_named(root: Path) -> None:
    (root / "rulebook.yaml").write_text("include: packaged\nconvention: ../molise.yaml\n", encoding="utf-8")
    assert load_rulebook(root).convention_path.resolve() == root.parent / "molise.yaml"


@pytest.mark.slow
def test_an_objective_is_described_once(root: Path) -> None:
    text = heading().replace("line: 5", "line: 6") + RULE
    (root / "5.1.yaml").write_text(text, encoding="utf-8")
    line = text.splitlines().index("line: 6") + 1
    place = f"{PACKAGED}/line5/5.1.yaml"
    assert problems(root) == [
        f"5.1.yaml:{line}: line: got another line than {place} gives this objective; write the same"
    ]


def test_a_code_is_given_once(root: Path) -> None:
    text = VOCABULARY + "  info_session: {title: {it: Sessione, en: Session}}\n"
    (root / "vocabulary.yaml").write_text(text, encoding="utf-8")
    (found,) = problems(root)
    assert found.startswith("vocabulary.yaml:3: events.info_session: got 'info_session', which the rulebook")


def test_an_id_is_given_once(root: Path) -> None:
    text = (heading() + RULE).replace("open-day", "info-session-each-cpi")
    (root / "5.1.yaml").write_text(text, encoding="utf-8")
    (found,) = problems(root)
    assert "got '5.1.info-session-each-cpi' twice, first at" in found


def test_a_code_of_neither_is_refused(root: Path) -> None:
    (root / "vocabulary.yaml").unlink()
    (found,) = problems(root)
    assert "rule 5.1.open-day: where.event: got 'open_day'" in found


def test_a_broken_vocabulary_is_told_alone(root: Path) -> None:
    (root / "vocabulary.yaml").write_text("event: {}\n", encoding="utf-8")
    assert [line.split(":")[0] for line in problems(root)] == ["vocabulary.yaml"]


def test_only_the_packaged_rulebook_is_added_to(root: Path) -> None:
    (root / "rulebook.yaml").write_text("include: ../other\n", encoding="utf-8")
    (root / "vocabulary.yaml").unlink()
    assert problems(root) == ["rulebook.yaml:1: include: got '../other'; write one of packaged"]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.slow
def test_the_rules_of_the_package_are_tested_there(root: Path) -> None:
    (root / "vocabulary.yaml").unlink()
    (root / "5.1.yaml").unlink()
    tested = run("rules", "test", "--rulebook", root)
    told = f"{root}: non aggiunge regole a quelle del pacchetto, che sono provate lì\n"
    assert (tested.exit_code, tested.stdout) == (0, told + "0 casi: 0 riusciti, 0 falliti\n")
    covered = run("rules", "coverage", "--rulebook", root)
    assert (covered.exit_code, covered.stdout.splitlines()[-1]) == (0, "0 regole, 0 lacune")


@pytest.mark.slow
def test_lint_tells_of_the_addition_alone(root: Path) -> None:
    result = run("rules", "lint", "--rulebook", root)
    assert all(line.startswith(str(root)) for line in result.stdout.splitlines()[:-1]), result.stdout
    assert "5.1.open-day" in result.stdout


def test_a_rule_without_cases_is_a_gap(root: Path) -> None:
    assert "non ci sono casi" in run("rules", "test", "--rulebook", root).stderr


@pytest.mark.slow
def test_a_new_rule_is_written_into_the_addition(root: Path) -> None:
    (root / "5.1.yaml").unlink()
    written = run(
        "rules", "new", "5.1.my-duty", "--event", "open_day", "--clause", "5.1.9", "--rulebook", root
    )
    assert written.exit_code == 0, written.output
    assert [rule.id for rule in load_rulebook(root).own_rules()] == ["5.1.my-duty"]
    tested = run("rules", "test", "--rulebook", root)
    assert (tested.exit_code, "FALLITO" in tested.stdout) == (0, False)
    covered = run("rules", "coverage", "--rulebook", root)
    assert (covered.exit_code, covered.stdout.splitlines()[-1]) == (0, "1 regola, 0 lacune"), covered.stdout
    mutated = run("rules", "mutate", "--jobs", 1, "--rulebook", root)
    assert mutated.stdout.startswith(("RIUSCITO 5.1.my-duty", "FALLITO 5.1.my-duty"))
    again = run(
        "rules", "new", "5.1.other-duty", "--event", "open_day", "--clause", "5.1.8", "--rulebook", root
    )
    assert again.exit_code == 0, again.output
    assert sorted(path.name for path in root.iterdir()) == [
        "5.1.cases.yaml",
        "5.1.yaml",
        "rulebook.yaml",
        "vocabulary.yaml",
    ]
