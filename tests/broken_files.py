# SPDX-License-Identifier: EUPL-1.2
"""The broken fixtures: each takes the place of one file of the small rulebook and is loaded from there.

`tests/broken/expected.txt` is the table of what each must say, word for word.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from impegni.engine.agreements.units_file import load_units
from impegni.engine.cases.case_files import load_cases
from impegni.engine.definitions.conventions import default_convention_path, load_convention
from impegni.engine.definitions.rulebook import Rulebook, load_rulebook
from impegni.schema.errors import DefinitionError

HERE = Path(__file__).parent
SMALL = HERE / "small_rulebook"
BROKEN = HERE / "broken"

PLACES = {
    "rules": "line5/5.9.yaml",
    "cases": "line5/5.1.cases.yaml",
    "conventions": "conventions/basilicata.yaml",
    "units": "conventions/basilicata.units.csv",
    "vocabulary": "vocabulary.yaml",
}


def _units(rulebook: Rulebook) -> object:
    return load_units(rulebook.root / PLACES["units"], rulebook.vocabulary)


def _convention(rulebook: Rulebook) -> object:
    return load_convention(default_convention_path(rulebook.root), rulebook.vocabulary)


LOADERS: dict[str, Callable[[Rulebook], object]] = {
    "rules": lambda rulebook: rulebook,
    "cases": load_cases,
    "conventions": _convention,
    "units": _units,
    "vocabulary": lambda rulebook: rulebook,
}


def fixtures() -> list[str]:
    """Every broken file, as `rules/unknown_key.yaml`."""
    return sorted(path.relative_to(BROKEN).as_posix() for path in BROKEN.glob("*/*"))


def expected() -> dict[str, str]:
    """The table: what is said about each fixture."""
    sections = (BROKEN / "expected.txt").read_text(encoding="utf-8").split("## ")[1:]
    return {name: text.strip() for name, _, text in (section.partition("\n") for section in sections)}


def said_about(fixture: str, folder: Path) -> str:
    """What loading says when the fixture stands in a copy of the small rulebook under `folder`."""
    root = folder / "rulebook"
    shutil.copytree(SMALL, root)
    group = fixture.split("/", maxsplit=1)[0]
    shutil.copyfile(BROKEN / fixture, root / PLACES[group])
    try:
        LOADERS[group](load_rulebook(root))
    except DefinitionError as error:
        return str(error).replace(f"{root}/", "")
    return "nothing"
