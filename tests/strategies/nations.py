# SPDX-License-Identifier: EUPL-1.2
"""Random runs of the rules of the nation: two members, not always given, and figures that are published."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from impegni.schema.base import Model
from impegni.schema.convention import Convention, Programme
from impegni.schema.facts import Facts, Figure
from impegni.schema.rule import Objective, Rule
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary

from .bents import BENTS, Bent
from .codes import DAY, VOCABULARY, one_in
from .worlds import RandomRun, runs

NATION = "N"
NAMES = ("code", "parent", "successor", "event_id", "id", "submission", "replaces", "case", "unit", "units")
"""What names a unit, an event or a submission."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class NationalRun:
    """Everything the oracle and the engine are asked about the nation."""

    objectives: tuple[Objective, ...]
    vocabulary: Vocabulary
    programme: Programme
    members: tuple[tuple[Convention, tuple[Unit, ...]], ...]
    facts: Facts
    as_of: dt.date
    known_at: dt.date | None

    def arguments(self) -> tuple[Any, ...]:
        """The arguments of both."""
        return (
            self.objectives, self.vocabulary, self.programme, self.members, self.facts, self.as_of, self.known_at,
        )  # fmt: skip


@st.composite
def national_runs(
    draw: DrawFn, bents: SearchStrategy[Bent] = BENTS, *, declared: bool = False
) -> NationalRun:
    """The rules of a run asked of the nation, over that run's region and another's.

    Args:
        declared: Figures are published, and not every member is given.
    """
    one, other = draw(runs(bents)), draw(runs(bents))
    both = (one, elsewhere(other))
    given = draw(
        st.sampled_from([both[:1], both[1:], ()] if declared else [both, both, both[:1], both[1:], ()])
    )
    told = [run.facts for run in given]
    known = any(each.submissions is not None for each in told)
    facts = Facts(
        events=tuple(row for each in told for row in each.events),
        populations=tuple(row for each in told for row in each.populations),
        submissions=tuple(row for each in told for row in each.submissions or ()) if known else None,
        figures=tuple(
            draw(figures(one)) for _ in range(draw(st.integers(2, 6) if declared else st.integers(0, 3)))
        ),
    )
    return NationalRun(
        tuple(_of_the_nation(each) for each in one.objectives), VOCABULARY, _programme(one),
        tuple((run.convention, run.units) for run in given), facts, one.as_of, one.known_at,
    )  # fmt: skip


def _programme(run: RandomRun) -> Programme:
    names = ("title", "term", "year_basis", "parameters", "readings", "grace_days", "warn_days", "final_days")
    shared = {name: getattr(run.convention, name) for name in (*names, "stale_days")}
    return Programme(programme="national", nation=NATION, members=("random", "elsewhere"), **shared)


def _of_the_nation(objective: Objective) -> Objective:
    """The rules asked of the nation, but for those on submissions: the nation sends none."""
    judged = {"for_each": objective.rules[0].for_each.model_copy(update={"kind": ("nation",), "where": {}})}
    asked = (rule for rule in objective.rules if not _on_submissions(rule))
    return objective.model_copy(update={"rules": tuple(rule.model_copy(update=judged) for rule in asked)})


def _on_submissions(rule: Rule) -> bool:
    return rule.where is not None and rule.where.event.values == ("submission",)


@st.composite
def figures(draw: DrawFn, run: RandomRun) -> Figure:
    """A published total of one of the rules, on a day of the term or near it."""
    duties = [duty.id for each in run.objectives for rule in each.rules for duty in (rule, *rule.members)]
    day = run.convention.term.start + draw(st.integers(-5, 200)) * DAY
    unit = "R" if draw(one_in(8)) else NATION
    return Figure(
        rule=draw(st.sampled_from(duties)),
        unit=unit,
        date=day,
        value=draw(st.integers(0, 9)),
        source="an act",
    )


def elsewhere(run: RandomRun) -> RandomRun:
    """The same run in another region: units, submissions and events are others."""
    changed = {"convention": "elsewhere", "region": "xR", "suspensions": ()}
    sent = run.facts.submissions
    return replace(
        run,
        convention=run.convention.model_copy(update=changed),
        units=tuple(map(_moved, run.units)),
        facts=Facts(
            events=tuple(map(_moved, run.facts.events)),
            populations=tuple(map(_moved, run.facts.populations)),
            submissions=None if sent is None else tuple(map(_moved, sent)),
        ),
    )


def _moved(row: Row) -> Row:
    return row.model_copy(
        update={name: _renamed(getattr(row, name, None)) for name in NAMES if hasattr(row, name)}
    )


def _renamed(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_renamed, value))
    return None if value is None else f"x{value}"
