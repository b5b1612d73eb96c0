# SPDX-License-Identifier: EUPL-1.2
"""What the system says of a file that it does not give, in the reader's language."""

import errno
from collections.abc import Mapping

from .language.catalogue import Message, mark
from .language.reader import words

_SAID: Mapping[int, Message] = {
    errno.ENOENT: mark("No such file or directory"),
    errno.EACCES: mark("Permission denied"),
    errno.EPERM: mark("Operation not permitted"),
    errno.EISDIR: mark("Is a directory"),
    errno.ENOTDIR: mark("Not a directory"),
    errno.ENOSPC: mark("No space left on device"),
    errno.EROFS: mark("Read-only file system"),
    errno.ENAMETOOLONG: mark("File name too long"),
    errno.EBUSY: mark("Device or resource busy"),
    errno.EIO: mark("Input/output error"),
}


def why(error: Exception) -> str:
    """The reason of an error of the system; in its own words where it is a rare one."""
    said = _SAID.get(getattr(error, "errno", None) or 0)
    if said is not None:
        return words.marked(said)
    if isinstance(error, UnicodeError):
        return words.text("a letter in it is cut off or is not UTF-8")
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def unwritable(error: OSError) -> str:
    """The sentence that tells why something could not be written."""
    return words.text("cannot be written: {reason}", reason=why(error))
