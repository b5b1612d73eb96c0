# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that the sample must lead to, computed from the plan alone and never by the engine."""

from expected_agreement import agreement_verdicts
from expected_crises import crisis_verdicts
from expected_monthly import coverage_verdicts, monthly_verdicts, plan_verdicts, submission_verdicts
from expected_services import service_verdicts
from expected_term import (
    agreed_verdicts,
    answer_verdicts,
    document_verdicts,
    school_verdicts,
    term_verdicts,
    yearly_verdicts,
)
from rows import Verdict


def expected_verdicts(schools: list[str]) -> list[Verdict]:
    """Every verdict of every rule of the sample's objectives, by rule, unit and window.

    Args:
        schools: The schools of the convention, before any of them merges.
    """
    found = [
        *coverage_verdicts("5.1.coverage-each-quarter"),
        *monthly_verdicts("5.1.info-session-each-cpi", "info"),
        *monthly_verdicts("5.1.follow-up-each-cpi", "follow_up"),
        *monthly_verdicts("5.3.follow-up-each-cpi", "inclusion"),
        *plan_verdicts("5.1.session-plan-each-cpi"),
        *submission_verdicts("ART.5.monthly-submission"),
        *yearly_verdicts(),
        *term_verdicts(),
        *answer_verdicts(),
        *agreed_verdicts(),
        *document_verdicts(),
        *school_verdicts(schools),
        *crisis_verdicts(),
        *service_verdicts(),
        *agreement_verdicts(),
    ]
    return sorted(found, key=lambda verdict: (verdict.rule, verdict.unit, verdict.window))
