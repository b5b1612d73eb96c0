# SPDX-License-Identifier: EUPL-1.2
"""Volumes: duties of one unit to do so much in a year or in the whole term."""

from collections.abc import Iterator, Sequence

from ...schema.dossier import DutyPart
from ...schema.finding import Finding
from ...schema.rule import Rule
from .grids import own

LONG = ("year", "school_year", "term")


def is_volume(rule: Rule, part: DutyPart) -> bool:
    """Whether a duty asks one unit for a number of things, more than one, over a year or the term."""
    found = own(part)
    return (
        rule.form == "threshold"
        and rule.comparator == "at_least"
        and rule.measure.share is None
        and part.per in LONG
        and len({one.unit for one in found}) == 1
        and max((one.required or 0 for one in found), default=0) > 1
    )


def volume_findings(part: DutyPart) -> Sequence[Finding]:
    """Its verdicts in windows where anything is due, in order."""
    return sorted(_due(part), key=lambda one: one.window.start)


def _due(part: DutyPart) -> Iterator[Finding]:
    for one in own(part):
        if one.active_days and one.kind not in ("not_applicable", "suspended"):
            yield one
