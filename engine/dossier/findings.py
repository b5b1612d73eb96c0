# SPDX-License-Identifier: EUPL-1.2
"""Findings: rows of the table of verdicts as models, and which of them come first."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ...schema.dossier import Breach
from ...schema.escalation import Escalation
from ...schema.finding import Finding
from ...schema.rule import Rule
from ...schema.verdict import PopulationFigure, Window
from ..verdicts.models import progress_of
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import VerdictRow


def findings(verdicts: Verdicts, rows: Sequence[VerdictRow]) -> tuple[Finding, ...]:
    """The rows as models, in their order."""
    return tuple(_findings(verdicts, rows))


def _findings(verdicts: Verdicts, rows: Sequence[VerdictRow]) -> Iterator[Finding]:
    windows: dict[tuple[str, dt.date], Window] = {}
    for row in rows:
        place = (row.window, row.start)
        if place not in windows:
            windows[place] = Window(label=row.window, start=row.start, end=row.end)
        rule = verdicts.duties[row.rule]
        yield _finding(row, windows[place], _population(rule, row), rule.owed_by)


def _finding(
    row: VerdictRow, window: Window, population: PopulationFigure | None, owed_by: tuple[str, ...]
) -> Finding:
    return Finding(
        rule=row.rule,
        objective=row.objective,
        unit=row.unit,
        unit_kind=row.unit_kind,
        window=window,
        kind=row.kind,
        modality=row.modality,
        owed_by=owed_by,
        component=row.role == "component",
        required=row.required,
        observed=row.observed,
        shortfall=row.shortfall,
        headroom=row.headroom,
        progress=progress_of(row.kind, row.required, row.observed),
        active_days=row.active_days,
        due=row.due,
        at_risk=row.at_risk,
        reason=row.why,
        incomplete=row.incomplete,
        flags=row.flags,
        population=population,
        declared=row.declared,
        counted=row.counted,
    )


def _population(rule: Rule, row: VerdictRow) -> PopulationFigure | None:
    share = rule.measure.share
    if share is None:
        return None
    return PopulationFigure(name=share.of, size=row.population_size, date=row.population_date)


def worst_first(found: Sequence[Finding], escalations: Sequence[Escalation]) -> tuple[Breach, ...]:
    """Violations: the longest runs first, then those that lack most of what is due, then the latest."""
    runs = _runs(found, escalations)
    breaches = [Breach(finding=one, run=runs.get((one.rule, one.unit, one.window.label), 0)) for one in found]
    return tuple(sorted(breaches, key=_severity))


def _severity(breach: Breach) -> tuple[int, float, int, str, str]:
    one = breach.finding
    return -breach.run, -_lacking(one), -one.window.start.toordinal(), one.rule, one.unit


def _lacking(finding: Finding) -> float:
    """The share of what is due that was not done; of a limit, by how much it is exceeded."""
    if not finding.required:
        return 1.0
    return (finding.shortfall or max(0, -(finding.headroom or 0))) / finding.required


def _runs(found: Sequence[Finding], escalations: Sequence[Escalation]) -> dict[tuple[str, str, str], int]:
    """The length of the run each violated window belongs to."""
    starts = {(one.rule, one.window.label): one.window.start for one in found}
    runs: dict[tuple[str, str, str], int] = {}
    by_place: dict[tuple[str, str], list[Escalation]] = {}
    for run in escalations:
        by_place.setdefault((run.rule, run.unit), []).append(run)
    for one in found:
        for run in by_place.get((one.rule, one.unit), ()):
            if starts[run.rule, run.from_] <= one.window.start <= starts[run.rule, run.to]:
                runs[one.rule, one.unit, one.window.label] = run.length
    return runs
