# SPDX-License-Identifier: EUPL-1.2
"""Lists under a duty: what was violated, what is at risk and until when, what could not be evaluated and why."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from ..language.catalogue import mark_plural
from ..words.declared import declared_words
from ..words.states import UNLISTED, reason_said
from ..words.windows import window_words
from .layout import tied, wrapped
from .page import Page, lacking, said
from .rollups import DutyStanding
from .rows import missing_words, plain_rows

Say = Callable[[Page, Sequence[dict[str, Any]]], str]

UNITS = 200
"""Units put into words; beyond them only counted."""

LINES = 12
"""Lines of one list; what is left out is counted."""


_MISFITS = {
    "exceeds_population": mark_plural(
        "In {count} window more were reached than the population has",
        "In {count} windows more were reached than the population has",
    ),
    UNLISTED: mark_plural(
        "In {count} window people were reached at a unit that has sent no population",
        "In {count} windows people were reached at a unit that has sent no population",
    ),
}


def listed_rows(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """Violations, then what is at risk, then what cannot be evaluated; units that share one sentence share a line."""
    rows = duty.rows
    if duty.kinds["violation"]:
        yield from _list(page, rows[rows["kind"] == "violation"], page.marks.violation, _violated, indent)
    if duty.at_risk:
        yield from _list(page, rows[rows["at_risk"].astype(bool)], page.marks.at_risk, _risky, indent)
    if duty.kinds["not_evaluable"]:
        yield from _list(
            page, rows[rows["kind"] == "not_evaluable"], page.marks.not_evaluable, _unknown, indent
        )


def _list(page: Page, rows: pd.DataFrame, mark: str, say: Say, indent: str) -> Iterator[str]:
    units = sorted(rows["unit"].unique())
    sentences: dict[str, list[str]] = {}
    found = plain_rows(rows[rows["unit"].isin(units[:UNITS])])
    for unit, mine in groupby(found, key=lambda row: str(row["unit"])):
        sentence = "; ".join(say(page, run) for run in _runs(list(mine)))
        sentences.setdefault(sentence, []).append(unit)
    shown = list(sentences.items())[:LINES]
    for sentence, named in shown:
        names = page.some([tied(page.unit(unit)) for unit in named])
        yield from wrapped(f"{names}: {sentence}", f"{indent}{mark} ", indent + "  ")
    rest = len(units) - sum(len(named) for _, named in shown)
    if rest:
        yield f"{indent}{mark} " + page.words.plural("and {count} more unit", "and {count} more units", rest)


def _runs(rows: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Windows that follow each other and say the same."""
    run: list[dict[str, Any]] = []
    for row in rows:
        if run and (_same(run[-1]) != _same(row) or row["start"] != run[-1]["end"] + dt.timedelta(days=1)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _same(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["observed"], row["required"], row["reason"], row["flags"], bool(row["incomplete"])


def span(page: Page, run: Sequence[dict[str, Any]]) -> str:
    """The windows of a run: `lug 2018 – set 2018`."""
    first, last = (window_words(row["window"], row["start"], page.words) for row in (run[0], run[-1]))
    return first if len(run) == 1 else f"{first} – {last}"


def _violated(page: Page, run: Sequence[dict[str, Any]]) -> str:
    row, notes = run[0], []
    if len(run) > 1:
        notes.append(page.words.text("each time"))
    notes.append(lacking(row, page.words))
    if "late" in row["flags"]:
        notes.append(page.words.text("received too late"))
    if row["incomplete"]:
        notes.append(page.words.text("unreported, counted as not done"))
    noted = ", ".join(note for note in notes if note)
    return f"{span(page, run)}, {said(row, page.words)}" + (f" ({noted})" if noted else "")


def _risky(page: Page, run: Sequence[dict[str, Any]]) -> str:
    row = run[0]
    if row["shortfall"] is None:
        return f"{span(page, run)}, {said(row, page.words)}"
    return f"{span(page, run)}, {said(row, page.words)}: {page.to_do(row)}"


def _unknown(page: Page, run: Sequence[dict[str, Any]]) -> str:
    return f"{span(page, run)}, {_unknown_why(page, run)}"


def _unknown_why(page: Page, run: Sequence[dict[str, Any]]) -> str:
    """Which submissions are missing, unless they are the unit's own; or another reason."""
    row, words = run[0], page.words
    if row["reason"] != "missing_submissions":
        return reason_said(row["reason"], row["flags"], words)
    awaited = sorted({entry for one in run for entry in one["incomplete"]})
    if {entry.rpartition(" ")[0] for entry in awaited} <= {row["unit"]}:
        return words.plural("its submission is missing", "its submissions are missing", len(awaited))
    return missing_words(page, awaited)


def aside_words(page: Page, duty: DutyStanding, kind: str) -> str:
    """How many windows are of a kind that asks for nothing, and why."""
    rows = duty.rows[duty.rows["kind"] == kind]
    named = rows["reason_object"].where(rows["reason"].astype(object) == "suspended")
    whys = [
        reason_said(code, flags, page.words)
        for code, flags in zip(rows["reason"], rows["flags"], strict=True)
    ]
    reasons = Counter(name or why for name, why in zip(named.where(named.notna(), None), whys, strict=True))
    said = [
        why + (f" {page.words.number(count)}" if len(reasons) > 1 else "")
        for why, count in reasons.most_common()
    ]
    return f"{page.counted(kind, len(rows))} ({', '.join(said)})"


def excess_lines(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """Notes on populations that what was done does not fit."""
    for flag, message in _MISFITS.items():
        over = sum(flag in flags for flags in duty.rows["flags"])
        if over:
            yield indent + page.words.marked_plural(message, over)


def declared_lines(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """The figures declared for each window, where they decide or contradict what was counted."""
    alone = len(duty.units) == 1
    told = duty.rows["declared"].map(bool)
    for row in plain_rows(duty.rows[told]) if told.any() else ():
        said = list(declared_words(row["declared"], row["counted"], row["observed"], page.words))
        if said:
            window = window_words(row["window"], row["start"], page.words)
            place = window if alone else f"{page.unit(row['unit'])}, {window}"
            yield from wrapped(f"{place}: {'; '.join(said)}", indent, indent + "  ")
