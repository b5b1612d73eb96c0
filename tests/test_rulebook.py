# SPDX-License-Identifier: EUPL-1.2
"""The rulebook is loaded whole, in order, or refused whole."""

import shutil
from pathlib import Path

import pytest
from broken_files import SMALL
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.conventions import default_convention_path, load_convention, load_programme
from impegni.engine.definitions.json_schemas import MODELS, schema_text
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.schema.errors import DefinitionError, UsageError

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(SMALL, folder / "rulebook"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_rules_come_with_their_objective() -> None:
    found = [(objective.objective, rule.id) for objective, rule in load_rulebook(SMALL).rules()]
    assert found[0] == ("5.1", "5.1.info-session")
    assert len(found) == 3


def test_objectives_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    root = copied(tmp_path)
    for name in ("5.10", "5.2", "governance"):
        text = (root / "line5" / "5.1.yaml").read_text(encoding="utf-8").replace("5.1.", f"{name}.")
        content = text.replace('objective: "5.1"', f'objective: "{name}"').replace(
            '"governance.1"', "governance"
        )
        (root / f"{name}.yaml").write_text(content.replace("[5.1/A1]", f'["{name}"]'), encoding="utf-8")
    found = [objective.objective for objective in load_rulebook(root).objectives]
    assert found == ["5.1", "5.2", "5.10", "governance"]


def test_an_id_begins_with_a_clause_where_the_objective_has_no_number(tmp_path: Path) -> None:
    root = copied(tmp_path)
    text = (root / "line5" / "5.1.yaml").read_text(encoding="utf-8")
    text = text.replace('objective: "5.1"', "objective: governance").replace("5.1.", "ART.5.")
    (root / "governance.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_rulebook(root)
    assert "got 'ART.5.school-plans'; write its origin first, 5.1/A1.school-plans" in str(caught.value)


def test_a_rule_is_found_by_id() -> None:
    assert load_rulebook(SMALL).rule("5.1.school-plans").measure.units == ("school",)


def test_an_unknown_rule_names_the_closest() -> None:
    with pytest.raises(UsageError, match=r"did you mean '5\.1\.school-plans'"):
        load_rulebook(SMALL).rule("5.1.school-plan")


def test_the_problems_of_all_files_are_listed_together(tmp_path: Path) -> None:
    root = copied(tmp_path)
    edit(root / "line5" / "5.1.yaml", "for_each: cpi", "for_each: cpis")
    edit(root / "vocabulary.yaml", "sum_over: [cpi]", "sum_over: [cp]")
    edit(root / "not_judged.yaml", "[5.1/A2]", "[5.1/A2, 5.1/A2]")
    (root / "line5" / "5.2.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_rulebook(root)
    found = {Path(line.split(":")[0]).name for line in caught.value.problems}
    assert found == {"5.1.yaml", "5.2.yaml", "vocabulary.yaml", "not_judged.yaml"}


def test_a_file_that_would_be_overlooked_is_refused(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "line5" / "5.2.yml").write_text("", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"name it 5\.2\.yaml"):
        load_rulebook(root)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    shutil.copy(SMALL / "vocabulary.yaml", tmp_path)
    with pytest.raises(DefinitionError, match="got no rule file"):
        load_rulebook(tmp_path)
    with pytest.raises(DefinitionError, match="is no folder"):
        load_rulebook(tmp_path / "none")


def test_the_digest_follows_the_meaning_and_not_the_layout(tmp_path: Path) -> None:
    root, before = copied(tmp_path), load_rulebook(SMALL).digest
    edit(root / "line5" / "5.1.yaml", "for_each: cpi", "for_each: [cpi]  # each of them")
    assert load_rulebook(root).digest == before
    edit(root / "line5" / "5.1.yaml", "at_least: $schools", "at_least: 2")
    assert load_rulebook(root).digest != before


def test_places_name_file_and_line() -> None:
    assert load_rulebook(SMALL).places["5.1.info-session-region"].endswith("line5/5.1.yaml:16")


def test_what_the_package_holds_is_sound() -> None:
    rulebook = load_rulebook()
    convention = load_convention(default_convention_path(PACKAGED), rulebook.vocabulary)
    load_units(PACKAGED / "conventions" / convention.units, rulebook.vocabulary)
    load_programme(PACKAGED / "conventions" / "national.yaml", rulebook.vocabulary)


@pytest.mark.parametrize("name", MODELS)
def test_published_schemas_are_those_of_the_models(name: str) -> None:
    published = ROOT / "docs" / "schemas" / f"{name}.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text(name)


def test_no_other_schema_is_published() -> None:
    found = {path.name for path in (ROOT / "docs" / "schemas").iterdir()}
    assert found == {f"{name}.schema.json" for name in MODELS}
