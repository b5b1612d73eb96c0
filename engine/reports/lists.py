# SPDX-License-Identifier: EUPL-1.2
"""Lists under a duty: what was violated, what is at risk and until when, what could not be evaluated and why."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from ..language.catalogue import mark_plural
from ..verdicts.verdict_rows import VerdictRow
from ..words.declared import declared_words
from ..words.states import UNLISTED, reason_said
from ..words.windows import window_words
from .layout import tied, wrapped
from .page import Page, lacking, said
from .rollups import DutyStanding
from .rows import by_unit, missing_words

Say = Callable[[Page, Sequence[VerdictRow]], str]

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
    for kind, say in (("violation", _violated), ("at_risk", _risky), ("not_evaluable", _unknown)):
        mine = [row for row in duty.rows if (row.at_risk if kind == "at_risk" else row.kind == kind)]
        yield from _list(page, mine, page.marks.of(kind), say, indent)


def _list(page: Page, rows: Sequence[VerdictRow], mark: str, say: Say, indent: str) -> Iterator[str]:
    units = sorted({row.unit for row in rows})
    listed = set(units[:UNITS])
    sentences: dict[str, list[str]] = {}
    found = by_unit(row for row in rows if row.unit in listed)
    for unit, mine in groupby(found, key=lambda row: str(row.unit)):
        sentence = "; ".join(say(page, run) for run in _runs(list(mine)))
        sentences.setdefault(sentence, []).append(unit)
    shown = list(sentences.items())[:LINES]
    for sentence, named in shown:
        names = page.some([tied(page.unit(unit)) for unit in named])
        yield from wrapped(f"{names}: {sentence}", f"{indent}{mark} ", indent + "  ")
    rest = len(units) - sum(len(named) for _, named in shown)
    if rest:
        yield f"{indent}{mark} " + page.words.plural("and {count} more unit", "and {count} more units", rest)


def _runs(rows: Sequence[VerdictRow]) -> Iterator[list[VerdictRow]]:
    """Windows that follow each other and say the same."""
    run: list[VerdictRow] = []
    for row in rows:
        if run and (_same(run[-1]) != _same(row) or row.start != run[-1].end + dt.timedelta(days=1)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _same(row: VerdictRow) -> tuple[Any, ...]:
    return row.observed, row.required, row.reason, row.flags, bool(row.incomplete)


def span(page: Page, run: Sequence[VerdictRow]) -> str:
    """The windows of a run: `lug 2018 – set 2018`."""
    first, last = (window_words(row.window, row.start, page.words) for row in (run[0], run[-1]))
    return first if len(run) == 1 else f"{first} – {last}"


def _violated(page: Page, run: Sequence[VerdictRow]) -> str:
    row, notes = run[0], []
    if len(run) > 1:
        notes.append(page.words.text("each time"))
    notes.append(lacking(row, page.words))
    notes += page.out_of_order(run)
    if "late" in row.flags:
        notes.append(page.words.text("received too late"))
    if row.incomplete:
        notes.append(page.words.text("unreported, counted as not done"))
    noted = ", ".join(note for note in notes if note)
    return f"{span(page, run)}, {said(row, page.words)}" + (f" ({noted})" if noted else "")


def _risky(page: Page, run: Sequence[VerdictRow]) -> str:
    row = run[0]
    if row.shortfall is None:
        return f"{span(page, run)}, {said(row, page.words)}"
    return f"{span(page, run)}, {said(row, page.words)}: {page.to_do(row)}"


def _unknown(page: Page, run: Sequence[VerdictRow]) -> str:
    return f"{span(page, run)}, {_unknown_why(page, run)}"


def _unknown_why(page: Page, run: Sequence[VerdictRow]) -> str:
    """Which submissions are missing, unless they are the unit's own; or another reason."""
    row, words = run[0], page.words
    if row.reason != "missing_submissions":
        return reason_said(row.reason or "", row.flags, words)
    awaited = sorted({entry for one in run for entry in one.incomplete})
    if {entry.rpartition(" ")[0] for entry in awaited} <= {row.unit}:
        return words.plural("its submission is missing", "its submissions are missing", len(awaited))
    return missing_words(page, awaited)


def aside_words(page: Page, duty: DutyStanding, kind: str) -> str:
    """How many windows are of a kind that asks for nothing, and why."""
    rows = [row for row in duty.rows if row.kind == kind]
    reasons = Counter(_aside_why(page, row) for row in rows)
    said = [
        why + (f" {page.words.number(count)}" if len(reasons) > 1 else "")
        for why, count in reasons.most_common()
    ]
    return f"{page.counted(kind, len(rows))} ({', '.join(said)})"


def _aside_why(page: Page, row: VerdictRow) -> str:
    """The act that suspends a duty by its name; any other reason in words."""
    named = row.reason_object if row.reason == "suspended" else None
    return named or reason_said(row.reason or "", row.flags, page.words)


def excess_lines(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """Notes on populations that what was done does not fit."""
    for flag, message in _MISFITS.items():
        over = sum(flag in row.flags for row in duty.rows)
        if over:
            yield indent + page.words.marked_plural(message, over)


def declared_lines(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """The figures declared for each window, where they decide or contradict what was counted."""
    alone = len(duty.units) == 1
    for row in by_unit(row for row in duty.rows if row.declared):
        said = list(declared_words(row.declared, row.counted, row.observed, page.words))
        if said:
            window = window_words(row.window, row.start, page.words)
            place = window if alone else f"{page.unit(row.unit)}, {window}"
            yield from wrapped(f"{place}: {'; '.join(said)}", indent, indent + "  ")
