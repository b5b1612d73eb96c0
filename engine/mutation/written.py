# SPDX-License-Identifier: EUPL-1.2
"""A rule as it is written, and changes of what is written.

Mutants are made of the written form and read again, so that none is a rule the schema would refuse.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from ...schema.base import Model
from ...schema.rule import Rule

Place = tuple[str | int | dt.date, ...]
"""Where a value stands in a rule: keys, days of dated amounts, list positions."""


class Nothing(Enum):
    """What replaces a key that is taken away."""

    DROPPED = "dropped"


DROPPED = Nothing.DROPPED
Edit = tuple[Place, Any]


@dataclass(frozen=True)
class WrittenChange:
    """One way to write a rule differently.

    Attributes:
        id: Says what changes, the same in every run: `at_least 1 -> 2`.
        edits: What stands where instead; places that do not exist are made.
        shifts: Numbers the rule takes from the agreement, moved by so much there: parameters, written
            `$name`, and `grace_days`.
    """

    id: str
    edits: tuple[Edit, ...] = ()
    shifts: Mapping[str, int] = field(default_factory=dict)


def label(place: Place) -> str:
    """A place in words: `response.then.topic`."""
    return ".".join(str(step) for step in place)


def dropped(place: Place) -> WrittenChange:
    """The change that takes away what stands at `place`."""
    return WrittenChange(f"{label(place)} dropped", ((place, DROPPED),))


def replaced(place: Place, old: object, new: Any) -> WrittenChange:
    """The change that writes `new` where `old` stands."""
    return WrittenChange(f"{label(place)} {old} -> {shown(new)}", ((place, new),))


def shown(value: Any) -> str:
    """A value as ids of mutants show it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {shown(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def steps_of(number: int, least: int, most: int | None = None) -> Iterator[int]:
    """The numbers one above and one below, where they are allowed."""
    for near in (number + 1, number - 1):
        if least <= near and (most is None or near <= most):
            yield near


def written(rule: Rule) -> dict[str, Any]:
    """The rule as its file has it, without what it leaves to the defaults."""
    return short_form(rule)


def short_form(model: Model) -> dict[str, Any]:
    """A rule or a part of one as files have it: lists of values without their key, defaults left out."""
    found: dict[str, Any] = _short(model.model_dump(exclude_unset=True))
    return found


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"values"}:
            return list(value["values"])
        return {key: _short(inner) for key, inner in value.items()}
    return [_short(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def changed(content: Mapping[str, Any], change: WrittenChange) -> dict[str, Any]:
    """A copy of a rule's content with the edits made."""
    result: dict[str, Any] = _short(content)
    for place, value in change.edits:
        _put(result, place, value)
    return result


def _put(content: Any, place: Place, value: Any) -> None:
    *way, last = place
    for step in way:
        content = content.setdefault(step, {}) if isinstance(content, dict) else content[step]
    if value is not DROPPED:
        content[last] = value
    elif isinstance(content, dict):
        content.pop(last, None)
    else:
        del content[last]
