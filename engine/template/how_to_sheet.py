# SPDX-License-Identifier: EUPL-1.2
"""The sheet that explains the others: what to fill in, what each column means, an example, what not to write."""

from collections.abc import Mapping

from openpyxl import Workbook

from ...schema.vocabulary import Recorded
from ..intake.columns import EVENTS, POPULATIONS, Column, FileKind
from ..intake.event_ids import full_id
from ..intake.fact_tables import connect
from ..intake.requirements import requirements_of
from ..language.catalogue import Message, mark
from .cells import EXAMPLE_FILL, FAINT, TITLE, lay_out_for_paper
from .code_lists import CodeList, open_events, recorded_at
from .examples import example_rows
from .headings import columns_of, manifest_fields
from .how_to_lines import WIDTH, HowToLines
from .messages import ADVICE, MEANINGS, SHEETS
from .request import Request

_COLUMN_SPANS = (1, 1, 4, 2, 2)
_EVENT_SPANS = (4, 3, 3)
_ALWAYS = mark("always")
_BY_EVENT = mark("depending on the event type or deliverable, see below")
_SIZE_OR_PERSON = mark("number or person")
_NEEDED = {"size": _SIZE_OR_PERSON, "person": _SIZE_OR_PERSON, "date": mark("with the number")}
"""When columns of populations are needed that not every row has."""


def add_how_to_sheet(book: Workbook, lists: tuple[CodeList, ...], request: Request) -> None:
    """Write the sheet."""
    words = request.words
    sheet = book.create_sheet(words.marked(SHEETS["how_to"]))
    sheet.sheet_view.showGridLines = False
    lines = HowToLines(sheet)
    lines.paragraph(request.title, font=TITLE)
    sheet.row_dimensions[1].height = 24
    lines.paragraph(request.convention.title.in_language(words.language), font=FAINT)
    _add_advice(lines, request)
    _add_examples(lines, lists, request)
    _add_columns(lines, request)
    _add_event_types(lines, request)
    lay_out_for_paper(sheet)


def _add_advice(lines: HowToLines, request: Request) -> None:
    words = request.words
    names = {name: words.marked(title) for name, title in SHEETS.items()}
    example = request.example(EVENTS.column("unit"))
    event_id = full_id(connect(), request.senders, request.label, "7")
    for section, sentences in ADVICE:
        lines.section(words.marked(section))
        for sentence in sentences:
            lines.paragraph(words.marked(sentence, example=example, event_id=event_id, **names))


def _add_examples(lines: HowToLines, lists: tuple[CodeList, ...], request: Request) -> None:
    rows = example_rows(request, lists)
    used = [column for column in columns_of(EVENTS) if any(column.name in row for row in rows)][:WIDTH]
    spans = [1] * len(used)
    lines.section(request.words.text("Example rows: not to be copied"))
    lines.headings([column.heading(request.language) for column in used], spans)
    for row in rows:
        lines.entries([row.get(column.name, "") for column in used], spans, font=FAINT, fill=EXAMPLE_FILL)


def _add_columns(lines: HowToLines, request: Request) -> None:
    words = request.words
    lines.section(words.text("What the columns mean"))
    titles = [
        words.text("Sheet"), words.text("Column"), words.text("Meaning"),
        words.text("For example"), words.text("Needed"),
    ]  # fmt: skip
    lines.headings(titles, _COLUMN_SPANS)
    for field in manifest_fields():
        _add_column(lines, "manifest", "manifest", field, _ALWAYS if field.required else None, request)
    for kind in (EVENTS, POPULATIONS):
        for column in columns_of(kind):
            _add_column(
                lines, kind.stems[1], kind.table, column, _when_needed(kind, column, request), request
            )


def _add_column(
    lines: HowToLines, sheet: str, table: str, column: Column, needed: Message | None, request: Request
) -> None:
    words = request.words
    said = (
        words.marked(SHEETS[sheet]),
        column.heading(words.language),
        words.marked(MEANINGS[f"{table}.{column.name}"]),
        request.example(column),
        words.marked(needed) if needed is not None else "",
    )
    lines.entries(said, _COLUMN_SPANS)


def _when_needed(kind: FileKind, column: Column, request: Request) -> Message | None:
    if column.required:
        return _ALWAYS
    if kind is EVENTS:
        return _BY_EVENT if column.name in requirements_of(request.vocabulary).columns else None
    return _NEEDED.get(column.name)


def _add_event_types(lines: HowToLines, request: Request) -> None:
    """The event types, and the deliverables that need more than the type they are."""
    words = request.words
    wanting = {code: entry for code, entry in request.vocabulary.deliverables.items() if entry.requires}
    tables: tuple[tuple[str, str, Mapping[str, Recorded]], ...] = (
        (words.text("Which columns each event type needs"), "event", open_events(request)),
        (words.text("Deliverables that need more than that"), "deliverable", wanting),
    )
    for title, name, entries in tables:
        if not entries:
            continue
        lines.section(title)
        headings = [words.text("Title"), words.text("Besides type, date and unit"), words.text("Recorded at")]
        lines.headings(headings, _EVENT_SPANS)
        for code, entry in entries.items():
            needed = (
                EVENTS.column(each).heading(words.language) for each in entry.requires if each != "unit"
            )
            said = [request.written(name, code), ", ".join(needed), recorded_at(entry, request)]
            lines.entries(said, _EVENT_SPANS)
