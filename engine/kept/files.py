# SPDX-License-Identifier: EUPL-1.2
"""The files of verdicts kept beside an archive; one that is broken, foreign or cannot be written does no harm."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from ..archive.beside import kept_folder
from ..archive.file import PRIVATE
from ..written_aside import aside, remove_abandoned
from .added_up import Sums
from .table_file import Said, packed, unpacked

MOST = 24
"""So many tables are kept, the ones used last."""

_FORM = b"impegni kept verdicts 2\n"
_PRIVATE_FOLDER = 0o700
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True)
class Kept:
    """A table of verdicts that was kept.

    Attributes:
        sums: What the events add up to that it was judged on.
        said: What it was made from.
    """

    table: pd.DataFrame
    sums: Sums
    said: Said


def read(archive: Path, key: str) -> Kept | None:
    """What is kept under a key; none where there is nothing, or nothing that can be read."""
    return read_file(_place(archive, key))


def read_file(file: Path) -> Kept | None:
    """What is kept in a file; none where it is broken or another's."""
    try:
        content = file.read_bytes()
        head, rest = content[: len(_FORM)], content[len(_FORM) :]
        if file.is_symlink() or head != _FORM or hashlib.sha256(rest[_DIGEST:]).digest() != rest[:_DIGEST]:
            return None
        kept = Kept(*unpacked(rest[_DIGEST:]))
        os.utime(file)
        return kept
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, pa.ArrowException):
        return None


def write(archive: Path, key: str, kept: Kept) -> None:
    """Keep a table under a key, in place of what was there; where nothing can be written, nothing is kept."""
    place = _place(archive, key)
    part = aside(place)
    content = packed(kept.table, kept.sums, kept.said)
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        try:
            remove_abandoned(place)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
                file.write(_FORM + hashlib.sha256(content).digest() + content)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        for old in sorted(files(archive), key=lambda each: each.stat().st_mtime_ns)[:-MOST]:
            old.unlink(missing_ok=True)


def files(archive: Path) -> Iterator[Path]:
    """The files kept, in no order."""
    yield from kept_folder(archive).glob("*.verdicts")


def _place(archive: Path, key: str) -> Path:
    return kept_folder(archive) / f"{key}.verdicts"


def drop(file: Path) -> None:
    """Keep a file no longer."""
    with contextlib.suppress(OSError):
        file.unlink()
