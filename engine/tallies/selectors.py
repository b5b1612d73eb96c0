# SPDX-License-Identifier: EUPL-1.2
"""Conditions of rules as SQL over the columns of events."""

from ...schema.condition import NUMERIC, Test, Where

SEVERAL_VALUES = frozenset({"topic", "target", "firm", "person"})
"""Columns that may hold several values joined by `|`: an event may concern several firms or topics."""


def quoted(value: str | int) -> str:
    """A SQL literal."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def test_sql(column: str, test: Test) -> str:
    """One test as a boolean SQL expression that is never NULL.

    A missing field satisfies only `{present: false}`; a field with several values satisfies a list if one of them
    stands in it, and `{not: ...}` if one of them does not: one row on two topics is as good as a row on each.
    """
    name = f'"{column}"'
    if test.present is not None:
        return f"({name} is {'not ' if test.present else ''}null)"
    if test.min is not None:
        return f"coalesce({name} >= {test.min}, false)"
    if test.max is not None:
        return f"coalesce({name} <= {test.max}, false)"
    literals = ", ".join(
        quoted(value if column in NUMERIC else str(value)) for value in test.not_ or test.values or ()
    )
    if test.not_ is not None:
        return f"coalesce({_one_outside(column, name, literals)}, false)"
    return f"coalesce({_one_among(column, name, literals)}, false)"


def _one_among(column: str, name: str, literals: str) -> str:
    if column in SEVERAL_VALUES:
        return f"list_has_any(string_split({name}, '|'), [{literals}])"
    return f"({name} in ({literals}))"


def _one_outside(column: str, name: str, literals: str) -> str:
    if column in SEVERAL_VALUES:
        return f"not list_has_all([{literals}], string_split({name}, '|'))"
    return f"({name} not in ({literals}))"


def where_sql(where: Where) -> str:
    """A conjunction of tests as SQL."""
    return " and ".join(test_sql(column, test) for column, test in where.tests().items())


def values_sql(column: str) -> str:
    """Each value of a column of the event `o`, in a row of its own where there may be several."""
    return f"unnest(string_split(o.\"{column}\", '|'))" if column in SEVERAL_VALUES else f'o."{column}"'


def counted_value(where: Where, column: str, value: str) -> str | None:
    """Whether one value of a column is let through, as SQL; None where the condition lets all of them through.

    Only these are counted as different values: an event may bring others beside the one it was let through for.
    """
    test = where.tests().get(column)
    if test is None or not (test.values or test.not_):
        return None
    literals = ", ".join(quoted(str(each)) for each in test.values or test.not_ or ())
    return f"{value} {'in' if test.values else 'not in'} ({literals})"


def events_named(where: Where) -> frozenset[str] | None:
    """The event types a condition can match, or None where it does not name them."""
    values = where.event.values
    return None if values is None else frozenset(str(value) for value in values)
