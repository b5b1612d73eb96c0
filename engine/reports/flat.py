# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as flat records, one each: what tables for other programs hold."""

from collections.abc import Iterator
from typing import Any

from ...schema.verdict import Verdict
from .page import Page

LISTS = ("clauses", "owed_by", "incomplete", "flags", "evidence")

COLUMNS = (
    "convention", "objective", "rule", "clauses", "title", "modality", "owed_by", "role", "unit", "unit_name",
    "unit_kind", "window", "window_start", "window_end", "kind", "measure", "threshold", "required", "observed",
    "shortfall", "headroom", "progress", "active_days", "window_days", "population", "population_size",
    "population_date", "due", "as_of", "known_at", "at_risk", "reason", "reason_object", "incomplete", "flags",
    "declared", "declared_date", "declared_source", "counted", "evidence", "evidence_more", "rulebook",
)  # fmt: skip


def flat_records(page: Page) -> Iterator[dict[str, Any]]:
    """A mapping for each verdict with a value for each of COLUMNS; dates and numbers as such, lists as tuples."""
    frame = page.verdicts.frame
    objectives = dict(zip(frame.get("rule", ()), frame.get("objective", ()), strict=True))
    for verdict in page.verdicts.models():
        duty = page.verdicts.duties[verdict.rule]
        found = _flat(verdict) | {
            "objective": objectives[verdict.rule],
            "title": duty.title.in_language(page.words.language),
            "unit_name": page.unit(verdict.unit),
        }
        yield {name: found[name] for name in COLUMNS}


def _flat(verdict: Verdict) -> dict[str, Any]:
    window, population, reason = verdict.window, verdict.population, verdict.reason
    declared = verdict.declared[0] if verdict.declared else None
    return {
        **dict(verdict),
        "window": window.label,
        "window_start": window.start,
        "window_end": window.end,
        "population": population.name if population else None,
        "population_size": population.size if population else None,
        "population_date": population.date if population else None,
        "declared": declared.value if declared else None,
        "declared_date": declared.date if declared else None,
        "declared_source": declared.source if declared else None,
        "reason": reason.code if reason else None,
        "reason_object": reason.object if reason else None,
    }
