# SPDX-License-Identifier: EUPL-1.2
"""A random run made as small as it can be while something still holds of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from impegni.schema.rule import Rule
from strategies import NationalRun, RandomRun

Run = RandomRun | NationalRun
Part = TypeVar("Part")
FACTS = ("events", "populations", "submissions", "figures")
OPTIONAL = ("when", "grace_days", "warn_days", "partial", "tolerance")


def reduced(run: Run, holds: Callable[[Run], bool]) -> Run:
    """The run without every part that it can do without, one part after the other."""
    found = True
    while found:
        found = False
        for smaller in _smaller(run):
            if holds(smaller):
                run, found = smaller, True
                break
    return run


def _smaller(run: Run) -> Iterator[Run]:
    objective = run.objectives[0]
    for rules in _one_less(objective.rules):
        yield replace(run, objectives=(objective.model_copy(update={"rules": rules}),))
    for name in FACTS:
        for rows in _one_less(getattr(run.facts, name) or ()):
            yield replace(run, facts=run.facts.model_copy(update={name: rows}))
    if run.facts.submissions == ():
        yield replace(run, facts=run.facts.model_copy(update={"submissions": None}))
    if run.known_at is not None:
        yield replace(run, known_at=None)
    if isinstance(run, RandomRun):
        yield from _smaller_region(run)
    for rule in objective.rules:
        for plainer in _plainer(rule):
            rules = tuple(plainer if each is rule else each for each in objective.rules)
            yield replace(run, objectives=(objective.model_copy(update={"rules": rules}),))


def _smaller_region(run: RandomRun) -> Iterator[RandomRun]:
    for units in _one_less(run.units):
        named = {name for unit in units for name in (unit.parent, unit.successor)} - {None}
        if named | {"R"} <= {unit.code for unit in units}:
            yield replace(run, units=units)
    for acts in _one_less(run.convention.suspensions):
        yield replace(run, convention=run.convention.model_copy(update={"suspensions": acts}))


def _plainer(rule: Rule) -> Iterator[Rule]:
    for name in OPTIONAL:
        if getattr(rule, name) is not None:
            yield rule.model_copy(update={name: None})
    for form in ("any_of", "all_of"):
        for members in _one_less(getattr(rule, form) or ()):
            if members:
                yield rule.model_copy(update={form: members})


def _one_less(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    for place in range(len(parts)):
        yield parts[:place] + parts[place + 1 :]
