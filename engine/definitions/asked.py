# SPDX-License-Identifier: EUPL-1.2
"""What the clauses of a convention ask, read from the file beside it."""

from collections.abc import Mapping
from pathlib import Path

from ...schema.clause import Asked, AskedFile
from ...schema.errors import DefinitionError
from .validation import check
from .yaml_source import read_yaml


def load_asked(convention: Path) -> Mapping[str, Asked]:
    """What each clause asks, in the order of the file; nothing where the convention has no such file.

    Raises:
        DefinitionError: Lists every problem of the file.
    """
    path = convention.with_name(f"{convention.stem}.clauses.yaml")
    if not path.exists():
        return {}
    found, problems = check(AskedFile, read_yaml(path))
    if found is None:
        raise DefinitionError(problems)
    return found.clauses
