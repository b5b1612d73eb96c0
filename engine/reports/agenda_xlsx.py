# SPDX-License-Identifier: EUPL-1.2
"""The agenda as a workbook: what to do, one row an item, and what to ask for, one row a unit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..words.states import MODALITIES
from .agenda import AgendaPage, about_agenda, asked_words, part_words, to_do_words
from .xlsx_file import TableColumn, TableSheet, Value, write_workbook


def write_agenda_xlsx(pages: Sequence[AgendaPage], out: Path) -> None:
    """Write the agendas as one workbook that bears their first day as its date."""
    words = pages[0].words
    columns = [
        TableColumn(words.text("To be reported by"), 11, "date"),
        TableColumn(words.text("To be done by"), 11, "date"),
        TableColumn(words.text("Unit code"), 14),
        TableColumn(words.text("Unit"), 26),
        TableColumn(words.text("Objective"), 12),
        TableColumn(words.text("Rule"), 32),
        TableColumn(words.text("Duty"), 50),
        TableColumn(words.text("Clauses"), 16),
        TableColumn(words.text("Modality"), 16),
        TableColumn(words.text("Owed by"), 26),
        TableColumn(words.text("Window"), 14),
        TableColumn(words.text("Required"), 11, "number"),
        TableColumn(words.text("Done"), 11, "number"),
        TableColumn(words.text("Still to do"), 11, "number"),
        TableColumn(words.text("At risk"), 8),
        TableColumn(words.text("What to do"), 60),
        TableColumn(words.text("Convention"), 14),
    ]
    rows = (row for page in pages for row in _rows(page))
    above = [line for page in pages for line in about_agenda(page)]
    sheet = TableSheet(words.text("Agenda"), columns, rows, above)
    sheets = [sheet, *_asks(pages)] if any(page.agenda.asks for page in pages) else [sheet]
    write_workbook(sheets, pages[0].agenda.start, out)


def _asks(pages: Sequence[AgendaPage]) -> Iterator[TableSheet]:
    words = pages[0].words
    columns = [
        TableColumn(words.text("Until"), 11, "date"),
        TableColumn(words.text("Unit code"), 14),
        TableColumn(words.text("Unit"), 26),
        TableColumn(words.text("What to ask for"), 90),
        TableColumn(words.text("Convention"), 14),
    ]
    rows = (
        [ask.until, ask.unit, page.unit(ask.unit), asked_words(page, ask), page.agenda.convention]
        for page in pages
        for ask in page.agenda.asks
    )
    yield TableSheet(words.text("To be asked for"), columns, rows)


def _rows(page: AgendaPage) -> Iterator[list[Value]]:
    for item in page.agenda.items:
        parts = [part_words(page, item, part) for part in item.parts]
        yield [
            item.due,
            item.last_day,
            item.unit,
            page.unit(item.unit),
            item.objective,
            item.rule,
            page.title(item),
            ", ".join(item.clauses),
            page.words.marked(MODALITIES[item.modality]),
            page.owners(item),
            page.window(item),
            item.required,
            item.observed,
            item.to_do,
            page.words.text("yes") if item.at_risk else None,
            "; ".join([to_do_words(page, item), *parts]),
            item.convention,
        ]
