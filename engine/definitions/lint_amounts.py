# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of amounts: the parameters they name, their figures, the days they change."""

import datetime as dt
from collections.abc import Iterator, Mapping
from operator import itemgetter

from ...schema.amount import Amount, Sourced
from ..language.reader import words
from .amounts import resolve


def parameter_names(amount: Amount) -> set[str]:
    """The parameters an amount names, without their `$`.

    >>> parameter_names("$firms_per_year"), parameter_names(4)
    ({'firms_per_year'}, set())
    """
    return {value[1:] for value in values(amount) if isinstance(value, str) and value.startswith("$")}


def figures(amount: Amount, parameters: Mapping[str, Amount]) -> list[int]:
    """Every figure the amount ever has; all its parameters must be there."""
    days = sorted({dt.date.min, *changes(amount, parameters)})
    return [resolve(amount, parameters, day).value for day in days]


def changes(amount: Amount, parameters: Mapping[str, Amount]) -> list[dt.date]:
    """The days from which the amount differs from the day before; its first date is no change."""
    dates = set(amount) if isinstance(amount, dict) else set()
    for name in parameter_names(amount):
        parameter = parameters[name]
        dates |= set(parameter) if isinstance(parameter, dict) else set()
    eve = dt.timedelta(days=1)
    return [
        day
        for day in sorted(dates - {dt.date.min})
        if resolve(amount, parameters, day) != resolve(amount, parameters, day - eve)
    ]


def values(amount: Amount) -> list[int | str]:
    """Every value that is written, of dated ones in the order of the file."""
    written = list(amount.values()) if isinstance(amount, dict) else [amount]
    return [value.value if isinstance(value, Sourced) else value for value in written]


def without_source(amount: Amount) -> Iterator[tuple[dt.date, int | str]]:
    """Figures agreed later that do not say where: nobody could find the act."""
    dated = sorted(amount.items(), key=itemgetter(0)) if isinstance(amount, dict) else []
    for day, value in dated[1:]:
        if not isinstance(value, Sourced) and not str(value).startswith("$"):
            yield day, value


def source_asked(day: dt.date, value: int | str) -> tuple[str, str]:
    """What is wrong with such a figure, and what to write instead."""
    return (
        words.text("the value of {day} was agreed later, and does not say where", day=day),
        words.text(
            'write {day}: {{value: {value}, source: "Addendum 2019, art. 2"}}, with the act it comes from',
            day=day,
            value=value,
        ),
    )
