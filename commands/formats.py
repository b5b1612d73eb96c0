# SPDX-License-Identifier: EUPL-1.2
"""The formats that verdicts are written in: text in pieces, or a file that is no text; files come whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..engine.reports.csv import csv_lines
from ..engine.reports.json import Facts, json_report, json_text, ndjson_lines
from ..engine.reports.page import Page
from ..engine.reports.table import table_report
from ..engine.runs.check import Checked
from ..schema.errors import UsageError
from .output import no_text
from .reader import reader

BINARY = ("parquet", "xlsx")


def check_format(format_: str, facts: Facts, out: Path | None) -> None:
    """Refuse what a format cannot do, before anything is judged.

    Raises:
        UsageError: It is no text and has no file to go to, or holds nothing but verdicts.
    """
    if format_ in BINARY and out is None:
        raise UsageError([no_text(format_)])
    if facts == "all" and format_ not in ("json", "ndjson"):
        words = reader()
        said = words.text("{format} holds verdicts alone; write --format json or ndjson", format=format_)
        raise UsageError([f"--facts all: {said}"])


def write_binary(pages: Sequence[Page], format_: str, out: Path) -> None:
    """Write the verdicts in one of the formats that are no text; what writes them is loaded only for that."""
    if format_ == "xlsx":
        from ..engine.reports.xlsx import write_xlsx

        write_xlsx(pages, out)
    else:
        from ..engine.reports.parquet import write_parquet

        write_parquet(pages, out)


def encoding_of(format_: str) -> str:
    """The encoding of a file; spreadsheets read the accents of CSV only after a byte order mark."""
    return "utf-8-sig" if format_ == "csv" else "utf-8"


def rendered(checked: Checked, format_: str, plain: bool = False, facts: Facts = "verdicts") -> Iterator[str]:
    """The verdicts in one of the text formats, in pieces; several pages make an array in JSON."""
    pages = checked.pages
    if format_ == "table":
        yield "\n".join(table_report(page, plain) for page in pages)
    elif format_ == "json":
        reports = [json_report(page.verdicts, facts) for page in pages]
        yield json_text(reports[0] if len(reports) == 1 else reports)
    elif format_ == "ndjson":
        for page in pages:
            yield from ndjson_lines(page.verdicts, facts)
    elif format_ == "junit":
        from ..engine.reports.junit import junit_lines

        yield from junit_lines(pages)
    elif format_ == "html":
        from ..engine.reports.html import html_pieces

        yield from html_pieces(pages)
    else:
        for number, page in enumerate(pages):
            lines = csv_lines(page)
            if number:
                next(lines)
            yield from lines
