# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as a workbook."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ...schema.errors import UsageError
from .page import Page
from .verdict_sheets import judged_objectives, rows_on, sheets_of
from .xlsx_file import ROWS, TableSheet, write_workbook


def write_xlsx(
    pages: Sequence[Page], out: Path, between: Iterable[TableSheet] = (), first: Iterable[TableSheet] = ()
) -> None:
    """Write the pages as one workbook.

    Args:
        between: Sheets that come after the summary.
        first: Sheets that come before it.

    Raises:
        UsageError: An objective has more verdicts than a sheet has rows.
    """
    _refuse_too_many(pages)
    write_workbook([*first, *sheets_of(pages, between)], pages[0].verdicts.options.as_of, out)


def _refuse_too_many(pages: Sequence[Page]) -> None:
    named = [one.objective for one in judged_objectives(pages)]
    counts = {name: sum(len(rows_on(page, name)) for page in pages) for name in named}
    problems = [
        f"--format xlsx: objective {name} has {count:,} verdicts and a sheet holds {ROWS - 1:,}; "
        "narrow the run with --objective, --rule or --unit, or write parquet or csv"
        for name, count in counts.items()
        if count > ROWS - 1
    ]
    if problems:
        raise UsageError(problems)
