# SPDX-License-Identifier: EUPL-1.2
"""Changes of conditions on events: each filter dropped, each value taken away or swapped."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ...schema.condition import Scalar, Test, Where
from ...schema.vocabulary import Vocabulary
from ..definitions.rule_codes import coded_columns, following
from .written import Place, WrittenChange, dropped, label, replaced, shown, steps_of


def condition_changes(where: Where, place: Place, vocabulary: Vocabulary) -> Iterator[WrittenChange]:
    """Every change of the condition that stands at `place`."""
    known = swappable(vocabulary)
    for column, test in where.tests().items():
        here = (*place, column)
        if column == "event":
            yield WrittenChange(f"{label(here)} widened to any", ((here, {"present": True}),))
        else:
            yield dropped(here)
        yield from _test_changes(test, here, known.get(column, ()))


def swappable(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """The codes of each coded column; events that the program derives are none to swap with."""
    codes = {column: list(found) for column, found in coded_columns(vocabulary).items()}
    return {**codes, "event": [code for code, kind in vocabulary.events.items() if not kind.derived]}


def _test_changes(test: Test, here: Place, codes: Sequence[str]) -> Iterator[WrittenChange]:
    if test.values is not None:
        yield from listed_changes(test.values, here, codes)
    elif test.not_ is not None:
        yield WrittenChange(
            f"{label(here)} not {shown(test.not_)} -> {shown(test.not_)}", ((here, list(test.not_)),)
        )
        for value in test.not_ if len(test.not_) > 1 else ():
            left = [one for one in test.not_ if one != value]
            yield WrittenChange(f"{label(here)} not without {value}", ((here, {"not": left}),))
    elif test.present is not None:
        yield replaced(here, f"present {shown(test.present)}", {"present": not test.present})
    else:
        yield from _bound_changes(test, here)


def _bound_changes(test: Test, here: Place) -> Iterator[WrittenChange]:
    name, other = ("min", "max") if test.min is not None else ("max", "min")
    bound = getattr(test, name)
    for near in steps_of(bound, 0):
        yield replaced(here, f"{name} {bound}", {name: near})
    yield replaced(here, f"{name} {bound}", {other: bound})


def listed_changes(values: Sequence[Scalar], here: Place, codes: Sequence[str]) -> Iterator[WrittenChange]:
    """Each of several values taken away, each value swapped for the next code that is not among them."""
    for position, value in enumerate(values):
        rest: list[Any] = [one for one in values if one != value]
        if rest:
            yield WrittenChange(f"{label(here)} without {value}", ((here, rest),))
        for other in _others(value, values, codes):
            swapped = [*values[:position], other, *values[position + 1 :]]
            yield WrittenChange(f"{label(here)} {value} -> {other}", ((here, swapped),))


def _others(value: Scalar, values: Collection[Scalar], codes: Sequence[str]) -> Iterator[Scalar]:
    if isinstance(value, int):
        yield from (near for near in steps_of(value, 0) if near not in values)
    elif (other := following(value, codes, values)) is not None:
        yield other
