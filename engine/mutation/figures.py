# SPDX-License-Identifier: EUPL-1.2
"""Changes of figures: threshold, comparator, tolerance, dated values, days of grace."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from ...schema.amount import Amount, Plain, Sourced
from ...schema.rule import Duty, Rule
from .written import DROPPED, Place, WrittenChange, dropped, label, replaced, steps_of

_DAY = dt.timedelta(days=1)
_PRORATED = ("count", "sum", "distinct", "units")


def threshold_changes(duty: Duty, place: Place, parameters: Mapping[str, Amount]) -> Iterator[WrittenChange]:
    """Every change of the amount of a duty that counts, of its tolerance and its comparator."""
    here = (*place, duty.comparator)
    yield from amount_changes(duty.amount, here, parameters)
    tolerance = (*place, "tolerance")
    if duty.tolerance is not None:
        yield dropped(tolerance)
        for near in _percentages(duty.tolerance, 99):
            yield replaced(tolerance, duty.tolerance, near)
    if duty.quantified:
        other = "at_least" if duty.comparator == "at_most" else "at_most"
        edits = ((here, DROPPED), ((*place, other), _plain(duty.amount)), (tolerance, DROPPED))
        yield WrittenChange(f"{label(here)} -> {other}", edits)


def amount_changes(amount: Amount, here: Place, parameters: Mapping[str, Amount]) -> Iterator[WrittenChange]:
    """Each value one up and one down; each dated value dropped, or from the day before or after."""
    if not isinstance(amount, dict):
        yield from _value_changes(amount, here, parameters)
        return
    for day, value in amount.items():
        yield from _value_changes(value, (*here, day), parameters)
        if len(amount) > 1:
            yield dropped((*here, day))
        for near in (day + _DAY, day - _DAY):
            moved = {near if one == day else one: _plain(each) for one, each in amount.items()}
            if len(moved) == len(amount):
                yield WrittenChange(f"{label(here)} {day} -> {near}", ((here, moved),))


def _plain(amount: Amount) -> Any:
    if isinstance(amount, dict):
        return {day: _plain(value) for day, value in amount.items()}
    return amount.model_dump() if isinstance(amount, Sourced) else amount


def _value_changes(value: Plain, here: Place, parameters: Mapping[str, Amount]) -> Iterator[WrittenChange]:
    if isinstance(value, Sourced):
        yield from _value_changes(value.value, (*here, "value"), parameters)
    elif isinstance(value, int):
        for near in steps_of(value, 0):
            yield replaced(here, value, near)
    elif value.startswith("$"):
        for by in (1, -1):
            stands = parameters.get(value[1:])
            if stands is not None and shifted(stands, by) != stands:
                yield WrittenChange(f"{label(here)} {value} {by:+}", shifts={value: by})
    else:
        for percentage in _percentages(value, 100):
            yield replaced(here, value, percentage)


def _percentages(text: str, most: int) -> Iterator[str]:
    return (f"{near}%" for near in steps_of(int(text.rstrip("%")), 0, most))


def shifted(amount: Amount, by: int) -> Amount:
    """An amount moved by `by`, every value of a dated one; what has no such neighbour stays as it is."""
    if isinstance(amount, dict):
        return {day: _moved(value, by) for day, value in amount.items()}
    return _moved(amount, by)


def _moved(value: Plain, by: int) -> Plain:
    if isinstance(value, Sourced):
        inner = _moved(value.value, by)
        return value.model_copy(update={"value": inner})
    if isinstance(value, int):
        return max(value + by, 0)
    if value.startswith("$"):
        return value
    return f"{min(max(int(value.rstrip('%')) + by, 0), 100)}%"


def days_changes(rule: Rule) -> Iterator[WrittenChange]:
    """Changes of the days of grace, the rule's own or the agreement's; of warning; of partial windows."""
    if rule.grace_days is None:
        for by in (1, -1):
            yield WrittenChange(f"grace_days {by:+}", shifts={"grace_days": by})
    for name in ("grace_days", "warn_days"):
        days = getattr(rule, name)
        if days is not None:
            yield dropped((name,))
            yield from (replaced((name,), days, near) for near in steps_of(days, 0))
    if rule.partial is not None:
        yield dropped(("partial",))
    elif _prorated(rule):
        yield WrittenChange("partial full", ((("partial",), "full"),))


def _prorated(rule: Rule) -> bool:
    """Whether a part of a window asks for a part of the threshold."""
    counted = [duty for duty in rule.members or (rule,) if duty.order is None and duty.response is None]
    return rule.per != "term" and any(
        duty.comparator == "at_least" and duty.measure.name in _PRORATED for duty in counted
    )
