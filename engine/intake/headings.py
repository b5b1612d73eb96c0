# SPDX-License-Identifier: EUPL-1.2
"""From the headings people write to the columns they mean."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .columns import KINDS, Column, FileKind


def folded(heading: str) -> str:
    """A heading without what people vary: case, accents, spaces, underscores and punctuation."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in plain if letter.isalnum() and not unicodedata.combining(letter))


def accepted_names(column: Column) -> tuple[str, ...]:
    """The headings a column may have, Italian first."""
    return (*column.italian, column.name)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is close."""
    by_fold = {folded(name): name for name in known}
    matches = difflib.get_close_matches(folded(word[:60]), by_fold, n=1, cutoff=0.75)
    return by_fold[matches[0]] if matches else None


def kind_told_by_name(name: str) -> FileKind | None:
    """The kind a file's or a sheet's name begins with, such as `eventi_2018-03`."""
    plain = folded(name)
    told = [kind for kind in KINDS if plain.startswith(tuple(folded(stem) for stem in kind.stems))]
    return told[0] if len(told) == 1 else None


def kind_told_by_headings(headings: Sequence[str]) -> FileKind | None:
    """The one kind whose own columns are among the headings."""
    told = [
        kind
        for kind in KINDS
        if any(column is not None and column.name in kind.telling for column in _columns(headings, kind))
    ]
    return told[0] if len(told) == 1 else None


@dataclass(frozen=True)
class Matched:
    """Headings matched to columns.

    Attributes:
        positions: The place of each column found, by its name.
        unknown: Headings of no column, with the one probably meant.
        repeated: Columns that more than one heading names, with those headings.
        missing: Required columns no heading names.
        blank: Places without a heading.
    """

    positions: Mapping[str, int]
    unknown: tuple[tuple[str, str | None], ...]
    repeated: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[Column, ...]
    blank: tuple[int, ...]


def match_headings(headings: Sequence[str], kind: FileKind) -> Matched:
    """Match the headings of a file to the columns of its kind."""
    found: dict[str, list[int]] = {}
    unknown, blank = [], []
    names = [name for column in kind.columns for name in accepted_names(column)]
    for place, (heading, column) in enumerate(zip(headings, _columns(headings, kind), strict=True)):
        if column is not None:
            found.setdefault(column.name, []).append(place)
        elif folded(heading):
            unknown.append((heading, nearest(heading, names)))
        else:
            blank.append(place)
    return Matched(
        positions={name: places[0] for name, places in found.items()},
        unknown=tuple(unknown),
        repeated=tuple(
            (name, tuple(headings[place] for place in places))
            for name, places in found.items()
            if len(places) > 1
        ),
        missing=tuple(column for column in kind.columns if column.required and column.name not in found),
        blank=tuple(blank),
    )


def _columns(headings: Sequence[str], kind: FileKind) -> list[Column | None]:
    by_name = {folded(name): column for column in kind.columns for name in accepted_names(column)}
    return [by_name.get(folded(heading)) for heading in headings]
