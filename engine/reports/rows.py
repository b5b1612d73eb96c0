# SPDX-License-Identifier: EUPL-1.2
"""Rows of the table of verdicts as every report words them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from operator import attrgetter

from ...schema.finding import Finding
from ..verdicts.verdict_rows import VerdictRow
from ..words.declared import declared_words
from ..words.states import FLAGS, STATES, reason_said, state_code
from ..words.windows import month_ranges
from .page import Page, lacking, said

OPEN = ("violation", "not_evaluable")
"""The kinds that breach a duty, unless it is a goal or a component."""


def by_unit(rows: Iterable[VerdictRow]) -> list[VerdictRow]:
    """The rows of each unit together, windows in order."""
    return sorted(rows, key=attrgetter("unit", "start"))


def breaches(row: VerdictRow) -> bool:
    """Whether a verdict makes a run exit with 1."""
    owed = row.role == "rule" and row.modality != "goal"
    return row.kind in OPEN and owed and row.reason != "missing_conventions"


def figures(page: Page, row: VerdictRow) -> str:
    """State and figures in one sentence: `violato, 0 di 1, ne manca 1`."""
    parts = [page.words.marked(STATES[state_code(row.kind, row.modality)])]
    if row.required:
        parts.append(said(row, page.words))
    if row.kind == "violation":
        parts.append(lacking(row, page.words))
    return ", ".join(part for part in parts if part)


def reason_words(page: Page, told: VerdictRow | Finding) -> str:
    """Why a verdict is what it is, and what is remarkable about it; empty where there is nothing to say."""
    parts = [page.words.marked(FLAGS[flag]) for flag in told.flags]
    why = told.reason if isinstance(told, Finding) else told.why
    if why is not None and why.code == "missing_submissions" and told.incomplete:
        parts.insert(0, missing_words(page, told.incomplete))
    elif why is not None:
        named = page.unit(why.object) if why.code == "continued_in" and why.object else why.object
        parts.insert(0, reason_said(why.code, told.flags, page.words) + (f": {named}" if named else ""))
    elif told.incomplete:
        parts.append(page.words.text("unreported, counted as not done"))
    parts += declared_words(told.declared, told.counted, told.observed, page.words)
    return "; ".join(dict.fromkeys(parts))


def missing_words(page: Page, awaited: Sequence[str]) -> str:
    """Which submissions are missing, by unit and month.

    Args:
        awaited: `UNIT YYYY-MM` each.
    """
    words, months = page.words, dict[str, list[str]]()
    for entry in awaited:
        unit, _, month = entry.rpartition(" ")
        months.setdefault(unit, []).append(month)
    if len(awaited) == 1:
        ((unit, (month,)),) = months.items()
        start = dt.date.fromisoformat(f"{month}-01")
        return words.text(
            "the submission of {month} is missing: {unit}",
            month=words.month_in_full(start),
            unit=page.unit(unit),
        )
    named = [f"{page.unit(unit)} {month_ranges(sorted(mine), words)}" for unit, mine in months.items()]
    return words.text(
        "{count} submissions are missing: {named}",
        count=words.number(len(awaited)),
        named=page.some(named, "; "),
    )
