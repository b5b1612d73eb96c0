# SPDX-License-Identifier: EUPL-1.2
"""Counts by the states that pages show: goals not reached and what is at risk stand beside the kinds of verdict."""

from ...schema.dossier import UnitPart
from ...schema.rollup import Standing

STANDING_STATES = (
    "violation", "missed_goal", "not_evaluable", "pending", "attainment", "suspended", "not_applicable", "at_risk",
)  # fmt: skip
"""Columns of every table of counts: states, worst first, then what is at risk in any of them."""


def total(standing: Standing) -> int:
    """All duties, each in one state."""
    return sum(dict(standing.duties).values())


def standing_number(standing: Standing, code: str) -> int:
    """Duties in a state; those at risk are pending ones or have a violation beside."""
    if code == "missed_goal":
        return standing.goals_not_reached
    if code == "at_risk":
        return standing.at_risk
    found: int = dict(standing.duties)[code]
    return found - standing.goals_not_reached if code == "violation" else found


def kept_early(standing: Standing) -> int:
    """Duties that are kept though none of their days is past: they are not among those due."""
    found: int = dict(standing.duties)["attainment"]
    return found - standing.duties_kept


def unit_number(unit: UnitPart, code: str) -> int:
    """Verdicts of a unit in a state."""
    if code == "missed_goal":
        return unit.missed_goals
    if code == "at_risk":
        return unit.at_risk
    found = unit.counts[code]
    return found - unit.missed_goals if code == "violation" else found
