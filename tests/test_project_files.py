# SPDX-License-Identifier: EUPL-1.2
"""The project's files agree with each other and with the checkout."""

import configparser
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import impegni
import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
NOT_OURS = {"build", "dist", "node_modules"}
HEADER = "# SPDX-License-Identifier: EUPL-1.2"


def python_files(folder: Path = ROOT) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in NOT_OURS:
            continue
        if path.is_dir():
            yield from python_files(path)
        elif path.suffix == ".py":
            yield path


@pytest.fixture(scope="module")
def setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return content


def test_every_python_file_names_its_licence() -> None:
    lacking = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if HEADER not in path.read_text(encoding="utf-8").splitlines()[:2]
    ]
    assert lacking == []


def test_licence_is_the_same_everywhere(setup: configparser.ConfigParser, publiccode: dict[str, Any]) -> None:
    assert setup["metadata"]["license"] == publiccode["legal"]["license"] == "EUPL-1.2"
    title = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()[0].strip()
    assert title == "EUROPEAN UNION PUBLIC LICENCE v. 1.2"


def test_version_is_the_same_everywhere(setup: configparser.ConfigParser, publiccode: dict[str, Any]) -> None:
    assert setup["metadata"]["version"] == "attr: impegni.__version__"
    assert publiccode["softwareVersion"] == impegni.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d[^]]*)\] - (\S+)$", changelog, re.M)
    assert released[0] == (impegni.__version__, publiccode["releaseDate"])


def test_packages_listed_are_the_packages_there(setup: configparser.ConfigParser) -> None:
    mapped = dict(re.findall(r"^(\S+) = (\S+)$", setup["options"]["package_dir"], re.M))
    assert sorted(setup["options"]["packages"].split()) == sorted(mapped)
    not_shipped = {"tests", "benchmarks", "docs", "samples"}
    on_disk = {
        str(path.parent.relative_to(ROOT))
        for path in python_files()
        if path.name == "__init__.py" and path.relative_to(ROOT).parts[0] not in not_shipped
    }
    assert set(mapped.values()) == on_disk


def test_no_test_support_is_shipped() -> None:
    """Every Python file at the root is part of the package."""
    assert [path.name for path in ROOT.glob("*.py") if re.match(r"conftest|setup|test_", path.name)] == []


@pytest.mark.parametrize(
    "key",
    ["publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"]
    + ["description", "legal", "maintenance", "localisation"],
)
def test_publiccode_has_its_mandatory_keys(publiccode: dict[str, Any], key: str) -> None:
    assert publiccode[key]


@pytest.mark.parametrize("language", ["it", "en"])
def test_publiccode_describes_within_its_limits(publiccode: dict[str, Any], language: str) -> None:
    description = publiccode["description"][language]
    assert language in publiccode["localisation"]["availableLanguages"]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 500 <= len(description["longDescription"]) <= 10_000
    assert description["features"]


def test_publiccode_says_who_maintains(publiccode: dict[str, Any]) -> None:
    assert publiccode["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in publiccode["maintenance"]["contacts"])
    assert publiccode["localisation"]["localisationReady"] is True
