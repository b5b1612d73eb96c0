# SPDX-License-Identifier: EUPL-1.2
"""The oracle with one sentence of the semantics forgotten: random runs must be able to tell each from the right one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from oracle import composition, duty, facts, judgement, observed, paired, threshold, waiting, world
from oracle.calendar import last_of_month
from oracle.duty import Owed


@dataclass(frozen=True)
class Wrong:
    """One sentence forgotten.

    Attributes:
        owner: The module or class whose `name` it changes.
        told_by: The runs of few things that can tell.
    """

    sentence: str
    told_by: str
    owner: Any
    name: str
    instead: Callable[..., Any]

    def forgotten(self) -> Any:
        """The oracle without the sentence, while this is open."""
        return patch.object(self.owner, self.name, self.instead)


def _first_value(amount: Any, convention: Any, day: dt.date) -> Any:
    found = right_amount(amount, convention, day)
    return right_amount(amount, convention, dt.date.max) if found is None else found


def _plainly_distinct(owed: Owed, column: str, events: list[Any]) -> set[Any]:
    return {value for event in events for value in event.values[column]}


def _no_tolerance_on_distinct(owed: Owed, *rest: Any) -> int | None:
    if owed.duty.measure.distinct is None:
        return right_required(owed, *rest)
    return right_required(replace(owed, duty=owed.duty.model_copy(update={"tolerance": None})), *rest)


def _population_named_first(owed: Owed, target: Any, missing: list[str], final: bool) -> Any:
    if target is not None and target.size is None and not owed.world.absent:
        return threshold.Reason(code=str(target.problem))
    return right_not_evaluable(owed, target, missing, final)


def _first_breach_alone(owed: Owed, breaches: list[Any], final: bool) -> dict[str, Any]:
    return right_broken(owed, breaches[:1], final)


def _of_active_months(owed: Owed, day: dt.date) -> list[str]:
    return waiting.missing_input(owed)


def _taken_over_at_once(*asked: Any) -> Any:
    return right_continued(*asked[:-1], dt.date.max)


def _own_part(owed: Owed) -> tuple[Any, ...]:
    return (owed.duty,)


def _end_of_term(world: Any, *_: Any) -> dt.date:
    end: dt.date = world.convention.term.end
    return end


right_amount, right_required = duty.amount_on, threshold._required
right_not_evaluable, right_broken, right_continued = threshold._not_evaluable, paired._broken, duty.continued

WRONG = (
    Wrong("the last day is in the unit's life", "successors", duty, "last_day", _end_of_term),
    Wrong(
        "a unit has begun",
        "successors",
        judgement,
        "has_begun",
        lambda world, unit, window: window.start <= world.as_of,
    ),
    Wrong("a successor has a tally", "successors", duty, "continued", _taken_over_at_once),
    Wrong("a value is in force", "different values", duty, "amount_on", _first_value),
    Wrong("it lapses", "conditions that end", threshold, "lapsed", lambda owed: False),
    Wrong("suspended with its members", "compositions", duty.Owed, "parts", property(_own_part)),
    Wrong("a composition has a state", "compositions", composition, "not_owed", lambda owed: None),
    Wrong(
        "whatever days are active",
        "breaches while much is missing",
        paired,
        "missing_until",
        _of_active_months,
    ),
    Wrong("every breach is named", "breaches while much is missing", paired, "_broken", _first_breach_alone),
    Wrong(
        "dated in the term",
        "submissions",
        observed,
        "month_last",
        lambda owed, units, day: last_of_month(day),
    ),
    Wrong(
        "answers after the end", "answers at units that close", world.World, "may_answer", world.World.exists
    ),
    Wrong(
        "answers and nothing else", "answers at units that close", world.World, "owned", world.World.answers
    ),
    Wrong("only values named", "different values", observed, "_distinct", _plainly_distinct),
    Wrong("since joining", "shares", observed, "since_joining", lambda owed, target: None),
    Wrong("tolerance on distinct", "different values", threshold, "_required", _no_tolerance_on_distinct),
    Wrong("reached without population", "shares", threshold, "reached_unlisted", lambda owed, target: False),
    Wrong("a missing submission first", "shares", threshold, "_not_evaluable", _population_named_first),
    Wrong("local ids", "submissions sent again", facts, "id_in_full", lambda row, known: row.event_id),
    Wrong("natural order", "submissions sent again", facts, "natural", lambda text: text),
    Wrong("a declared figure", "declared figures", threshold, "stands_in", lambda *asked: False),
)
