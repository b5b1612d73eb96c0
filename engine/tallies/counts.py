# SPDX-License-Identifier: EUPL-1.2
"""Counts: what events add up to for each rule, before anything is asked of the numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .activity import Days
from .cube import Cube
from .deadlines import written_pair
from .frames import Frame
from .moments import create_paired
from .observed import Seen, observe
from .paired_days import PairedDays, count_days, told_by_days
from .populations import Population, count_reached, population_of
from .setting import TallySetting


@dataclass(frozen=True)
class Counts:
    """What was counted for one rule, by row and column of its frame.

    Attributes:
        named: The events of the window that meet its condition; of an order or a response, those that wait.
        observed: What is observed; of a share, those reached in the window.
        members: The members reached, where a population is given by person.
        days: Of an order or a response for which days are enough.
        population: Of what a share is taken.
    """

    named: Days
    observed: Days
    members: Days | None = None
    days: PairedDays | None = None
    population: Population | None = None


def count_all(cube: Cube, frames: Sequence[Frame], setting: TallySetting) -> Iterator[tuple[str, Counts]]:
    """Count the events of all rules, none of which is on submissions, by the id of each."""
    seen = observe(cube, frames)
    create_paired(cube, [frame.rule for frame in frames])
    for frame in frames:
        rule = frame.rule
        if written_pair(rule) is not None:
            yield rule.id, _paired(cube, frame, seen[rule.id], setting)
        elif rule.measure.share is not None:
            yield rule.id, _shared(cube, frame, seen[rule.id], setting)
        else:
            yield rule.id, Counts(*seen[rule.id])


def _paired(cube: Cube, frame: Frame, seen: Seen, setting: TallySetting) -> Counts:
    by_days = told_by_days(frame.rule, setting.convention, cube.registry)
    codes = [unit.code for unit in frame.units]
    return Counts(*seen, days=count_days(cube, frame.rule, codes) if by_days else None)


def _shared(cube: Cube, frame: Frame, seen: Seen, setting: TallySetting) -> Counts:
    rule = frame.rule
    assert rule.where is not None
    assert rule.measure.share is not None
    population = population_of(cube.con, cube.registry, frame, rule.measure.share, setting)
    reached, members = count_reached(cube, frame, rule.where, rule.measure.share, population)
    return Counts(seen.named, reached, members, population=population)
