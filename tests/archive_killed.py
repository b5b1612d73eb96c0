# SPDX-License-Identifier: EUPL-1.2
"""A program that ingests into one archive after the other and is killed before a later statement each time.

`python archive_killed.py FOLDER STEP`: the archives are `new-N` and `old-N` in the folder, N the number of
statements that ran; what `old` is copied from is `seed`. It ends when ingests are no longer killed.
"""

import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive_support import intake_of, one
from impegni.engine.archive.ingest import ingest


class Dying:
    """A connection that kills its process instead of running one statement too many."""

    def __init__(self, con: Any, left: int) -> None:
        self.con, self.left = con, left

    def execute(self, *words: Any) -> Any:
        """Run a statement, or die."""
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        return self.con.execute(*words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.con, name)


def killed(archive: Path, statements: int) -> bool:
    """Ingest in a copy of this process; whether it was killed."""
    child = os.fork()
    if not child:
        intake = intake_of(one("s2", "2018-02-05", ("P1", "P2"), replaces="s1"))
        dying: Any = Dying(intake.facts.con, statements)
        ingest(archive, replace(intake, facts=replace(intake.facts, con=dying)), "en")
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def main(folder: Path, step: int) -> None:
    """Kill after more and more statements."""
    for name in ("new", "old"):
        statements, going = 0, True
        while going:
            archive = folder / f"{name}-{statements:03}" / "a.impegni"
            archive.parent.mkdir()
            if name == "old":
                shutil.copy(folder / "seed", archive)
            going = killed(archive, statements)
            statements += step


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
