# SPDX-License-Identifier: EUPL-1.2
"""Agreements whose numbers are moved: what a mutant changes that takes its numbers from there."""

from collections.abc import Mapping
from typing import TypeVar

from ...schema.convention import Agreement
from ..cases.expansion import Expanded
from .figures import shifted

A = TypeVar("A", bound=Agreement)


def moved(expanded: Expanded, shifts: Mapping[str, int]) -> Expanded:
    """The case under an agreement whose numbers are moved."""
    if not shifts:
        return expanded
    programme = expanded.programme
    return expanded._replace(
        convention=moved_agreement(expanded.convention, shifts),
        programme=None if programme is None else moved_agreement(programme, shifts),
    )


def moved_agreement(agreement: A, shifts: Mapping[str, int]) -> A:
    """An agreement with parameters, written `$name`, and days of grace moved by so much."""
    parameters = {
        name: shifted(amount, shifts.get(f"${name}", 0)) for name, amount in agreement.parameters.items()
    }
    grace = max(agreement.grace_days + shifts.get("grace_days", 0), 0)
    return agreement.model_copy(update={"parameters": parameters, "grace_days": grace})
