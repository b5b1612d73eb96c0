# SPDX-License-Identifier: EUPL-1.2
"""Names of the files of pages: one a unit and one an objective, safe on every file system and in every link."""

import re
from collections.abc import Iterable


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """A file name for each code; codes that would share one, letter case aside, are numbered.

    >>> file_names(["17", "A/B", "a b"])
    {'17': '17.html', 'A/B': 'A_B.html', 'a b': 'a_b-2.html'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        stem = name = re.sub(r"[^A-Za-z0-9-]", "_", code)
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        names[code] = f"{name}.html"
    return names
