# SPDX-License-Identifier: EUPL-1.2
"""Whether a file is byte for byte what the database wrote: also where it holds nothing that a query would read.

The database puts a checksum before each of its three headers and before each block, those no longer in use among them,
but looks only at what it reads. Read here before it opens the file, a changed byte is found wherever it lies, and no
damaged file reaches the database.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .checksum import checksum

HEADER = 4096
HEADERS = 3
_SUM = 8
_SIZE_OF_BLOCK = slice(40, 48)
"""Where the second and third header say how large a block is."""


def damaged(path: Path) -> str | None:
    """The bytes of a database file that are not those written, as `from-to`; none where all are.

    A file none of whose headers is right is no database at all, and nothing is said of it.

    Raises:
        OSError: The file cannot be read, or another program is writing to it (`BlockingIOError`).
    """
    with path.open("rb") as file, _alone(file):
        headers = [file.read(HEADER) for _ in range(HEADERS)]
        right = [_is_right(header) for header in headers]
        if not any(right):
            return None
        if not all(right):
            place = right.index(False) * HEADER
            return f"{place}-{place + HEADER - 1}"
        size = int.from_bytes(headers[1][_SIZE_OF_BLOCK], "little")
        place = HEADERS * HEADER
        while block := file.read(size):
            if len(block) < size or not _is_right(block):
                return f"{place}-{place + len(block) - 1}"
            place += size
    return None


def _is_right(block: bytes) -> bool:
    """Whether a header or block begins with the checksum of the rest."""
    if len(block) % _SUM or len(block) < HEADER:
        return False
    return int.from_bytes(block[:_SUM], "little") == checksum(block[_SUM:])


@contextlib.contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    """Keep writers out while a file is read, as the database does; not where the system knows no such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    yield
