# SPDX-License-Identifier: EUPL-1.2
"""Totals that an authority publishes, which decide where events cannot."""

from impegni.schema.verdict import DeclaredFigure

from .duty import Owed
from .observed import is_derived


def figures(owed: Owed) -> tuple[DeclaredFigure, ...]:
    """The figures of this duty at this unit dated in the window, the latest first, of one day the lowest."""
    last = min(owed.last, owed.world.as_of)
    found = {
        DeclaredFigure(value=each.value, date=each.date, source=each.source, document=each.document)
        for each in owed.world.figures
        if (each.rule, each.unit) == (owed.duty.id, owed.unit.code) and owed.first <= each.date <= last
    }
    lowest_first = sorted(found, key=_claim)
    return tuple(sorted(lowest_first, key=lambda each: each.date, reverse=True)) if _total(owed) else ()


def _claim(each: DeclaredFigure) -> tuple[int, str, bool, str]:
    return each.value, each.source, each.document is None, each.document or ""


def _total(owed: Owed) -> bool:
    """Whether the duty asks for a total: not for a document, a part of a population, or submissions."""
    return bool(owed.duty.quantified) and owed.duty.measure.share is None and not is_derived(owed)


def stands_in(owed: Owed, figures: tuple[DeclaredFigure, ...], seen: int, required: int | None) -> bool:
    """Whether the latest figure is taken in place of what was counted: of some members only, and not enough."""
    if not (figures and owed.world.absent and owed.active) or required is None:
        return False
    decided = seen > required if owed.duty.comparator == "at_most" else seen >= required
    return not decided
