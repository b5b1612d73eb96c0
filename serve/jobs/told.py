# SPDX-License-Identifier: EUPL-1.2
"""A report of sentences taken apart for a page: its sections, each with a heading and its sentences."""

from collections.abc import Callable, Iterator
from typing import Any

from ...engine.reports.layout import TIED, UNICODE, unbroken

STEP = 2
"""Spaces that one level of a report is indented by."""


def sections(lines: Callable[[], Iterator[str]]) -> list[dict[str, Any]]:
    """The sections of a report whose headings have a line to the right edge.

    Args:
        lines: Makes its lines, each as long as its sentence.
    """
    with unbroken():
        told = [line.replace(TIED, " ") for line in lines()]
    found: list[dict[str, Any]] = [{"heading": "", "lines": []}]
    for line in told:
        head = line.rstrip(UNICODE.line)
        if head != line:
            found.append({"heading": head.strip(), "lines": []})
        elif line.strip():
            found[-1]["lines"].append(_line(line))
    return [one for one in found if one["lines"] or one["heading"]]


def _line(line: str) -> dict[str, Any]:
    text = line.lstrip()
    level = (len(line) - len(text)) // STEP
    return {"text": text.removeprefix("- "), "item": text.startswith("- "), "level": min(level, 4)}
