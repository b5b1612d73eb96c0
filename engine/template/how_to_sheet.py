# SPDX-License-Identifier: EUPL-1.2
"""The sheet that explains the others: what to fill in, what each column means, an example, what not to write."""

from openpyxl import Workbook

from ..intake.codes import required_by
from ..intake.columns import EVENTS, POPULATIONS, Column, FileKind
from .cells import EXAMPLE_FILL, FAINT, TITLE, lay_out_for_paper
from .code_lists import CodeList, open_events
from .examples import example_rows
from .headings import columns_of, headed, manifest_fields
from .how_to_lines import WIDTH, HowToLines
from .messages import tell
from .request import Request

_ADVICE = (
    ("in_short", ("step_manifest", "step_events", "step_populations", "step_silence", "step_keep")),
    ("privacy", ("no_names",)),
    ("several", ("several_codes", "several_rows")),
    ("corrections", ("correct", "annul", "replace")),
)
_COLUMN_SPANS = (1, 1, 4, 2, 2)
_EVENT_SPANS = (2, 4, 4)
_NEEDED = {"size": "size_or_person", "person": "size_or_person", "date": "with_size"}
"""When columns of populations are needed that not every row has."""


def add_how_to_sheet(book: Workbook, lists: tuple[CodeList, ...], request: Request) -> None:
    """Write the sheet."""
    language = request.language
    sheet = book.create_sheet(tell("sheet_how_to", language))
    sheet.sheet_view.showGridLines = False
    lines = HowToLines(sheet)
    lines.paragraph(tell("title", language, month=request.month_name), font=TITLE)
    sheet.row_dimensions[1].height = 24
    lines.paragraph(request.convention.title.in_language(language), font=FAINT)
    _add_advice(lines, request)
    _add_examples(lines, lists, request)
    _add_columns(lines, request)
    _add_event_types(lines, request)
    lay_out_for_paper(sheet)


def _add_advice(lines: HowToLines, request: Request) -> None:
    language = request.language
    names = {name: tell(f"sheet_{name}", language) for name in ("manifest", "events", "populations", "lists")}
    example = "|".join(unit.code for unit in request.units[-2:])
    for section, sentences in _ADVICE:
        lines.section(tell(section, language))
        for sentence in sentences:
            lines.paragraph(tell(sentence, language, example=example, **names))


def _add_examples(lines: HowToLines, lists: tuple[CodeList, ...], request: Request) -> None:
    rows = example_rows(request, lists)
    used = [column for column in columns_of(EVENTS) if any(column.name in row for row in rows)][:WIDTH]
    spans = [1] * len(used)
    lines.section(tell("example_rows", request.language))
    lines.headings([headed(column, request.language) for column in used], spans)
    for row in rows:
        lines.entries([row.get(column.name, "") for column in used], spans, font=FAINT, fill=EXAMPLE_FILL)


def _add_columns(lines: HowToLines, request: Request) -> None:
    language = request.language
    lines.section(tell("columns", language))
    titles = [tell(name, language) for name in ("sheet", "column", "meaning", "example", "needed")]
    lines.headings(titles, _COLUMN_SPANS)
    for field in manifest_fields():
        _add_column(lines, "manifest", f"manifest.{field.name}", field, "", language)
    for kind in (EVENTS, POPULATIONS):
        for column in columns_of(kind):
            needed = _when_needed(kind, column, request)
            _add_column(lines, kind.stems[1], f"{kind.table}.{column.name}", column, needed, language)


def _add_column(lines: HowToLines, sheet: str, code: str, column: Column, needed: str, language: str) -> None:
    when = "always" if column.required else needed
    said = (
        tell(f"sheet_{sheet}", language),
        headed(column, language),
        tell(code, language),
        column.example,
        tell(when, language) if when else "",
    )
    lines.entries(said, _COLUMN_SPANS)


def _when_needed(kind: FileKind, column: Column, request: Request) -> str:
    if kind is EVENTS:
        return "for_events" if column.name in required_by(request.vocabulary) else ""
    return _NEEDED.get(column.name, "")


def _add_event_types(lines: HowToLines, request: Request) -> None:
    language = request.language
    lines.section(tell("event_types", language))
    lines.headings([tell(name, language) for name in ("code", "titled", "needed_columns")], _EVENT_SPANS)
    for code, event in open_events(request).items():
        needed = ", ".join(headed(EVENTS.column(name), language) for name in event.requires if name != "unit")
        lines.entries([code, event.title.in_language(language), needed], _EVENT_SPANS)
