# SPDX-License-Identifier: EUPL-1.2
"""From the headings people write to the columns they mean."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from .columns import KINDS, MANIFEST, Column, FileKind
from .heading_words import words_beside

HEADINGS_WITHIN = 20
"""How many rows may stand above the headings, those included."""

_NEAR = 0.8
_SURE = 0.88
_SHORTEST_MISSPELT = 5
_TOGETHER = 2
_LONGEST = 60
_EXPLAINED = re.compile(
    r"[(\[][^)\]]*(?:gg|aa|dd|yy|obblig|facolt|required|optional|esempio|numero|codic|titol|n\.)[^)\]]*[)\]]",
    re.IGNORECASE,
)
"""What people put behind a heading to say how to fill the column in."""

_NUMBERS = re.compile(r"n[.°º]?|nr[.]?|num[.]?|prog(?:r?[.]|ressivo)?|#", re.IGNORECASE)
_IDENTIFIES = re.compile(rf"{_NUMBERS.pattern}|id[.]?", re.IGNORECASE)
"""Headings of columns that number the rows, or that tell events apart where no other does."""

_INDEX = re.compile(r"__index_level_[0-9]+__|Unnamed: [0-9]+")


def folded(heading: str) -> str:
    """A heading without what people vary: case, accents, spaces, underscores and punctuation."""
    plain = heading.lower() if heading.isascii() else unicodedata.normalize("NFKD", heading).casefold()
    return "".join(filter(str.isalnum, plain))


def accepted_names(column: Column) -> tuple[str, ...]:
    """The headings a column may have, Italian first."""
    return tuple(dict.fromkeys((*column.italian, column.name)))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is close."""
    by_fold = {folded(name): name for name in known}
    matches = difflib.get_close_matches(folded(word[:_LONGEST]), by_fold, n=1, cutoff=_NEAR)
    return by_fold[matches[0]] if matches else None


def _misspelt(heading: str, free: Sequence[Column]) -> Column | None:
    """The one column still without a heading that a heading all but names."""
    word = folded(heading[:_LONGEST])
    near = [
        column
        for column in free
        if len(word) >= _SHORTEST_MISSPELT
        and difflib.get_close_matches(word, map(folded, accepted_names(column)), n=1, cutoff=_SURE)
    ]
    return near[0] if len(near) == 1 else None


def kind_told_by_name(name: str) -> FileKind | None:
    """The kind a file's or a sheet's name begins with, such as `eventi_2018-03`."""
    plain = folded(name)
    told = [kind for kind in KINDS if plain.startswith(tuple(folded(stem) for stem in kind.stems))]
    return told[0] if len(told) == 1 else None


def is_manifest_name(name: str) -> bool:
    """Whether a sheet or file is named as the manifest of a submission is."""
    return kind_told_by_name(name) is None and folded(name).startswith(tuple(map(folded, MANIFEST.stems)))


def kind_told_by_headings(headings: Sequence[str], kinds: Sequence[FileKind] = KINDS) -> FileKind | None:
    """The one kind whose own columns are among the headings."""
    told = [
        kind
        for kind in kinds
        if any(column is not None and column.name in kind.telling for column in _columns(headings, kind))
    ]
    return told[0] if len(told) == 1 else None


@dataclass(frozen=True)
class Matched:
    """Headings matched to columns.

    Attributes:
        positions: The place of each column found, by its name.
        misspelt: Headings read as the column they all but name.
        unknown: Headings of no column, with the one probably meant.
        repeated: Columns that more than one heading names, with those headings.
        missing: Required columns no heading names.
        blank: Places without a heading.
    """

    positions: Mapping[str, int]
    misspelt: tuple[tuple[str, Column], ...]
    unknown: tuple[tuple[str, str | None], ...]
    repeated: tuple[tuple[str, tuple[str, ...]], ...]
    missing: tuple[Column, ...]
    blank: tuple[int, ...]


def match_headings(headings: Sequence[str], kind: FileKind) -> Matched:
    """Match the headings of a file to the columns of its kind."""
    found: dict[str, list[int]] = {}
    unknown, blank, misspelt = [], [], []
    names = [name for column in kind.columns for name in accepted_names(column)]
    columns = _columns(headings, kind)
    free = [column for column in kind.columns if column not in columns]
    for place, (heading, named) in enumerate(zip(headings, columns, strict=True)):
        column = named or _identifying(heading, free) or _misspelt(heading, free)
        if column is not None:
            if folded(heading) not in _by_name(kind):
                misspelt.append((heading, column))
            found.setdefault(column.name, []).append(place)
        elif folded(heading) and not is_index(heading) and not numbers_rows(heading):
            unknown.append((heading, nearest(heading, names)))
        else:
            blank.append(place)
    return Matched(
        positions={name: places[0] for name, places in found.items()},
        misspelt=tuple(misspelt),
        unknown=tuple(unknown),
        repeated=tuple(
            (name, tuple(headings[place] for place in places))
            for name, places in found.items()
            if len(places) > 1
        ),
        missing=tuple(column for column in kind.columns if column.required and column.name not in found),
        blank=tuple(blank),
    )


