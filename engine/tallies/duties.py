# SPDX-License-Identifier: EUPL-1.2
"""Duties: rules as they are tallied, each member of a composition as a rule of its own."""

from dataclasses import dataclass

from ...schema.convention import Suspension
from ...schema.rule import Member, Objective, Rule

_OWN = ("where", "measure", "at_least", "at_most", "tolerance", "order", "response", "quantified", "numbers")


@dataclass(frozen=True)
class TalliedDuty:
    """A rule to be tallied: itself, or a member of a composition with what it inherits.

    Attributes:
        composed: The composition whose component this is.
    """

    objective: Objective
    rule: Rule
    composed: Rule | None = None

    def suspended_by(self, suspension: Suspension, unit_code: str) -> bool:
        """Whether a suspension covers this duty at this unit: exactly the units named; members inherit it."""
        names = {self.rule.id, *([self.composed.id] if self.composed else [])}
        named = not names.isdisjoint(suspension.rules) or self.objective.objective in suspension.objectives
        return named and ("all" in suspension.units or unit_code in suspension.units)


def members_of(duty: TalliedDuty) -> list[TalliedDuty]:
    """The members of a composition as duties; of any other rule, itself."""
    if not duty.rule.members:
        return [duty]
    return [
        TalliedDuty(duty.objective, _inheriting(member, duty.rule), duty.rule) for member in duty.rule.members
    ]


def _inheriting(member: Member, composed: Rule) -> Rule:
    return Rule(
        id=member.id,
        title=member.title or composed.title,
        clauses=composed.clauses,
        modality=composed.modality,
        owed_by=composed.owed_by,
        reading=composed.reading,
        for_each=composed.for_each,
        per=composed.per,
        when=composed.when,
        grace_days=composed.grace_days,
        warn_days=composed.warn_days,
        partial=composed.partial,
        **{name: getattr(member, name) for name in _OWN if name in member.model_fields_set},
    )
