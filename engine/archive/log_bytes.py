# SPDX-License-Identifier: EUPL-1.2
"""Whether the log beside a file is byte for byte what the database wrote, and ends with the end of an act.

What was put in last may lie there alone. The database passes over a log whose head it cannot read, and over whatever
stands after a place where it ends too soon: what was put in would be lost without a word, and the log removed.
"""

import re
import struct
from dataclasses import dataclass
from pathlib import Path

from .checksum import checksum

_NUMBER = rb"[\x80-\xff]{0,9}[\x00-\x7f]"
_HEAD = re.compile(
    rb"d\x00be\x00[\x01-\x7f]f\x00\x10(?:" + _NUMBER + rb"){16}g\x00" + _NUMBER + rb"\xff\xff", re.DOTALL
)
"""What a log begins with: its version, which file it belongs to and which state of it."""

_BEGINS = b"d\x00be\x00"
_LONGEST_HEAD = 64
_ENTRY = struct.Struct("<QQ")
"""Each entry begins with the number of its bytes and their checksum."""

_ENDS = (b"d\x00d\xff\xff", b"d\x00c")
"""How an entry begins that ends an act, or that says that all before has been folded into the file."""


@dataclass(frozen=True)
class LogState:
    """What the bytes of a log say.

    Attributes:
        damaged: The bytes that are not those written, as `from-to`; none where all are.
        unfinished: It ends in the midst of an act: that was killed, or the end is missing.
    """

    damaged: str | None = None
    unfinished: bool = False


def log_state(path: Path) -> LogState:
    """The state of a log; of one that is not there, or blank, that all is well.

    Raises:
        OSError: It cannot be read.
    """
    data = path.read_bytes() if path.exists() else b""
    if not data:
        return LogState()
    head = _HEAD.match(data)
    if head is None:
        begun = _is_begun(data)
        return LogState(None if begun else f"0-{min(len(data), _LONGEST_HEAD) - 1}", unfinished=begun)
    place, last = head.end(), b""
    while place + _ENTRY.size <= len(data):
        size, written = _ENTRY.unpack_from(data, place)
        start, end = place + _ENTRY.size, place + _ENTRY.size + size
        if end > len(data):
            break
        last = data[start:end]
        if checksum(last) != written:
            return LogState(f"{place}-{end - 1}")
        place = end
    return LogState(unfinished=place < len(data) or not last.startswith(_ENDS))


def _is_begun(data: bytes) -> bool:
    """Whether a log was cut within its head."""
    return len(data) < _LONGEST_HEAD and data[: len(_BEGINS)] == _BEGINS[: len(data)]
