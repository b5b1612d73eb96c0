# SPDX-License-Identifier: EUPL-1.2
"""What `make` installs is written down exactly, and is what setup.cfg asks for."""

import configparser
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LISTS = sorted(ROOT.glob("requirements/*.txt"))
Versions = dict[str, set[str]]


def asked(*extras: str) -> list[Requirement]:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    lists = [setup["options"]["install_requires"], *(setup["options.extras_require"][one] for one in extras)]
    return [Requirement(line) for listed in lists for line in listed.strip().splitlines()]


def entries(path: Path) -> list[str]:
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def listed(name: str) -> Versions:
    """The versions of each package; several where Python versions differ."""
    found: Versions = {}
    for entry in entries(ROOT / "requirements" / f"{name}.txt"):
        requirement = Requirement(entry.partition(" --hash")[0])
        (exact,) = requirement.specifier
        assert exact.operator == "=="
        found.setdefault(canonicalize_name(requirement.name), set()).add(exact.version)
    return found


def unmet(requirements: list[Requirement], versions: Versions) -> Iterator[str]:
    for one in requirements:
        found = versions.get(canonicalize_name(one.name), set())
        if not found or not all(one.specifier.contains(version) for version in found):
            yield f"{one}: listed {found or 'nowhere'}: run make lock"


@pytest.mark.parametrize(
    ("name", "extras"),
    [("runtime", ()), ("serve", ("serve",)), ("developer", ("test", "dev")), ("lowest", ("test",))],
)
def test_lists_hold_what_setup_asks_for(name: str, extras: tuple[str, ...]) -> None:
    assert list(unmet(asked(*extras), listed(name))) == []


def test_what_builds_the_package_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = [Requirement(one) for one in project["build-system"]["requires"]]
    assert list(unmet(requirements, listed("build"))) == []


def test_developers_run_what_users_run() -> None:
    developer = listed("developer")
    assert {name: developer.get(name) for name in listed("runtime")} == listed("runtime")


def test_lowest_versions_are_the_bounds_of_setup() -> None:
    lowest = listed("lowest")
    for one in asked("test"):
        (bound,) = one.specifier
        (version,) = lowest[canonicalize_name(one.name)]
        assert Requirement(f"x == {bound.version}").specifier.contains(version), one


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_entry_has_its_digests_and_no_place_of_its_own(path: Path) -> None:
    for entry in entries(path):
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [^/@]+?)?( +--hash=sha256:[0-9a-f]{64})+", entry), entry
