# SPDX-License-Identifier: EUPL-1.2
"""Events of cases at units that do not exist on their day: a case that counts on them would prove nothing."""

import datetime as dt
from collections.abc import Iterator

from ...schema.case import Case
from ...schema.condition import Where
from ...schema.convention import Agreement
from ...schema.rule import Rule
from ...schema.unit import ALWAYS_FROM, ALWAYS_TO
from ..definitions.registry import Registry
from ..definitions.rule_codes import Problem, duties
from ..language.reader import words
from .facts import places_of


def life_problems(
    case: Case, registry: Registry, rule: Rule | None, agreement: Agreement
) -> Iterator[Problem]:
    """Each event of a unit that is not there on its day, unless it may answer another."""
    answers = _answers(rule)
    for position, event in enumerate(case.events):
        late_days = agreement.final_days if event.event in answers else 0
        column = "unit" if event.unit else "repeat"
        for day, units in places_of(event, ""):
            for code in units:
                if message := _absent(registry, code, day, late_days):
                    yield ("events", position, column), message
                    break


def _answers(rule: Rule | None) -> set[str]:
    """The types of event that may answer another of the rule."""
    responses = (
        [] if rule is None else [duty.response for _, duty in duties(rule) if duty.response is not None]
    )
    return {code for response in responses for code in _types(response.then)}


def _types(where: Where) -> tuple[str, ...]:
    return tuple(map(str, where.event.values or ()))


def _absent(registry: Registry, code: str, day: dt.date, late_days: int) -> str | None:
    unit = registry.get(code)
    if unit is None or registry.resolve(code, day) is not None or registry.ended(code, day, late_days):
        return None
    days = [words.text("from {day}", day=unit.valid_from)] if unit.valid_from > ALWAYS_FROM else []
    days += [words.text("to {day}", day=unit.valid_to)] if unit.valid_to < ALWAYS_TO else []
    return words.text(
        "got '{code}' on {day}, when it does not exist; write a day of its life, {days}",
        code=code,
        day=day,
        days=" ".join(days),
    )
