# SPDX-License-Identifier: EUPL-1.2
"""What is served: an archive, what it is judged with, where pages are kept, and on which day it is."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from ..schema.base import Language

DEFINITIONS = ("*.yaml", "*.csv")


ROME = ZoneInfo("Europe/Rome")


def now() -> dt.datetime:
    """The moment it is, as clocks in Italy show it."""
    return dt.datetime.now(ROME).replace(microsecond=0)


@dataclass(frozen=True)
class Place:
    """The files of a server, known to every process of it.

    Attributes:
        folder: Where files sent and pages built lie; its owner alone may read it.
        today: The day it is taken to be; without it that of the machine.
        language: For readers whose browser asks for none that there is.
    """

    archive: Path
    folder: Path
    conventions: tuple[Path, ...] = ()
    units: Path | None = None
    rulebook: Path | None = None
    programme: Path | None = None
    key_file: Path | None = None
    people: Path | None = None
    language: Language = "it"
    today: dt.date | None = None

    def day(self) -> dt.date:
        """The day it is."""
        return self.today or now().date()

    def stamp(self) -> str:
        """What changes whenever the archive or a definition does, told from the files' sizes and times alone."""
        said = [self.day().isoformat()]
        for path in self._watched():
            try:
                found = path.stat()
            except OSError:
                said.append(f"{path} -")
            else:
                said.append(f"{path} {found.st_ino} {found.st_size} {found.st_mtime_ns}")
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    def _watched(self) -> Iterator[Path]:
        yield self.archive
        yield self.archive.with_name(self.archive.name + ".wal")
        for path in (*self.conventions, self.units, self.programme, self.people):
            if path is not None:
                yield path
        for pattern in DEFINITIONS if self.rulebook is not None else ():
            yield from sorted(self.rulebook.rglob(pattern)) if self.rulebook is not None else ()
