# SPDX-License-Identifier: EUPL-1.2
"""Findings: what every lint check hands over."""

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]


class LintFinding(NamedTuple):
    """One thing to look at.

    Attributes:
        id: The check, such as `unused_parameter`.
        level: `error` must be mended, `warning` looked at.
        place: `path:line` of the rule, or the part of the convention.
        subject: The rule, parameter, clause or code in question.
        reason: What is wrong.
        remedy: What to write instead.
    """

    id: str
    level: Level
    place: str
    subject: str
    reason: str
    remedy: str
