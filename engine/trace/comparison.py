# SPDX-License-Identifier: EUPL-1.2
"""The clauses of a text beside those recorded before: which are the same, moved, changed, new, gone."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from .fingerprints import Print

Status = Literal["recorded", "moved", "changed", "added", "unrecorded"]


class Compared(NamedTuple):
    """A clause of the text and what it was.

    Attributes:
        former: The number it had when it was recorded; none for a new clause.
    """

    print: Print
    status: Status
    former: str | None


class Comparison(NamedTuple):
    """Every clause of the text, and the recorded ones that it has no more."""

    clauses: tuple[Compared, ...]
    removed: tuple[Print, ...]


def compare(found: Sequence[Print], recorded: Sequence[Print] | None) -> Comparison:
    """Match by sentence first and by number second: a clause that has moved has not changed."""
    if recorded is None:
        return Comparison(tuple(Compared(one, "unrecorded", one.id) for one in found), ())
    formers: dict[int, Print] = {}
    left = list(recorded)
    for alike in (_same, _same_sentence, _same_number):
        for position, one in enumerate(found):
            former = next((each for each in left if alike(each, one)), None)
            if position not in formers and former is not None:
                formers[position] = former
                left.remove(former)
    compared = (_compared(one, formers.get(position)) for position, one in enumerate(found))
    return Comparison(tuple(compared), tuple(left))


def _same(one: Print, other: Print) -> bool:
    return _same_sentence(one, other) and _same_number(one, other)


def _same_sentence(one: Print, other: Print) -> bool:
    return one.sha256 == other.sha256


def _same_number(one: Print, other: Print) -> bool:
    return one.id == other.id


def _compared(one: Print, former: Print | None) -> Compared:
    if former is None:
        return Compared(one, "added", None)
    if one.sha256 != former.sha256:
        return Compared(one, "changed", former.id)
    return Compared(one, "recorded" if one.id == former.id else "moved", former.id)


def names(comparison: Comparison) -> Iterator[tuple[Compared, str | None]]:
    """Each clause with the number that rules know it by, none where that number is another's."""
    taken = {one.former for one in comparison.clauses} | {one.id for one in comparison.removed}
    for one in comparison.clauses:
        yield one, one.former or (None if one.print.id in taken else one.print.id)
