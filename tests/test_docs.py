# SPDX-License-Identifier: EUPL-1.2
"""The documentation is true: its examples run, its links lead somewhere, its commands exist."""

import configparser
import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from doc_pages import (
    DOCS,
    PAGES,
    ROOT,
    blocks,
    build_rulebook,
    commands,
    examples,
    missing_links,
    unknown_words,
)
from impegni.cli import main
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.expansion import Defaults, expand, load_defaults
from impegni.engine.cases.report import result_lines
from impegni.engine.cases.runner import run_cases
from impegni.engine.cases.unfolding import LocatedCase
from impegni.engine.definitions.lint import lint
from impegni.engine.definitions.rule_codes import vocabulary_problems
from impegni.engine.definitions.rulebook import Rulebook, load_rulebook
from impegni.engine.definitions.validation import validate
from impegni.engine.definitions.yaml_source import parse_yaml
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.verdicts.escalations import escalations
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.convention import Suspension
from impegni.schema.rule import Form, Rule
from impegni.schema.vocabulary import Vocabulary
from pydantic import TypeAdapter
from schema_forms import possible, used

pytestmark = pytest.mark.slow

LANGUAGE = DOCS / "rule_language.md"
EXAMPLES = {yaml.safe_load(one.rule)["id"]: one for one in examples(LANGUAGE)}
DEPENDENCIES = {"Runtime": "", "Serve": "serve", "Test": "test", "Development": "dev", "Spark": "spark"}


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    root = tmp_path_factory.mktemp("language")
    build_rulebook(LANGUAGE, root)
    return load_rulebook(root)


@pytest.fixture(scope="module")
def defaults(rulebook: Rulebook) -> Defaults:
    return load_defaults(rulebook)


@pytest.fixture(scope="module")
def cases(rulebook: Rulebook, defaults: Defaults) -> dict[str, LocatedCase]:
    return {located.case.rule: located for located in load_cases(rulebook, defaults)}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_an_example_decides_what_it_says(
    rule: str, rulebook: Rulebook, defaults: Defaults, cases: dict[str, LocatedCase]
) -> None:
    result = next(run_cases(rulebook, [cases[rule]], defaults))
    assert list(result_lines(result)) == [f"PASS {rule}: {cases[rule].case.case}"]


@pytest.mark.parametrize("rule", [name for name, one in EXAMPLES.items() if one.escalations])
def test_an_example_escalates_as_it_says(
    rule: str, rulebook: Rulebook, defaults: Defaults, cases: dict[str, LocatedCase]
) -> None:
    case = expand(cases[rule].case, defaults)
    options = Options(case.as_of, rules=frozenset({rule}))
    verdicts = judge(rulebook, case.convention, case.registry, fact_tables_from(case.facts), options)
    told = [
        {"unit": one.unit, "from": one.from_, "to": one.to, "length": one.length}
        for one in escalations(verdicts)
    ]
    assert told == yaml.safe_load(EXAMPLES[rule].escalations or "")


def test_every_form_of_the_language_has_an_example(rulebook: Rulebook, cases: dict[str, LocatedCase]) -> None:
    shown = {form for _, rule in rulebook.rules() for form in used(rule)}
    suspensions = [
        one for located in cases.values() for one in located.case.convention.get("suspensions", ())
    ]
    shown |= set(used(TypeAdapter(tuple[Suspension, ...]).validate_python(suspensions)))
    assert sorted((possible(Rule) | possible(Suspension)) - shown) == []


def test_every_form_of_duty_has_an_example(rulebook: Rulebook) -> None:
    forms: set[str] = set(TypeAdapter(Form).json_schema()["enum"])
    assert {rule.form for _, rule in rulebook.rules()} == forms


def test_every_example_has_its_case(cases: dict[str, LocatedCase]) -> None:
    assert list(cases) == list(EXAMPLES)


@pytest.mark.parametrize("info", ["yaml cases", "yaml documents"])
def test_the_files_of_cases_that_are_shown_hold(
    info: str, rulebook: Rulebook, defaults: Defaults, tmp_path: Path
) -> None:
    (shown,) = blocks(LANGUAGE, info)
    root = Path(shutil.copytree(rulebook.root, tmp_path / "book"))
    (root / "9.1.cases.yaml").write_text(shown, encoding="utf-8")
    book = load_rulebook(root)
    results = list(run_cases(book, load_cases(book, defaults), defaults))
    assert len(results) == 3
    assert [line for result in results for line in result_lines(result) if "PASS" not in line] == []


def test_no_example_is_a_mistake_to_lint(rulebook: Rulebook, defaults: Defaults) -> None:
    found = lint(rulebook, defaults.convention, defaults.registry)
    assert [one for one in found if one.level == "error" and one.subject.startswith("9.1")] == []


def test_the_vocabulary_shown_is_one() -> None:
    (written,) = blocks(LANGUAGE, "yaml vocabulary")
    source = parse_yaml(written.encode(), "vocabulary.yaml")
    assert list(vocabulary_problems(validate(Vocabulary, source))) == []


@pytest.mark.parametrize(
    ("page", "language"),
    [
        (DOCS / "how_to_read_a_verdict.it.md", "it"),
        (DOCS / "how_to_read_a_verdict.md", "en"),
        (DOCS.parent / "README.md", "en"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_lines_shown_are_real(page: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    explained = [shlex.split(line) for block in blocks(page, "console") for line in block.splitlines()]
    shown_commands = [words[1:] for words in explained if words[:2] == ["impegni", "explain"]]
    said = ["[...]"]
    for words in (["demo", "--lang", language], *shown_commands):
        said += CliRunner().invoke(main, words).stdout.splitlines()
    shown = [line for block in blocks(page, "text") for line in block.splitlines()]
    assert shown
    assert [line for line in shown if line not in said] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert list(missing_links(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_exists(page: Path) -> None:
    wrong = {command: words for command in commands(page) if (words := list(unknown_words(command, main)))}
    assert wrong == {}


def test_commands_that_do_not_exist_are_found() -> None:
    assert list(unknown_words("check e.csv --as-of 2018-06-30", main)) == []
    assert list(unknown_words("check --as-off 2018-06-30", main)) == ["--as-off"]
    assert list(unknown_words("rules tset 5.1", main)) == ["tset"]
    assert commands(LANGUAGE)


@pytest.mark.parametrize(("heading", "extra"), DEPENDENCIES.items())
def test_every_dependency_has_its_reason(heading: str, extra: str) -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    written = setup["options.extras_require"][extra] if extra else setup["options"]["install_requires"]
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    reasons = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.M))
    assert list(reasons) == re.findall(r"^([\w-]+)", written, re.M)
    assert all(reasons.values())
