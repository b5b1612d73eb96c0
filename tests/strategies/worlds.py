# SPDX-License-Identifier: EUPL-1.2
"""A whole random run, and the agreements and registries it is about."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from impegni.schema.convention import Convention
from impegni.schema.facts import Facts
from impegni.schema.rule import Objective, Rule
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary

from .bents import BENTS, Bent
from .codes import (
    ALL_UNITS,
    CENTRES,
    CRISES,
    DAY,
    SCHOOLS,
    TITLE,
    VOCABULARY,
    Near,
    around,
    maybe,
    one_in,
    some,
    without_nothing,
)
from .facts import facts
from .rules import amounts, objectives
from .world import World


@dataclass(frozen=True)
class RandomRun:
    """Everything the oracle and the engine are asked."""

    objectives: tuple[Objective, ...]
    vocabulary: Vocabulary
    convention: Convention
    units: tuple[Unit, ...]
    facts: Facts
    as_of: dt.date
    known_at: dt.date | None

    def arguments(self) -> tuple[Any, ...]:
        """The arguments of both."""
        return (
            self.objectives,
            self.vocabulary,
            self.convention,
            self.units,
            self.facts,
            self.as_of,
            self.known_at,
        )


def every_unit(run: RandomRun) -> list[Unit]:
    """The units that facts may name: those of the registry, and those it lacks."""
    registered = {unit.code: unit for unit in run.units}
    codes = dict.fromkeys([*ALL_UNITS, *registered])
    return [registered.get(code, Unit(code=code, kind="cpi")) for code in codes]


def lettered(run: RandomRun) -> RandomRun:
    """The run without ids of digits alone, which in full name units: they are called otherwise than they are told."""
    rows = [event.model_copy(update={"event_id": f"e{event.event_id}"}) for event in run.facts.events]
    return replace(run, facts=run.facts.model_copy(update={"events": tuple(rows)}))


@st.composite
def runs(draw: DrawFn, bents: SearchStrategy[Bent] = BENTS) -> RandomRun:
    """A run of one to four rules on up to ten units and a handful of facts."""
    start = draw(st.dates(dt.date(2019, 8, 10), dt.date(2020, 3, 5)))
    length = draw(st.integers(0, 120) | st.integers(100, 420))
    inside = st.integers(0, length).map(lambda n: start + n * DAY)
    near = inside | st.integers(-20, length + 20).map(lambda n: start + n * DAY)
    term = {"from": start, "to": start + length * DAY}
    bent = draw(bents)
    units = draw(registries(near, bent))
    turns = [start, start + length * DAY, *(day for unit in units for day in _turns(unit))]
    near = inside | near | around(turns)
    objective = Objective.model_validate(draw(objectives(near, bent)))
    convention = Convention.model_validate(draw(conventions(term, near, objective, units)))
    late = st.integers(length, length + 140).map(lambda n: start + n * DAY)
    return RandomRun(
        (objective,), VOCABULARY, convention, units,
        draw(facts(World(objective, convention, units, near, bent))),
        draw(around(turns) if bent.turning else late | late | near | around(turns)),
        draw(st.sampled_from((None, None, None, None, start + 40 * DAY, start + length * DAY))),
    )  # fmt: skip


def _turns(unit: Unit) -> list[dt.date]:
    """The days on which a unit begins and ends, where they are written."""
    return [getattr(unit, name) for name in ("valid_from", "valid_to") if name in unit.model_fields_set]


REPORTING = st.lists(
    st.sampled_from(("region", "cpi", "cpi", "cpi_office", "school", "crisis")), min_size=1, unique=True
)


@st.composite
def conventions(
    draw: DrawFn,
    term: dict[str, dt.date],
    near: Near,
    objective: Objective,
    units: tuple[Unit, ...],
) -> dict[str, Any]:
    """A convention with short graces and up to two suspensions of what its rules and units are."""
    acts = [draw(suspensions(near, objective, units)) for _ in range(draw(st.sampled_from((0, 1, 1, 2))))]
    return {
        "convention": "random", "title": TITLE, "region": "R", "units": "units.csv", "term": term,
        "year_basis": draw(st.sampled_from(("calendar", "anniversary"))),
        "grace_days": draw(st.integers(0, 15)), "final_days": draw(st.sampled_from((0, 20, 90, 400))),
        "warn_days": draw(st.integers(0, 10)), "stale_days": draw(st.integers(0, 60)),
        "reporting": {"kinds": draw(REPORTING), "due_days": draw(st.integers(0, 12))},
        "parameters": {"amount": draw(amounts(near, st.integers(1, 8), parameters=False))},
        "readings": {"sessions": draw(st.sampled_from(("each", "all")))},
        "suspensions": [{"id": f"act-{n}", **act} for n, act in enumerate(acts)],
    }  # fmt: skip


@st.composite
def suspensions(draw: DrawFn, near: Near, objective: Objective, units: tuple[Unit, ...]) -> dict[str, Any]:
    """An act on the objective, on some rules or on the members of one, at some units or all."""
    start, codes = draw(near), tuple(unit.code for unit in units)
    rule = draw(st.sampled_from([rule for rule in objective.rules if rule.members] or objective.rules))
    scope: list[dict[str, list[str]]] = [{"objectives": [objective.objective]}, {"rules": [rule.id]}]
    row = {"from": start, "to": start + draw(st.integers(0, 120)) * DAY, "known_from": draw(maybe(near))}
    scope += [{"rules": some_members} for some_members in _members_of(rule)]
    act = {"source": "an act", "reason": TITLE, "units": draw(st.just("all") | some(codes, 3))}
    return without_nothing(row) | act | draw(st.sampled_from(scope))


def _members_of(rule: Rule) -> list[list[str]]:
    """All members of a composition, and all but the last."""
    names = [member.id for member in rule.members]
    return [part for part in (names, names, names[:-1]) if part]


TYPES = st.sampled_from([{}, {"type": "technical"}, {"type": "vocational"}])


@st.composite
def registries(draw: DrawFn, near: Near, bent: Bent) -> tuple[Unit, ...]:
    """A region, centres and schools that open, close and continue one another, an office, crises."""
    units: list[dict[str, Any]] = [{"code": "R", "kind": "region"}]
    families = (
        (CENTRES[: draw(st.integers(2 if bent.mortal else 1, 3))], "cpi"),
        (SCHOOLS[: draw(st.sampled_from((0, 0, 1, 2, 3)))], "school"),
        (CRISES[: draw(st.sampled_from((0, 0, 1, 2)))], "crisis"),
    )
    for family, kind in families:
        for place, code in enumerate(family):
            row: dict[str, Any] = {"code": code, "kind": kind, "parent": "R"}
            heirs = family[place + 1 :] if kind != "crisis" else ()
            row |= draw(lives(near, heirs, mortal=kind == "crisis" or bent.mortal))
            if kind == "school":
                row["attributes"] = draw(TYPES)
            if kind != "cpi":
                row["parent"] = draw(st.sampled_from(("R", "A")))
            units.append(row)
    _let_heirs_follow(units, after=bent.mortal or draw(st.booleans()))
    if draw(st.booleans()):
        units.append({"code": "O", "kind": "cpi_office", "parent": "A"} | draw(lives(near, ())))
    return tuple(Unit.model_validate(unit) for unit in units)


def _let_heirs_follow(units: list[dict[str, Any]], *, after: bool) -> None:
    """Every unit that continues another outlives it, and begins after its end where that is wanted."""
    rows = {row["code"]: row for row in units}
    for row in units:
        if "successor" in row:
            heir, end = rows[row["successor"]], row["valid_to"]
            if after:
                heir["valid_from"] = end + DAY * (1 + 3 * (end.day % 9))
            if "valid_to" in heir:
                heir["valid_to"] = max(
                    heir["valid_to"], heir.get("valid_from", end) + 40 * DAY, end + 40 * DAY
                )


@st.composite
def lives(draw: DrawFn, near: Near, heirs: tuple[str, ...], *, mortal: bool = False) -> dict[str, Any]:
    """First day, last day and successor, each perhaps."""
    row: dict[str, Any] = {}
    if mortal or draw(one_in(4)):
        row["valid_from"] = draw(near)
    if mortal or draw(one_in(3)):
        row["valid_to"] = max(draw(near), row.get("valid_from", dt.date.min))
        if heirs:
            row["successor"] = draw(st.sampled_from(heirs))
    return row
