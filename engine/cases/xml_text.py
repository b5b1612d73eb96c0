# SPDX-License-Identifier: EUPL-1.2
"""Values as XML attributes, whatever text they hold."""

import re
from xml.sax.saxutils import quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, even escaped."""


def attributes(**values: object) -> str:
    r"""The values as attributes, each after a space; what XML cannot hold becomes a replacement mark.

    >>> attributes(name='a "b"', tests=2)
    ' name=\'a "b"\' tests="2"'
    """
    return "".join(f" {name}={quoteattr(_permitted(str(value)))}" for name, value in values.items())


def _permitted(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
