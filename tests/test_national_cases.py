# SPDX-License-Identifier: EUPL-1.2
"""Cases of national rules are judged under the programme, with the members they name as given."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.expansion import expand, load_defaults
from impegni.engine.cases.report import result_lines
from impegni.engine.cases.runner import run_cases
from impegni.engine.cases.unfolding import LocatedCase
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.case import Case, Expected
from impegni.schema.errors import DefinitionError
from impegni.schema.unit import Unit

pytestmark = pytest.mark.slow

NATIONAL = Path(__file__).parent / "national_rulebook"
RULEBOOK = load_rulebook(NATIONAL)
DEFAULTS = load_defaults(RULEBOOK)
CASES = """rules:
  - rule: 5.4.firms-national
    cases:
      - case: A case
        as_of: 2018-05-10
        only: 2018 pending
"""


def case(**fields: Any) -> Case:
    only = (Expected(unit="IT", window="2018", kind="pending"),)
    written = {"case": "A case", "rule": "5.4.firms-national", "as_of": dt.date(2018, 5, 10), "only": only}
    return Case(**{**written, **fields})


def parents(*units: Unit) -> dict[str, str | None]:
    return {unit.code: unit.parent for unit in expand(case(units=units), DEFAULTS).registry.units}


@pytest.mark.parametrize("located", load_cases(RULEBOOK), ids=lambda located: located.case.case)
def test_cases_run_through_the_production_path(located: LocatedCase) -> None:
    assert [
        line for line in result_lines(next(run_cases(RULEBOOK, [located], DEFAULTS))) if "PASS" not in line
    ] == []


def test_every_member_is_given_but_those_that_are_absent() -> None:
    assert [one.convention for one, _ in expand(case(), DEFAULTS).members] == ["basilicata", "puglia"]
    assert [one.convention for one, _ in expand(case(absent=["basilicata"]), DEFAULTS).members] == ["puglia"]


def test_the_first_member_has_the_units() -> None:
    members = expand(case(), DEFAULTS).members
    assert [sorted(registry.codes) for _, registry in members] == [["17", "IT", "S1"], []]


def test_the_only_region_is_the_parent_of_what_has_none() -> None:
    region, school = Unit(code="A", kind="region"), Unit(code="S", kind="school")
    assert parents(region, school) == {"A": "IT", "IT": None, "S": "A"}
    other = Unit(code="B", kind="region")
    assert parents(region, other, school) == {"A": "IT", "B": "IT", "IT": None, "S": "IT"}
    assert parents(school) == {"IT": None, "S": "IT"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    cases",
            "    absent: [lazio]\n    cases",
            "3: rule 5.4.firms-national: absent[1]: got 'lazio'; write one of basilicata, puglia",
        ),
        (
            "        as_of",
            "        absent: [basilicata, puglia]\n        as_of",
            "5: case 'A case': absent: got every member of the programme; leave out one that is given",
        ),
        (
            "firms-national\n",
            "firms\n    absent: basilicata\n",
            "3: rule 5.4.firms: absent: got members of a programme for a rule that judges no nation; remove absent",
        ),
        (
            "firms-national\n",
            "firms-national-term\n",
            "2: rule 5.4.firms-national-term: rule: got '5.4.firms-national-term', which is not active: the programme",
        ),
        (
            "    cases",
            "    convention: {region: IT}\n    cases",
            "3: rule 5.4.firms-national: convention: region: got the unknown key 'region'; write one of title, term,",
        ),
    ],
)
def test_what_is_wrong_with_a_case_is_told(old: str, new: str, said: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(NATIONAL, tmp_path / "rulebook"))
    path = root / "line5" / "5.4.cases.yaml"
    path.write_text(CASES.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        load_cases(load_rulebook(root))
    assert f"5.4.cases.yaml:{said}" in str(refused.value)


def test_a_national_rule_without_a_programme_has_no_cases(tmp_path: Path) -> None:
    root = Path(shutil.copytree(NATIONAL, tmp_path / "rulebook"))
    (root / "conventions" / "national.yaml").unlink()
    with pytest.raises(DefinitionError, match=r"write its programme, conventions/national\.yaml"):
        load_cases(load_rulebook(root))
