# SPDX-License-Identifier: EUPL-1.2
"""A gap between a text and the rules: what it is, where, and what to do about it."""

from typing import Literal, NamedTuple

GapKind = Literal[
    "no_rule",
    "unknown_clause",
    "added",
    "removed",
    "moved",
    "changed",
    "numbered_twice",
    "figure_missing",
    "figure_disagrees",
]


class Gap(NamedTuple):
    """One gap.

    Attributes:
        subject: The rules it is about, or the file; empty where there is none.
    """

    kind: GapKind
    clause: str
    subject: str
    detail: str
    remedy: str
