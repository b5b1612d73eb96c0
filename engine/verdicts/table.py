# SPDX-License-Identifier: EUPL-1.2
"""The table of verdicts: one row each, columns typed for reports and for millions of rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.convention import Suspension
from ..tallies.duties import Duty
from ..tallies.frames import Frame
from ..tallies.tally import RunDates
from .decided import NOT_APPLICABLE, SUSPENDED, Codes, Composed, Decided, Judged
from .decisions import KINDS, Kinds
from .explanations import at_risk, composed_reasons, flags, incomplete, reasons

CATEGORIES = (
    "rule", "objective", "form", "modality", "role", "unit", "unit_kind", "window", "start", "end", "kind",
    "threshold", "due", "reason",
)  # fmt: skip
INTEGERS = ("required", "observed", "shortfall", "headroom", "population_size", "active_days", "window_days")
COLUMNS = (
    "rule", "objective", "form", "modality", "role", "unit", "unit_kind", "window", "start", "end", "kind",
    "threshold", "required", "observed", "shortfall", "headroom", "active_days", "window_days", "due",
    "at_risk", "reason", "reason_object", "incomplete", "flags", "population_size", "population_date",
)  # fmt: skip


def table_of(
    judged: Sequence[Judged],
    dates: RunDates,
    warn_days: int,
    suspensions: Sequence[Suspension],
    without_unit: Iterable[dict[str, object]],
    order: Sequence[str],
) -> pd.DataFrame:
    """All verdicts as one table, in the order of the rulebook, then unit code, then window.

    Args:
        without_unit: Whole rows for the rules that have nobody to judge.
        order: The ids of all rules, in the order of the rulebook.

    Returns:
        One row a verdict. Strings and dates are categories; numbers are Int64 with NA where there is
        none; incomplete and flags are tuples.
    """
    place = {rule: number for number, rule in enumerate(order)}
    placed = [(place[_rule_of(one)], _table(one, dates, warn_days, suspensions)) for one in judged]
    placed += [(place[str(row["rule"])], pd.DataFrame([row])) for row in without_unit]
    tables = [table for _, table in sorted(placed, key=itemgetter(0)) if len(table)]
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS))
    columns = {name: pd.concat([table[name] for table in tables], ignore_index=True) for name in COLUMNS}
    for name in CATEGORIES:
        columns[name] = _as_category([table[name] for table in tables])
    for name in INTEGERS:
        columns[name] = columns[name].astype("Int64")
    return pd.DataFrame(columns)


def _rule_of(one: Judged) -> str:
    duty = one.duty if isinstance(one, Composed) else one.tallies.duty
    return duty.rule.id if duty.composed is None else duty.composed.id


def _as_category(parts: Sequence["pd.Series[Any]"]) -> "pd.Series[Any]":
    return pd.Series(pd.api.types.union_categoricals([_categorical(part) for part in parts]))


def _categorical(part: "pd.Series[Any]") -> pd.Categorical:
    if isinstance(part.dtype, pd.CategoricalDtype):
        return pd.Categorical(part)
    values = part.astype(object).where(part.notna(), None).tolist()
    return pd.Categorical(values, categories=_categories(value for value in values if value is not None))


def _categories(values: Iterable[object]) -> "pd.Index[Any]":
    """Distinct values as objects: categories of different parts can only be united if alike in type."""
    return pd.Index(list(dict.fromkeys(values)), dtype=object)


def _table(one: Judged, dates: RunDates, warn_days: int, suspensions: Sequence[Suspension]) -> pd.DataFrame:
    if isinstance(one, Composed):
        return pd.DataFrame(_composed(one, suspensions))
    tallies, required = one.tallies, one.picked(one.tallies.required)
    columns = _placed(tallies.duty, tallies.frame, one.rows, one.columns)
    columns |= _counted(
        one.kinds, required, one.picked(tallies.observed), tallies.rule.comparator == "at_least"
    )
    whys = reasons(one, suspensions)
    columns |= {
        "kind": _coded(KINDS, one.kinds.astype(np.int64)),
        "threshold": _thresholds(one),
        "due": _days(one.picked(tallies.due)),
        "at_risk": at_risk(one, dates, warn_days),
        "reason": _objects(None if why is None else why[0] for why in whys),
        "reason_object": _objects(None if why is None else why[1] for why in whys),
        "incomplete": incomplete(one),
        "flags": flags(one),
        "population_size": _sizes(one),
        "population_date": _population_dates(one),
    }
    return pd.DataFrame(columns)


def _composed(one: Composed, suspensions: Sequence[Suspension]) -> dict[str, object]:
    first, count = one.members[0], len(one.kinds)
    columns = _placed(one.duty, first.tallies.frame, first.rows, first.columns)
    columns |= _counted(one.kinds, one.needed, one.attained, True)
    whys = composed_reasons(one, [reasons(member, suspensions) for member in one.members])
    lacking = zip(*(incomplete(member) for member in one.members), strict=True)
    return columns | {
        "kind": _coded(KINDS, one.kinds.astype(np.int64)),
        "threshold": _objects(one.needed.tolist()),
        "due": _days(np.max([member.picked(member.tallies.due) for member in one.members], axis=0)),
        "at_risk": np.zeros(count, bool),
        "reason": _objects(None if why is None else why[0] for why in whys),
        "reason_object": _objects(None if why is None else why[1] for why in whys),
        "incomplete": [tuple(sorted(set().union(*parts), key=_by_month)) for parts in lacking],
        "flags": [()] * count,
        "population_size": _whole(np.zeros(count, np.int64), np.zeros(count, bool)),
        "population_date": _objects([None] * count),
    }


def _by_month(lacking: str) -> tuple[str, str]:
    return lacking.rpartition(" ")[2], lacking


def _placed(duty: Duty, frame: Frame, rows: Codes, columns: Codes) -> dict[str, object]:
    """The columns that say which rule, unit and window a verdict is about."""
    count, rule, windows = len(rows), duty.rule, frame.windows
    return {
        "rule": _same(rule.id, count),
        "objective": _same(duty.objective.objective, count),
        "form": _same(rule.form, count),
        "modality": _same(rule.modality, count),
        "role": _same("rule" if duty.composed is None else "component", count),
        "unit": _coded([unit.code for unit in frame.units], rows),
        "unit_kind": _coded([unit.kind for unit in frame.units], rows),
        "window": _coded([window.label for window in windows], columns),
        "start": _coded([window.start for window in windows], columns),
        "end": _coded([window.end for window in windows], columns),
        "active_days": frame.activity.active[rows, columns],
        "window_days": frame.window_days[columns],
    }


def _counted(kinds: Kinds, required: Codes, observed: Codes, at_least: bool) -> dict[str, object]:
    known = required >= 0
    owed = known & ~np.isin(kinds, (NOT_APPLICABLE, SUSPENDED))
    return {
        "required": _whole(required, known),
        "observed": _whole(observed, np.ones(len(observed), bool)),
        "shortfall": _whole(np.maximum(required - observed, 0), owed & at_least),
        "headroom": _whole(required - observed, owed & (not at_least)),
    }


def _same(value: str, count: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(count, np.int8), categories=_categories([value]))


def _coded(values: Sequence[object], codes: Codes) -> pd.Categorical:
    distinct = _categories(values)
    place = {value: number for number, value in enumerate(distinct)}
    numbers = np.array([place[value] for value in values], np.int32)
    return pd.Categorical.from_codes(numbers[codes], categories=distinct)


def _days(ordinals: Codes) -> pd.Categorical:
    distinct, codes = np.unique(ordinals, return_inverse=True)
    return pd.Categorical.from_codes(
        codes, categories=_categories(dt.date.fromordinal(int(day)) for day in distinct)
    )


def _objects(values: Iterable[object]) -> "pd.Series[Any]":
    return pd.Series(list(values), dtype=object)


def _whole(values: Codes, known: NDArray[np.bool_]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(np.ascontiguousarray(values, np.int64), ~known)


def _thresholds(one: Decided) -> "pd.Categorical | pd.Series[Any]":
    if one.tallies.thresholds is None:
        return _objects([None] * len(one.rows))
    distinct, codes = np.unique(one.picked(one.tallies.thresholds), return_inverse=True)
    written = [f"{value}%" if one.tallies.percent else int(value) for value in distinct]
    return pd.Categorical.from_codes(codes, categories=_categories(written))


def _sizes(one: Decided) -> pd.arrays.IntegerArray:
    if one.tallies.reached is None:
        return _whole(np.zeros(len(one.rows), np.int64), np.zeros(len(one.rows), bool))
    sizes = one.picked(one.tallies.reached.sizes)
    return _whole(sizes, sizes >= 0)


def _population_dates(one: Decided) -> "pd.Series[Any]":
    if one.tallies.reached is None:
        return _objects([None] * len(one.rows))
    return _objects(
        dt.date.fromordinal(day) if day else None for day in one.picked(one.tallies.reached.dates).tolist()
    )
