# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as flat CSV, one a row, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from ..schema.verdict import Verdict
from .report_words import Page

COLUMNS = (
    "convention", "objective", "rule", "clauses", "title", "modality", "role", "unit", "unit_name", "unit_kind",
    "window", "window_start", "window_end", "kind", "measure", "threshold", "required", "observed", "shortfall",
    "headroom", "active_days", "window_days", "population", "population_size", "population_date", "due", "as_of",
    "known_at", "at_risk", "reason", "reason_object", "incomplete", "flags", "evidence", "evidence_more", "rulebook",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | None


def csv_lines(page: Page) -> Iterator[str]:
    """The heading, then one line a verdict; several values in a cell are separated by `|`."""
    yield _line(COLUMNS)
    frame = page.verdicts.frame
    objectives = dict(zip(frame.get("rule", ()), frame.get("objective", ()), strict=True))
    for verdict in page.verdicts.models():
        duty = page.verdicts.duties[verdict.rule]
        cells = _cells(verdict)
        cells |= {
            "objective": objectives[verdict.rule],
            "title": duty.title.in_language(page.words.language),
            "unit_name": page.unit(verdict.unit),
        }
        yield _line([harmless(cells[name]) for name in COLUMNS])


def harmless(cell: Cell) -> Cell:
    """The cell, text that a spreadsheet would run as a formula marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _cells(verdict: Verdict) -> dict[str, Cell]:
    dumped = verdict.model_dump(mode="json")
    window, population, reason = verdict.window, verdict.population, verdict.reason
    joined = {name: "|".join(dumped[name]) for name in ("clauses", "incomplete", "flags", "evidence")}
    return {
        **dumped,
        **joined,
        "window": window.label,
        "window_start": window.start.isoformat(),
        "window_end": window.end.isoformat(),
        "population": population.name if population else None,
        "population_size": population.size if population else None,
        "population_date": population.date.isoformat() if population and population.date else None,
        "at_risk": "true" if verdict.at_risk else "false",
        "reason": reason.code if reason else None,
        "reason_object": reason.object if reason else None,
    }


def _line(cells: object) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)  # type: ignore[arg-type]
    return text.getvalue()
