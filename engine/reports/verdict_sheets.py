# SPDX-License-Identifier: EUPL-1.2
"""What a workbook of verdicts and a page of them show: a summary, then a table an objective with one row a verdict."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...schema.base import Language
from ...schema.rollup import Standing
from ...schema.rule import Objective
from ..language.words import Words
from ..verdicts.verdict_rows import VerdictRow, rows_of
from ..words.figures import gap, tenths
from ..words.owners import owed_by
from ..words.states import STATES, state_code
from ..words.windows import window_words
from .layout import cut
from .notes import about_lines
from .page import Page
from .rollup_groups import rollups, standing
from .rollups import STATES as IN_ORDER
from .rollups import duties_of
from .rows import reason_words
from .xlsx_file import TableColumn, TableSheet, Value, Warned

SHEET_NAME = 31

FILLS = {
    "violation": "F4B6B6",
    "not_evaluable": "FFE08A",
    "missed_goal": "F8D7B0",
    "attainment": "C6E7C8",
    "pending": "DDE7F3",
}


def sheets_of(pages: Sequence[Page], between: Iterable[TableSheet] = ()) -> Iterator[TableSheet]:
    """The tables, in their order.

    Args:
        between: Those that come after the summary.
    """
    named = {objective.objective: objective for objective in pages[0].verdicts.rulebook.objectives}
    yield _summary(pages, named)
    yield from between
    yield from (_objective(pages, objective) for objective in judged_objectives(pages))


def judged_objectives(pages: Sequence[Page]) -> list[Objective]:
    """The objectives that have any verdict."""
    named = {objective.objective: objective for objective in pages[0].verdicts.rulebook.objectives}
    return [one for name, one in named.items() if any(len(rows_on(page, name)) for page in pages)]


def rows_on(page: Page, objective: str) -> Any:
    """The part of the table of verdicts that is about an objective."""
    frame = page.verdicts.frame
    return frame if frame.empty else frame[frame["objective"] == objective]


def _objective(pages: Sequence[Page], objective: Objective) -> TableSheet:
    words = pages[0].words
    columns = [
        TableColumn(words.text("Convention"), 14),
        TableColumn(words.text("Rule"), 32),
        TableColumn(words.text("Part of a rule"), 8),
        TableColumn(words.text("Duty"), 50),
        TableColumn(words.text("Clauses"), 16),
        TableColumn(words.text("Owed by"), 26),
        TableColumn(words.text("Unit code"), 14),
        TableColumn(words.text("Unit"), 26),
        TableColumn(words.text("Window"), 14),
        TableColumn(words.text("From"), 11, "date"),
        TableColumn(words.text("To"), 11, "date"),
        TableColumn(words.text("Required"), 11, "number"),
        TableColumn(words.text("Done"), 11, "number"),
        TableColumn(words.text("Progress"), 10, "percent"),
        TableColumn(words.text("Gap"), 10, "number"),
        TableColumn(words.text("State"), 16),
        TableColumn(words.text("To be reported by"), 11, "date"),
        TableColumn(words.text("At risk"), 8),
        TableColumn(words.text("Reason"), 50),
    ]
    fills = {words.marked(STATES[state]): colour for state, colour in FILLS.items()}
    rows = (row for page in pages for row in _verdicts(page, objective.objective))
    name = _sheet_name(objective, words.language)
    return TableSheet(name, columns, rows, coloured=words.text("State"), fills=fills)


def _verdicts(page: Page, objective: str) -> Iterator[list[Value]]:
    words, yes = page.words, page.words.text("yes")
    for row in rows_of(rows_on(page, objective)):
        duty = page.verdicts.duties[row.rule]
        yield [
            page.verdicts.convention.convention,
            row.rule,
            yes if row.role == "component" else None,
            duty.title.in_language(words.language),
            ", ".join(duty.clauses),
            page.owners(duty),
            row.unit,
            page.unit(row.unit),
            window_words(row.window, row.start, words),
            row.start,
            row.end,
            row.required,
            row.observed,
            _progress(row),
            gap(row.kind, row.required, row.observed),
            words.marked(STATES[state_code(row.kind, row.modality)]),
            row.due,
            yes if row.at_risk else None,
            reason_words(page, row),
        ]


def _progress(row: VerdictRow) -> float | None:
    """Done of required, cut to a tenth of a percent."""
    found = tenths(row.kind, row.required, row.observed, row.headroom)
    return None if found is None else found / 1000


def _sheet_name(objective: Objective, language: Language) -> str:
    """The number of the objective, or its title as far as a sheet can bear it."""
    if objective.line:
        return objective.objective
    return cut(re.sub(r"[\[\]:*?/\\']", " ", objective.title.in_language(language)), SHEET_NAME)


def _summary(pages: Sequence[Page], objectives: dict[str, Objective]) -> TableSheet:
    words = pages[0].words
    columns = [
        TableColumn(words.text("Convention"), 14),
        TableColumn(words.text("Objective"), 12),
        TableColumn(words.text("Title"), 60),
        TableColumn(words.text("Duties"), 14),
        *(TableColumn(words.marked(STATES[state]), 13, "number") for state in (*IN_ORDER, "missed_goal")),
        TableColumn(words.text("at risk"), 10, "number"),
        TableColumn(words.text("Duties due"), 11, "number"),
        TableColumn(words.text("Duties kept"), 11, "number"),
        TableColumn(words.text("Single deadlines due"), 11, "number"),
        TableColumn(words.text("Single deadlines kept"), 11, "number"),
    ]
    rows = (
        row
        for page in pages
        for found in (
            _standings(page, "objective", objectives),
            _total(page),
            _standings(page, "party", objectives),
        )
        for row in found
    )
    above = [line for page in pages for line in about_lines(page)]
    warned = [
        Warned(words.marked(STATES[state]), ">", 0, FILLS[state])
        for state in ("violation", "not_evaluable", "missed_goal")
    ]
    return TableSheet(words.text("Summary"), columns, rows, above, warned=warned)


def _standings(page: Page, by: str, objectives: dict[str, Objective]) -> Iterator[list[Value]]:
    """The roll-ups of one kind; those by party have no objective, and a duty of both stands under each."""
    words, vocabulary = page.words, page.verdicts.rulebook.vocabulary
    for rollup in rollups(page.verdicts):
        if rollup.by != by:
            continue
        named = rollup.key if by == "objective" else None
        title = (
            objectives[named].title.in_language(words.language)
            if named
            else owed_by([rollup.key], vocabulary, words)
        )
        yield from _both(words, [rollup.convention, named, title], rollup.quantified, rollup.documentary)


def _total(page: Page) -> Iterator[list[Value]]:
    """All duties, of whatever objective."""
    words, duties = page.words, duties_of(page.verdicts)
    counted = standing([one for one in duties if one.rule.form != "documentary"])
    documentary = standing([one for one in duties if one.rule.form == "documentary"])
    head: list[Value] = [page.verdicts.convention.convention, None, words.text("All duties")]
    yield from _both(words, head, counted, documentary)


def _both(
    words: Words, head: list[Value], quantified: Standing, documentary: Standing
) -> Iterator[list[Value]]:
    """A line for what is counted and one for documents, where there are any."""
    for name, found in ((words.text("counted"), quantified), (words.text("documentary"), documentary)):
        if any(dict(found.duties).values()):
            yield [*head, name, *_counts(found)]


def _counts(standing: Standing) -> list[Value]:
    found = dict(standing.duties)
    found["violation"] -= standing.goals_not_reached
    states = [found[state] for state in IN_ORDER]
    kept = [standing.duties_due, standing.duties_kept, standing.due, standing.kept]
    return [*states, standing.goals_not_reached, standing.at_risk, *kept]
