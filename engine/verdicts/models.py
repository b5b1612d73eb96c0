# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as models: every field of the published fact, for exports and explanations."""

import datetime as dt
from collections.abc import Iterator, Mapping

import pandas as pd

from ...schema.rule import Rule
from ...schema.verdict import WITHHELD, PopulationFigure, Verdict, Window
from .evidence import Evidence
from .verdict_rows import rows_of

_AS_IN_TABLE = (
    "unit", "unit_kind", "threshold", "required", "observed", "active_days", "window_days", "due", "kind", "role",
    "shortfall", "headroom", "declared", "counted", "at_risk", "incomplete", "flags",
)  # fmt: skip


def models_of(
    table: pd.DataFrame,
    duties: Mapping[str, Rule],
    rulebook_digest: str,
    convention: str,
    evidence: Evidence,
    as_of: dt.date,
    known_at: dt.date | None,
) -> Iterator[Verdict]:
    """The rows of the table as verdicts, in order.

    Args:
        duties: The rules tallied, members of compositions included, by id.
    """
    for row in rows_of(table):
        rule = duties[row.rule]
        withheld = WITHHELD in row.flags
        ids, more = ((), 0) if withheld else evidence.of(rule.id, row.unit, row.window)
        yield Verdict(
            **{name: getattr(row, name) for name in _AS_IN_TABLE},
            rule=rule.id,
            rulebook=rulebook_digest,
            convention=convention,
            as_of=as_of,
            known_at=known_at,
            window=Window(label=row.window, start=row.start, end=row.end),
            measure=_measure(rule),
            clauses=rule.clauses,
            modality=rule.modality,
            owed_by=rule.owed_by,
            reading=rule.reading,
            progress=progress_of(row.kind, row.required, row.observed),
            population=_population(rule, row.population_size, row.population_date),
            evidence=ids,
            evidence_more=more,
            reason=row.why,
        )


def progress_of(kind: str, required: int | None, observed: int | None) -> int | None:
    """Observed of required in whole per cent, rounded down: what is not all never reads as 100.

    >>> progress_of("violation", 4000, 3999), progress_of("not_applicable", 1, 0)
    (99, None)
    """
    if not required or observed is None or kind in ("not_applicable", "suspended"):
        return None
    return 100 * observed // required


def _measure(rule: Rule) -> str:
    return rule.form if rule.form in ("order", "response", "composition") else rule.measure.label()


def _population(rule: Rule, size: int | None, date: dt.date | None) -> PopulationFigure | None:
    if rule.measure.share is None:
        return None
    return PopulationFigure(name=rule.measure.share.of, size=size, date=date)
