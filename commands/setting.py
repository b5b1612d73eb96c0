# SPDX-License-Identifier: EUPL-1.2
"""What a command judges with: rules, conventions, registries, programme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..engine.definitions.agreements import NOTHING, load_convention_to_judge, load_programme_to_judge
from ..engine.definitions.registry import Registry
from ..engine.definitions.rulebook import Rulebook, load_rulebook
from ..engine.definitions.wording import choose
from ..schema.convention import Convention, Programme
from ..schema.errors import UsageError
from ..schema.unit import Unit


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


def load_setting(
    rulebook: Path | None,
    conventions: Sequence[Path],
    units: Path | None,
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
        raise UsageError(
            [f"--units: got {len(conventions)} conventions; a registry belongs to one, leave --units out"]
        )
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
        raise UsageError([f"--convention: got {len(conventions)} conventions; name the one it is for"])
    return next(iter(conventions), None)


def _check_names(names: Sequence[str], programme: Programme | None) -> None:
    problems = [
        f"--convention: got '{name}' twice; give each convention once"
        for name, count in Counter(names).items()
        if count > 1
    ]
    if programme is not None:
        problems += [
            f"--convention: {choose(name, list(programme.members))}; others are no members of --programme"
            for name in names
            if name not in programme.members
        ]
    if problems:
        raise UsageError(problems)
