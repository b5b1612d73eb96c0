# SPDX-License-Identifier: EUPL-1.2
"""The table of verdicts: one row each, columns typed for reports and for millions of rows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from ...schema.convention import Suspension
from ..tallies.duties import TalliedDuty
from ..tallies.frames import Frame
from ..tallies.setting import RunDates
from .columns import Coded, Listed, Marked, Part, Whole
from .decided import NOT_APPLICABLE, SUSPENDED, Codes, Composed, Decided, Judged
from .decisions import KINDS, Kinds
from .explanations import at_risk, composed_reasons, flags, incomplete, reasons
from .verdict_rows import VerdictRow

INTEGERS = (
    "required",
    "observed",
    "shortfall",
    "headroom",
    "population_size",
    "active_days",
    "window_days",
    "counted",
)
LISTS = ("reason_object", "incomplete", "flags", "population_date", "declared")
COLUMNS = VerdictRow._fields


def table_of(
    judged: Sequence[Judged],
    dates: RunDates,
    warn_days: int,
    suspensions: Sequence[Suspension],
    without_unit: Iterable[VerdictRow],
    order: Sequence[str],
) -> pd.DataFrame:
    """All verdicts as one table, in the order of the rulebook, then unit code, then window.

    Args:
        without_unit: The rows of the rules that have nobody to judge.
        order: The ids of all rules, in the order of the rulebook.

    Returns:
        One row a verdict. Strings and dates are categories; numbers are Int64 with NA where there is
        none; incomplete and flags are tuples.
    """
    place = {rule: number for number, rule in enumerate(order)}
    placed = [(place[_rule_of(one)], _parts(one, dates, warn_days, suspensions)) for one in judged]
    placed += [(place[row.rule], _single(row)) for row in without_unit]
    found = [parts for _, parts in sorted(placed, key=itemgetter(0)) if len(parts["at_risk"].values)]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.DataFrame({name: _joined([parts[name] for parts in found]) for name in COLUMNS})


def _joined(parts: Sequence[Any]) -> Any:
    return type(parts[0]).joined(parts)


def _rule_of(one: Judged) -> str:
    duty = one.duty if isinstance(one, Composed) else one.tallies.duty
    return duty.rule.id if duty.composed is None else duty.composed.id


def _parts(
    one: Judged, dates: RunDates, warn_days: int, suspensions: Sequence[Suspension]
) -> Mapping[str, Part]:
    if isinstance(one, Composed):
        return _composed(one, suspensions)
    tallies, required = one.tallies, one.picked(one.tallies.required)
    whys = reasons(one, suspensions)
    return {
        **_placed(tallies.duty, tallies.frame, one.rows, one.columns),
        **_counted(one.kinds, required, one.picked(tallies.observed), tallies.rule.comparator == "at_least"),
        "kind": Coded(KINDS, one.kinds.astype(np.int64)),
        "threshold": _thresholds(one),
        "due": _days(one.picked(tallies.due)),
        "at_risk": Marked(at_risk(one, dates, warn_days)),
        "reason": Coded.of(None if why is None else why[0] for why in whys),
        "reason_object": Listed([None if why is None else why[1] for why in whys]),
        "incomplete": Listed(incomplete(one)),
        "flags": Listed(flags(one)),
        "population_size": _sizes(one),
        "population_date": _population_dates(one),
        **_declared(one),
    }


def _composed(one: Composed, suspensions: Sequence[Suspension]) -> Mapping[str, Part]:
    first, count = one.members[0], len(one.kinds)
    whys = composed_reasons(one, [reasons(member, suspensions) for member in one.members], suspensions)
    lacking = zip(*(incomplete(member) for member in one.members), strict=True)
    return {
        **_placed(one.duty, one.frame, first.rows, first.columns),
        **_counted(one.kinds, one.needed, one.attained, True),
        "kind": Coded(KINDS, one.kinds.astype(np.int64)),
        "threshold": Coded.of(one.needed.tolist()),
        "due": _days(np.max([member.picked(member.tallies.due) for member in one.members], axis=0)),
        "at_risk": Marked(np.zeros(count, bool)),
        "reason": Coded.of(None if why is None else why[0] for why in whys),
        "reason_object": Listed([None if why is None else why[1] for why in whys]),
        "incomplete": Listed([tuple(sorted(set().union(*parts), key=_by_month)) for parts in lacking]),
        "flags": Listed([()] * count),
        "population_size": Whole.unknown(count),
        "population_date": Listed([None] * count),
        "declared": Listed([()] * count),
        "counted": Whole.unknown(count),
    }


def _single(row: VerdictRow) -> Mapping[str, Part]:
    """The columns of one row given by itself."""
    return {name: _single_part(name, value) for name, value in zip(COLUMNS, row, strict=True)}


def _single_part(name: str, value: Any) -> Part:
    if name in LISTS:
        return Listed([value])
    if name in INTEGERS:
        return Whole(np.array([value or 0], np.int64), np.array([value is not None]))
    return Marked(np.array([value])) if name == "at_risk" else Coded.same(value, 1)


def _by_month(lacking: str) -> tuple[str, str]:
    return lacking.rpartition(" ")[2], lacking


def _placed(duty: TalliedDuty, frame: Frame, rows: Codes, columns: Codes) -> Mapping[str, Part]:
    """The columns that say which rule, unit and window a verdict is about."""
    count, rule, windows = len(rows), duty.rule, frame.windows
    return {
        "rule": Coded.same(rule.id, count),
        "objective": Coded.same(duty.objective.objective, count),
        "form": Coded.same(rule.form, count),
        "modality": Coded.same(rule.modality, count),
        "role": Coded.same("rule" if duty.composed is None else "component", count),
        "unit": Coded([unit.code for unit in frame.units], rows),
        "unit_kind": Coded([unit.kind for unit in frame.units], rows),
        "window": Coded([window.label for window in windows], columns),
        "start": Coded([window.start for window in windows], columns),
        "end": Coded([window.end for window in windows], columns),
        "active_days": Whole.all_known(frame.activity.active[rows, columns]),
        "window_days": Whole.all_known(frame.window_days[columns]),
    }


def _counted(kinds: Kinds, required: Codes, observed: Codes, at_least: bool) -> Mapping[str, Part]:
    known = required >= 0
    owed = known & ~np.isin(kinds, (NOT_APPLICABLE, SUSPENDED))
    return {
        "required": Whole(required, known),
        "observed": Whole.all_known(observed),
        "shortfall": Whole(np.maximum(required - observed, 0), owed & at_least),
        "headroom": Whole(required - observed, owed & (not at_least)),
    }


def _days(ordinals: Codes) -> Coded:
    distinct, codes = np.unique(ordinals, return_inverse=True)
    return Coded([dt.date.fromordinal(day) for day in distinct.tolist()], codes)


def _thresholds(one: Decided) -> Coded:
    if one.tallies.thresholds is None:
        return Coded.same(None, len(one.rows))
    distinct, codes = np.unique(one.picked(one.tallies.thresholds), return_inverse=True)
    return Coded([f"{value}%" if one.tallies.percent else value for value in distinct.tolist()], codes)


def _sizes(one: Decided) -> Whole:
    if one.tallies.reached is None:
        return Whole.unknown(len(one.rows))
    sizes = one.picked(one.tallies.reached.sizes)
    return Whole(sizes, sizes >= 0)


def _population_dates(one: Decided) -> Listed:
    if one.tallies.reached is None:
        return Listed([None] * len(one.rows))
    days = one.picked(one.tallies.reached.dates).tolist()
    return Listed([dt.date.fromordinal(day) if day else None for day in days])


def _declared(one: Decided) -> Mapping[str, Part]:
    """The figures declared for each tally, and what was counted where one of them is observed instead."""
    places = list(zip(one.rows.tolist(), one.columns.tolist(), strict=True))
    figures, counted = one.tallies.declared.figures, one.tallies.declared.counted
    known = np.array([place in counted for place in places], bool)
    return {
        "declared": Listed([figures.get(place, ()) for place in places]),
        "counted": Whole(np.array([counted.get(place, 0) for place in places], np.int64), known),
    }
