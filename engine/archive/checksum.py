# SPDX-License-Identifier: EUPL-1.2
"""The checksum that the database puts before all it writes."""

import numpy as np

_MULTIPLIER = np.uint64(0xBF58476D1CE4E5B9)
_START = 5381
_ALL = (1 << 64) - 1
_REST, _SEED, _SHIFT = 0xC6A4A7935BD1E995, 0xE17A1465, 47


def checksum(data: bytes) -> int:
    """Of words of eight bytes, and of what is left."""
    whole = len(data) // 8 * 8
    words = np.frombuffer(data[:whole], "<u8")
    found = _START ^ int(np.bitwise_xor.reduce(words * _MULTIPLIER))
    return found if whole == len(data) else found ^ _of_rest(data[whole:])


def _of_rest(data: bytes) -> int:
    """The checksum of fewer than eight bytes, which is that of MurmurHash."""
    found = _SEED ^ (len(data) * _REST & _ALL)
    found = (found ^ int.from_bytes(data, "little")) * _REST & _ALL
    found = (found ^ found >> _SHIFT) * _REST & _ALL
    return found ^ found >> _SHIFT
