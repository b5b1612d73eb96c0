# SPDX-License-Identifier: EUPL-1.2
"""The verdict of a rule without any unit of its kind in the term."""

import datetime as dt

from ...schema.convention import Convention
from ...schema.rule import Objective, Rule
from ..definitions.amounts import resolve
from ..definitions.registry import Registry
from ..tallies.tally import grace_days_of
from .verdict_rows import VerdictRow


def no_unit(objective: Objective, rule: Rule, convention: Convention, registry: Registry) -> VerdictRow:
    """The row of a rule that has nobody to judge: not applicable, over the term, at the region."""
    region, term = registry.get(convention.region), convention.term
    grace_days = grace_days_of(rule, convention)
    counted = rule.form in ("threshold", "documentary")
    threshold = resolve(rule.amount, convention.parameters, term.start).written() if counted else None
    return VerdictRow(
        rule=rule.id,
        objective=objective.objective,
        form=rule.form,
        modality=rule.modality,
        role="rule",
        unit=convention.region,
        unit_kind="region" if region is None else region.kind,
        window="term",
        start=term.start,
        end=term.end,
        kind="not_applicable",
        threshold=threshold,
        required=None,
        observed=0,
        shortfall=None,
        headroom=None,
        active_days=0,
        window_days=(term.end - term.start).days + 1,
        due=term.end + dt.timedelta(days=grace_days),
        at_risk=False,
        reason="no_unit",
        reason_object=None,
        incomplete=(),
        flags=(),
        population_size=None,
        population_date=None,
        declared=(),
        counted=None,
    )
