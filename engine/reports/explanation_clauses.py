# SPDX-License-Identifier: EUPL-1.2
"""Where in the signed text a duty stands, in words; activities of one list in one line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...schema.explanation import ClauseReference
from ..language.catalogue import mark, mark_plural
from .layout import wrapped
from .page import Page

CLAUSES = {
    "objective": mark("Annex A, Line {line}, Specific objective {objective}"),
    "action": mark("Annex A, Line {line}, Specific objective {objective}, action {clause}"),
    "governance": mark("Annex A, governance, passage no. {number}"),
    "article": mark("Article {number} of the convention"),
    "permission": mark("Annex A, Thematic objective {number}"),
    "other": mark("Clause {clause}"),
}

ACTIVITIES = mark_plural(
    "Annex A, Line {line}, Specific objective {objective}, regional activity no. {numbers}",
    "Annex A, Line {line}, Specific objective {objective}, regional activities nos. {numbers}",
)


def clause_lines(page: Page, references: Sequence[ClauseReference]) -> Iterator[str]:
    """The clauses in their order."""
    for (form, _), several in groupby(references, key=lambda each: (each.form, each.objective)):
        listed = list(several)
        if form == "activity":
            yield from wrapped(_activities(page, listed), "  ")
            continue
        for reference in listed:
            yield from wrapped(_clause(page, reference), "  ")


def _activities(page: Page, listed: Sequence[ClauseReference]) -> str:
    return page.words.marked_plural(
        ACTIVITIES,
        len(listed),
        line=listed[0].line,
        objective=listed[0].objective,
        numbers=", ".join(str(reference.number) for reference in listed),
    )


def _clause(page: Page, reference: ClauseReference) -> str:
    return page.words.marked(
        CLAUSES[reference.form],
        line=reference.line,
        objective=reference.objective,
        number=reference.number,
        clause=reference.clause,
    )
