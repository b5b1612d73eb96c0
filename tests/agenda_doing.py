# SPDX-License-Identifier: EUPL-1.2
"""Doing what an agenda says: the events that its items ask for, as somebody would report them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from impegni.engine.definitions.registry import Registry
from impegni.schema.agenda import AgendaItem
from impegni.schema.condition import Test, Where
from impegni.schema.facts import Event, Facts, Submission
from impegni.schema.rule import Duty, Order, Response
from impegni.schema.vocabulary import Vocabulary

FRESH = count(1)
"""Numbers that tell everything done from everything else."""

DAY = dt.timedelta(days=1)


def done(
    item: AgendaItem, duty: Duty, to_do: int, facts: Facts, registry: Registry, words: Vocabulary
) -> list[Event]:
    """The events that do one thing to do; none where no event can, as when a sum is asked of nobody."""
    assert duty.where is not None
    share, measure = duty.measure.share, duty.measure
    summed = measure.sum or (share.reached.sum if share and not isinstance(share.reached, str) else None)
    column = measure.distinct or (share.reached if share and isinstance(share.reached, str) else None)
    if summed is not None:
        return list(_sums(item, duty.where, summed, to_do))
    if measure.units is not None:
        units = _units_below(item, measure.units, registry)
        return [_event(item, duty.where, unit=(unit,)) for unit in units]
    if column is None:
        return [_event(item, duty.where) for _ in range(to_do)]
    values = _values(column, duty.where, facts, words, members=share is not None)
    if share is None and column in ("firm", "person", "case"):
        values = [*(f"new-{next(FRESH)}" for _ in range(to_do)), *values]
    return [_event(item, duty.where, **{column: value}) for value in values]


def helped(item: AgendaItem, written: Order | Response, to_do: int, registry: Registry) -> list[Event]:
    """The events that come before, or answer, what waits until the last day of an item."""
    where = written.after if isinstance(written, Order) else written.then
    regions = [unit.code for unit in registry.units if unit.kind == "region"]
    unit = regions[0] if written.same == "region" else item.unit
    return [_event(item, where, unit=(unit,)) for _ in range(to_do)]


def helpable(item: AgendaItem, written: Order | Response, registry: Registry, done: Iterable[Event]) -> bool:
    """Whether helping is enough: what helps is found at the unit, and nothing done has to be helped itself.

    Which case waits is not said in an agenda, and one to one an event that waits elsewhere may be quicker.
    """
    unit = registry.get(item.unit)
    lives = unit is not None and unit.valid_from <= item.last_day <= unit.valid_to
    asked = written.each.tests()["event"]
    alone = not written.one_to_one or written.same == "unit"
    return lives and alone and written.same != "case" and not any(meets(asked, each.event) for each in done)


def sent(item: AgendaItem, due_days: int) -> Submission:
    """The submission an item about submissions asks for, on its last day."""
    month = item.last_day - due_days * DAY
    received = item.last_day
    return Submission(id=f"done-{next(FRESH)}", month=f"{month:%Y-%m}", units=(item.unit,), received=received)


def doable(duty: Duty, to_do: int, required: int, events: Sequence[Event], registry: Registry) -> bool:
    """Whether the condition leaves room for as much as is asked: what counts is free, or there are values enough."""
    assert duty.where is not None
    share, measure = duty.measure.share, duty.measure
    if measure.units is not None:
        return len([event for event in events if not registry.predecessors(event.unit[0])]) >= required
    if measure.distinct in ("phase", "topic", "target"):
        return len({getattr(event, measure.distinct) for event in events} - {None}) >= required
    column = measure.distinct or (share.reached if share and isinstance(share.reached, str) else None)
    if column is None:
        return len(events) > 0
    return len(events) >= to_do and meets(duty.where.tests().get(column), "new-0")


def _event(item: AgendaItem, where: Where, **given: Any) -> Event:
    """An event on the last day that meets the condition as far as what is given does not decide it."""
    row: dict[str, Any] = {
        "event_id": f"done-{next(FRESH)}",
        "date": item.last_day,
        "unit": (item.unit,),
        **{column: _example(column, test) for column, test in where.tests().items()},
    }
    fitting = {name: value for name, value in given.items() if _fits(name, value, where)}
    several = {name: (value,) for name, value in fitting.items() if name in ("topic", "target")}
    return Event.model_validate({**row, **fitting, **several})


def _fits(name: str, value: Any, where: Where) -> bool:
    return name == "unit" or meets(where.tests().get(name), value)


def meets(test: Test | None, value: Any) -> bool:
    """Whether a value satisfies a test."""
    if test is None:
        return True
    if test.present is not None:
        return test.present == (value is not None)
    if value is None:
        return False
    if test.min is not None:
        return bool(value >= test.min)
    if test.max is not None:
        return bool(value <= test.max)
    return value in test.values if test.values is not None else value not in (test.not_ or ())


def _example(column: str, test: Test) -> Any:
    """A value that meets a test, as large as it can be where it is a number."""
    if column in ("participants", "invited"):
        numbers = [*(test.values or ()), test.min, test.max, 1_000, 1_001, 1_002]
        return max((each for each in numbers if isinstance(each, int) and meets(test, each)), default=None)
    if test.present is False:
        return None
    value = test.values[0] if test.values else f"other-{next(FRESH)}"
    return (value,) if column in ("topic", "target") else value


def _sums(item: AgendaItem, where: Where, column: str, to_do: int) -> Iterator[Event]:
    """Events with as many participants each as the condition allows, until there are enough."""
    test = where.tests().get(column)
    most = to_do if meets(test, to_do) else _example(column, test or Test(min=to_do))
    while to_do > 0 and most:
        yield _event(item, where, **{column: most})
        to_do -= most


def _units_below(item: AgendaItem, kinds: Sequence[str], registry: Registry) -> Iterable[str]:
    return [
        unit.code
        for unit in registry.units
        if unit.kind in kinds
        and unit.valid_from <= item.last_day <= unit.valid_to
        and item.unit in registry.closure(unit.code, item.last_day)
    ]


def _values(column: str, where: Where, facts: Facts, words: Vocabulary, members: bool) -> list[str]:
    """Every value that can count: what the condition names, the codes there are, the members."""
    known: Mapping[str, Iterable[str]] = {
        "phase": words.phases, "topic": words.topics, "target": words.targets,
    }  # fmt: skip
    test = where.tests().get(column)
    named = [str(value) for value in test.values] if test is not None and test.values else []
    people = [each.person for each in facts.populations if each.person] if members else []
    fresh = [f"new-{next(FRESH)}" for _ in range(20)] if members else []
    found = dict.fromkeys([*named, *known.get(column, ()), *people, *fresh])
    return [value for value in found if meets(test, value)]
