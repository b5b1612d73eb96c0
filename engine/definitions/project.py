# SPDX-License-Identifier: EUPL-1.2
"""A project file, with the files it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...schema.errors import DefinitionError
from ...schema.project import Project
from ..language.reader import words
from .validation import problem, validate
from .yaml_source import read_yaml

_LATER = frozenset({"archive", "key_file"})
"""Files that may be named before they are there, or that not everybody may read."""


class Named(NamedTuple):
    """A file that a project names under a key, and its place in the list where there is one."""

    key: str
    place: int
    path: Path


@dataclass(frozen=True)
class LocatedProject:
    """A project file and what it says."""

    path: Path
    project: Project

    def files(self) -> Iterator[Named]:
        """The files it names; `convention` may name several."""
        for key in ("convention", "units", "rulebook", "archive", "programme", "key_file"):
            written = getattr(self.project, key)
            names = (written,) if isinstance(written, str) else written or ()
            yield from (Named(key, place, self.path.parent / name) for place, name in enumerate(names))


def load_project(path: Path) -> LocatedProject:
    """The project file at `path`.

    Raises:
        DefinitionError: Lists everything wrong with it, and the files it names that are not there.
    """
    source = read_yaml(path)
    found = LocatedProject(path, validate(Project, source))
    absent = [one for one in found.files() if one.key not in _LATER and not one.path.exists()]
    if absent:
        raise DefinitionError([problem(source, (one.key, one.place), _no_file(one, path)) for one in absent])
    return found


def _no_file(one: Named, path: Path) -> str:
    return words.text(
        "got '{path}', and there is no such file; paths begin in {folder}", path=one.path, folder=path.parent
    )
