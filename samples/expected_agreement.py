# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that follow from the plan of the agreement: its work plan and its activities."""

from collections.abc import Iterator

from expected_term import over_term
from plan import REGION
from plan_agreement import AGREED, AGREED_ACTIVITIES, WORK_PLAN
from rows import Verdict


def agreement_verdicts() -> Iterator[Verdict]:
    """One activity done is enough; each activity is a component of that duty."""
    answered = int(WORK_PLAN >= AGREED)
    # Another agreement may still come before the term ends, so what is kept is not settled yet.
    yield Verdict("6.9.work-plan", REGION, "term", "pending", 1, answered)
    days = [day for dates in AGREED_ACTIVITIES.values() for day in dates]
    in_order = sum(day >= WORK_PLAN for day in days)
    yield Verdict("6.9.activities-after-plan", REGION, "term", "pending", len(days), in_order)
    done = {rule: len(dates) for rule, dates in AGREED_ACTIVITIES.items()}
    yield over_term("6.9.agreed-activities", REGION, 1, sum(map(bool, done.values())))
    for rule, observed in done.items():
        yield over_term(rule, REGION, 1, observed)
