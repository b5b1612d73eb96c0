# SPDX-License-Identifier: EUPL-1.2
"""Files and folders written under a name of their own beside their place, so that nobody meets half of one.

The name tells the process that writes: what one that was killed left behind, the next one removes.
"""

import contextlib
import glob
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

_LEFT_BY = re.compile(r"\.([0-9]+)(?:\.part(?:\.wal)?|\.[0-9]+\.tmp)")
"""What lies beside a place while a program works on it, with the number of its process."""


def aside(path: Path) -> Path:
    """Where this process writes what is to stand at a place."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def spill_aside(path: Path, number: int) -> Path:
    """Where this process lays what does not fit into memory while it works at a place."""
    return path.with_name(f".{path.name}.{os.getpid()}.{number}.tmp")


@contextlib.contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """A folder to be filled; when the block has ended well it becomes `path`, or its files those of `path`.

    Files that stand there already under other names stay.

    Raises:
        OSError: It cannot be written.
    """
    path = path.resolve()
    # In a folder that is there: beside it may be another disk, or nothing that may be written to.
    beside = path / path.name if path.exists() else path
    remove_abandoned(beside)
    part = aside(beside)
    try:
        part.mkdir(parents=True)
        yield part
        if path.exists():
            _move_files(part, path)
        else:
            part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _move_files(source: Path, target: Path) -> None:
    for file in sorted(each for each in source.rglob("*") if each.is_file()):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)


def remove_abandoned(path: Path) -> None:
    """Remove what programs that were killed while they wrote at a place left beside it."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*"):
        found = _LEFT_BY.fullmatch(part.name.removeprefix(f".{path.name}"))
        if found is None or _runs(int(found[1])):
            continue
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                part.unlink()


def _runs(process: int) -> bool:
    """Whether a process may still be there; where that cannot be asked without harm, it may."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
