# SPDX-License-Identifier: EUPL-1.2
"""Declared figures in words: what an authority says beside what was counted, neither in the place of the other."""

from collections.abc import Iterator, Sequence

from ...schema.verdict import DeclaredFigure
from ..language.words import Words


def figure_words(figure: DeclaredFigure, words: Words) -> str:
    """One figure with its day and where it comes from: `954 on 31/08/2018, source: annual report, prot. 12`."""
    source = figure.source if figure.document is None else f"{figure.source}, {figure.document}"
    return words.text(
        "{value} on {day}, source: {source}",
        value=words.number(figure.value),
        day=words.day(figure.date),
        source=source,
    )


def declared_words(
    figures: Sequence[DeclaredFigure], counted: int | None, observed: int | None, words: Words
) -> Iterator[str]:
    """What is declared, and what was counted where it is another number; nothing where all say the same.

    Args:
        counted: What the events add up to, where a declared figure is observed instead.
    """
    known = observed if counted is None else counted
    if not figures or (counted is None and all(figure.value == known for figure in figures)):
        return
    said = "; ".join(figure_words(figure, words) for figure in figures)
    yield words.text("declared: {figures}", figures=said)
    if known is not None:
        yield words.text("counted from the events given: {count}", count=words.number(known))
