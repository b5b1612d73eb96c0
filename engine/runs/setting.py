# SPDX-License-Identifier: EUPL-1.2
"""What facts are judged with: rules, conventions, registries, programme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...schema.convention import Convention, Programme
from ...schema.errors import UsageError
from ...schema.unit import Unit
from ..agreements.to_judge import NOTHING, load_convention_to_judge, load_programme_to_judge
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook, load_rulebook
from ..intake.reading import FromRules
from ..language.reader import reader
from ..tallies.from_rules import said_of_files


@dataclass(frozen=True)
class Setting:
    """The rules, each convention to judge with its registry, and the programme of the national rules."""

    rulebook: Rulebook
    agreements: tuple[tuple[Convention, Registry], ...]
    programme: Programme | None = None

    @property
    def registries(self) -> tuple[tuple[str, Registry], ...]:
        """The registry of each convention, by the convention's name."""
        return tuple((convention.convention, registry) for convention, registry in self.agreements)

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit of any registry, and the nation where there is a programme, each code once."""
        found = {unit.code: unit for _, registry in self.agreements for unit in registry.units}
        if self.programme is not None:
            kind = self.rulebook.vocabulary.unit_kinds.get("nation")
            name = "" if kind is None else kind.title.it
            nation = Unit(code=self.programme.nation, kind="nation", name=name)
            found.setdefault(nation.code, nation)
        return tuple(found.values())

    @property
    def from_rules(self) -> FromRules:
        """What the rules say about files."""
        days = max((convention.final_days for convention, _ in self.agreements), default=0)
        return said_of_files(self.rulebook, days)


def load_setting(
    rulebook: Path | None = None,
    conventions: Sequence[Path] = (),
    units: Path | None = None,
    programme: Path | None = None,
    readings: Mapping[str, str] = NOTHING,
) -> Setting:
    """The rules and conventions named, or those of this package.

    Args:
        readings: Chosen for this run: a convention need not choose them.

    Raises:
        DefinitionError: A convention is wrong, or lacks what the rules ask for.
        UsageError: The conventions do not go together, or not with the registry or the programme.
    """
    if units is not None and len(conventions) > 1:
        words = reader()
        said = words.text(
            "got {count} conventions; a registry belongs to one, leave --units out", count=len(conventions)
        )
        raise UsageError([f"--units: {said}"])
    book = load_rulebook(rulebook)
    paths = conventions or [book.convention_path]
    agreements = [load_convention_to_judge(path, book, units, readings) for path in paths]
    national = None if programme is None else load_programme_to_judge(programme, book, readings)
    _check_names([convention.convention for convention, _ in agreements], national)
    return Setting(book, tuple(agreements), national)


def the_one(conventions: Sequence[Path]) -> Path | None:
    """The convention named, for what is made for one alone.

    Raises:
        UsageError: Several are named.
    """
    if len(conventions) > 1:
        words = reader()
        said = words.text("got {count} conventions; name the one it is for", count=len(conventions))
        raise UsageError([f"--convention: {said}"])
    return next(iter(conventions), None)


def _check_names(names: Sequence[str], programme: Programme | None) -> None:
    words = reader()
    problems = [
        words.text("got '{name}' twice; give each convention once", name=name)
        for name, count in Counter(names).items()
        if count > 1
    ]
    strangers = [] if programme is None else [name for name in names if name not in programme.members]
    problems += [
        words.text("got '{name}', which is no member of the programme", name=name) for name in strangers
    ]
    if problems:
        raise UsageError([f"--convention: {said}" for said in problems])


def programme_of(book: Rulebook) -> Programme | None:
    """The national programme beside the conventions, if there is one."""
    path = book.programme_path
    return load_programme_to_judge(path, book) if path.exists() else None
