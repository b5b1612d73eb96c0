# SPDX-License-Identifier: EUPL-1.2
"""What a page needs of a picture: the drawing, its legend in words, and the same figures as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

Cell = str | int
"""Numbers apart from words."""


@dataclass(frozen=True)
class Table:
    """The figures of a picture.

    Attributes:
        head: Names of the columns; the first names each row.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Picture:
    """One picture with its alternative.

    Attributes:
        id: Told apart by it on its page.
        legend: Shapes with what they stand for.
        summary: The figures that matter, in sentences.
        table: All figures of the picture, where no table beside it has them.
    """

    id: str
    caption: str
    svg: Markup
    legend: Sequence[tuple[str, str]]
    summary: Sequence[str]
    table: Table | None = None
