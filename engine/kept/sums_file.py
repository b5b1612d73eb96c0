# SPDX-License-Identifier: EUPL-1.2
"""What events add up to, as bytes: numbers by rule, unit, window and day, and no event and no person."""

import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..tallies.activity import Days
from .added_up import Sums
from .by_day import ByDay

_ARRAYS = ("named", "observed", "paired_keys", "paired", "met_keys", "met")


def sums_about(sums: Sums) -> dict[str, Any]:
    """What is to be known of the numbers of `sums_packed`, as JSON has it."""
    shapes = {rule: list(array.shape) for rule, array in sums.named.items()}
    return {"shapes": shapes, "rules": dict(sums.rules), "conditions": dict(sums.conditions)}


def sums_packed(sums: Sums) -> bytes:
    """The numbers, one array after the other."""
    arrays = (_flat(sums.named), _flat(sums.observed), *_by_day(sums.paired), *_by_day(sums.met))
    sink = io.BytesIO()
    for array in arrays:
        np.lib.format.write_array(sink, np.ascontiguousarray(array), allow_pickle=False)
    return sink.getvalue()


def sums_unpacked(content: bytes, about: Mapping[str, Any]) -> Sums:
    """The same the other way round.

    Raises:
        ValueError: It is something else (this and what it is made from: KeyError, TypeError).
    """
    source = io.BytesIO(content)
    named, observed, *days = (np.lib.format.read_array(source, allow_pickle=False) for _ in _ARRAYS)
    shapes = about["shapes"]
    return Sums(
        _shaped(named, shapes),
        _shaped(observed, shapes),
        about["rules"],
        ByDay(days[0], days[1]),
        about["conditions"],
        ByDay(days[2], days[3]),
    )


def _flat(arrays: Mapping[str, Days]) -> Days:
    return np.concatenate([np.empty(0, np.int64), *(array.ravel() for array in arrays.values())])


def _by_day(days: ByDay) -> tuple[Days, Days]:
    return days.keys, days.counts


def _shaped(flat: Days, shapes: Mapping[str, Sequence[int]]) -> dict[str, Days]:
    ends = np.cumsum([0, *(rows * columns for rows, columns in shapes.values())]).tolist()
    spans = zip(shapes.items(), pairwise(ends), strict=True)
    return {rule: flat[first:last].reshape(shape) for (rule, shape), (first, last) in spans}
