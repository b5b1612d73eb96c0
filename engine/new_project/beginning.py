# SPDX-License-Identifier: EUPL-1.2
"""What a new project is about: a region, and the agreement whose values it begins with."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ...schema.convention import Convention
from ...schema.errors import UsageError
from ..agreements.to_judge import load_convention_to_judge
from ..definitions.rulebook import Rulebook
from ..definitions.wording import choose
from ..language.reader import words
from ..language.words import Words


@dataclass(frozen=True)
class Beginning:
    """A region that begins.

    Attributes:
        region: Its name, as people write it.
        like: The agreement whose values are written to start from; without one they are left to fill.
    """

    book: Rulebook
    region: str
    like: Convention | None
    words: Words

    @property
    def code(self) -> str:
        """The name of the convention: `valle_d_aosta`."""
        plain = unicodedata.normalize("NFKD", self.region).encode("ascii", "ignore").decode()
        return re.sub("[^a-z0-9]+", "_", plain.lower()).strip("_")

    @property
    def unit(self) -> str:
        """The code of the region in the registry: unlike its name, so that each is read as what it is."""
        return f"REG-{self.code.upper().replace('_', '-')}"


def checked_region(name: str) -> str:
    """The name of a region, where a convention can be named after it.

    Raises:
        UsageError: It has no letter to begin with.
    """
    if re.search("[A-Za-z]", unicodedata.normalize("NFKD", name)) is None:
        said = words.text("got '{got}'; write the name of the region, for example --region Molise", got=name)
        raise UsageError([f"--region: {said}"])
    return name


def convention_like(name: str, book: Rulebook) -> Convention:
    """The convention of that name in the rulebook, or of that file.

    Raises:
        UsageError: There is none.
        DefinitionError: The file is no convention of this rulebook.
    """
    folder = book.convention_path.parent
    known = sorted(path.stem for path in folder.glob("*.yaml") if path != book.programme_path)
    path = folder / f"{name}.yaml" if name in known else Path(name)
    if not path.is_file():
        said = words.text(
            "{refused}; the file of another convention will do as well", refused=choose(name, known)
        )
        raise UsageError([f"--like: {said}"])
    convention, _ = load_convention_to_judge(path, book)
    return convention