def needed_width(headings: Sequence[str], kinds: Sequence[FileKind]) -> int:
    """How many cells a row must have at least: up to the last that no row may leave blank.

    Spreadsheets leave out what is blank at the end of a row.
    """
    kind = kind_told_by_headings(headings, kinds)
    if kind is None:
        return len(headings)
    required = [column is not None and column.required for column in _columns(headings, kind)]
    return max((place + 1 for place, needed in enumerate(required) if needed), default=len(headings))


def _columns(headings: Sequence[str], kind: FileKind) -> list[Column | None]:
    """The column each heading names, alone or, where no other does, among words that change nothing."""
    known = _by_name(kind)
    named = [known.get(folded(heading)) for heading in headings]
    return [
        column if column or (among := _named_among(heading, kind)) in named else among
        for heading, column in zip(headings, named, strict=True)
    ]


@lru_cache(maxsize=10_000)
def _named_among(heading: str, kind: FileKind) -> Column | None:
    """The one column that a heading of several words names."""
    words = _words_of(_EXPLAINED.sub("", heading[:_LONGEST]))
    told = {
        column.name: column
        for column in kind.columns
        for name in accepted_names(column)
        if (own := _words_of(name)) <= words and words - own <= words_beside(column.form)
    }
    return next(iter(told.values())) if len(told) == 1 else None


@lru_cache(maxsize=10_000)
def _words_of(heading: str) -> frozenset[str]:
    return frozenset(word for part in re.split(r"[\W_]+", heading) if (word := folded(part)))


def _identifying(heading: str, free: Sequence[Column]) -> Column | None:
    """The column that tells events apart, where a heading says just that and none says it better."""
    ids = [column for column in free if column.name == "event_id"]
    return ids[0] if ids and _IDENTIFIES.fullmatch(heading) else None


@cache
def _by_name(kind: FileKind) -> Mapping[str, Column]:
    return {folded(name): column for column in kind.columns for name in accepted_names(column)}


def numbers_rows(heading: str) -> bool:
    """Whether a heading says that its column numbers the rows."""
    return _NUMBERS.fullmatch(heading) is not None


def is_index(heading: str) -> bool:
    """Whether a program gave this heading to the numbers of its rows."""
    return _INDEX.fullmatch(heading) is not None


def joined_columns(headings: Sequence[str], delimiters: Iterable[str], kinds: Sequence[FileKind]) -> bool:
    """Whether the headings of a whole table stand in one cell."""
    filled = [heading for heading in headings if heading.strip()]
    return len(filled) == 1 and any(
        kind_told_by_headings(filled[0].strip('"').split(delimiter), kinds) is not None
        for delimiter in delimiters
    )


def heading_row(rows: Iterable[Sequence[str]], kinds: Sequence[FileKind]) -> int:
    """The place of the headings among the first rows, under the titles people put above them.

    It is the first row that holds what some kind of file needs; without one, the first that is not blank.
    """
    first = None
    for place, row in zip(range(HEADINGS_WITHIN), rows, strict=False):
        cells = [cell.strip() for cell in row]
        if first is None and any(cells):
            first = place
        if any(has_needed(cells, kind) for kind in kinds):
            return place
    return first or 0


def further_headings(rows: Sequence[Sequence[str]], start: int, kinds: Sequence[FileKind]) -> int | None:
    """The place of the headings of another table beneath the first, if there is one."""
    known, first = _written_headings(kinds), set(rows[start]) if rows else set()
    for place in range(start + 1, len(rows)):
        if len(known.intersection(rows[place])) >= _TOGETHER and set(rows[place]) - {""} != first - {""}:
            cells = [cell.strip() for cell in rows[place]]
            if any(has_needed(cells, kind) for kind in kinds):
                return place
    return None


@cache
def _written_headings(kinds: Sequence[FileKind]) -> frozenset[str]:
    names = {name for kind in kinds for column in kind.columns for name in accepted_names(column)}
    return frozenset(form for name in names for form in (name, name.capitalize(), name.upper()))


def lies_on_its_side(cells: Sequence[Sequence[str]], kind: FileKind) -> bool:
    """Whether the headings of a table stand beneath each other, in one of the first columns."""
    columns = zip(*(row[:HEADINGS_WITHIN] for row in cells), strict=False)
    return any(has_needed([cell.strip() for cell in column], kind) for column in columns)


def has_needed(cells: Sequence[str], kind: FileKind) -> bool:
    """Whether some cells name what a kind of file cannot be without, or two such columns."""
    named = {column.name for column in _columns(cells, kind) if column is not None}
    needed = {column.name for column in kind.columns if column.required}
    return len(named & needed) >= min(2, len(needed))
