# SPDX-License-Identifier: EUPL-1.2
"""Figures of a verdict beside what it requires; what is not known looks like no figure, not like none done."""


def gap(kind: str, required: int | None, observed: int | None) -> int | None:
    """Done less required: below zero is missing, and of a limit above zero is too much."""
    if required is None or observed is None or kind == "not_evaluable":
        return None
    return observed - required


def tenths(kind: str, required: int | None, observed: int | None, headroom: int | None) -> int | None:
    """Done of required in tenths of a percent, cut: what is not all never reads as 100; none of a limit."""
    if not required or observed is None or headroom is not None or kind == "not_evaluable":
        return None
    return observed * 1000 // required
