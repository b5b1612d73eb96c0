# SPDX-License-Identifier: EUPL-1.2
"""The escalations that follow from the plan: months in a row without what was due."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from expected_monthly import monthly_verdicts, submission_verdicts
from rows import Escalation, Verdict

AFTER = 2
"""So many violations in a row are told."""


def expected_escalations() -> list[Escalation]:
    """Every run of violations of the monthly sessions and of the monthly submission."""
    verdicts = [
        *monthly_verdicts("5.1.info-session-each-cpi", "info"),
        *monthly_verdicts("5.1.follow-up-each-cpi", "follow_up"),
        *monthly_verdicts("5.3.follow-up-each-cpi", "inclusion"),
        *submission_verdicts("ART.5.monthly-submission"),
    ]
    found = [
        Escalation(rule, unit, run[0], run[-1], len(run))
        for (rule, unit), months in groupby(verdicts, key=lambda verdict: (verdict.rule, verdict.unit))
        for run in _runs(months)
        if len(run) >= AFTER
    ]
    return sorted(found, key=lambda escalation: (escalation.rule, escalation.unit, escalation.from_))


def _runs(verdicts: Iterable[Verdict]) -> Iterator[list[str]]:
    """The months of each run; only a month with its session or one that cannot be judged ends it."""
    run: list[str] = []
    for verdict in verdicts:
        if verdict.kind == "violation":
            run.append(verdict.window)
        elif verdict.kind in ("attainment", "not_evaluable"):
            yield run
            run = []
    yield run
