# SPDX-License-Identifier: EUPL-1.2
"""How a tally becomes a verdict with its reason, written once for every commitment, as rules of durable_rules.

In each ruleset the first rule that holds decides. The limit is carried by the tally, so the same few
rules serve every commitment.
"""

from enum import IntEnum
from typing import Final, NamedTuple

from ...schema.verdict import Kind
from .durable_host import DecisionRule, fact

__all__ = [
    "COMPOSITION", "ESCALATION", "OF_MEMBERS", "PAIRED", "TALLY",
    "ActivityCode", "Comparator", "Outcome", "Pairing", "PopulationCode",
]  # fmt: skip


class ActivityCode(IntEnum):
    """Whether the tally has active days, and why not where it has none."""

    NOT_ACTIVE = 0
    LAPSED = 1
    CONTINUED = 2
    SHORT = 3
    SUSPENDED = 4
    ACTIVE = 5


class Comparator(IntEnum):
    """Which side of the required figure keeps the commitment."""

    AT_LEAST = 0
    AT_MOST = 1


class PopulationCode(IntEnum):
    """What is known of the population a share is taken of; FINE too where no population is needed."""

    FINE = 0
    EMPTY = 1
    UNKNOWN = 2
    STALE = 3


class Pairing(IntEnum):
    """What is asked of two events: an answer, one before the other, or that only if the other is used."""

    RESPONSE = 0
    ORDER = 1
    PERMISSION = 2


class Outcome(NamedTuple):
    """What a rule decides; what is attained, violated or pending needs no reason.

    Attributes:
        reason: A code of `schema.verdict.Reason`, or OF_MEMBERS.
    """

    kind: Kind
    reason: str | None = None


OF_MEMBERS: Final = "of_members"
"""The reason of a composition that cannot be evaluated is that of its members."""

_ATTAINMENT, _VIOLATION, _PENDING = Outcome("attainment"), Outcome("violation"), Outcome("pending")
_AWAITS_CONVENTIONS = Outcome("not_evaluable", "missing_conventions")
_AWAITS_SUBMISSIONS = Outcome("not_evaluable", "missing_submissions")
_AT_LEAST = fact.comparator == Comparator.AT_LEAST
_AT_MOST = fact.comparator == Comparator.AT_MOST
_EARLY = fact.early == 1
_REACHED = fact.observed >= fact.required
_MISSED = fact.observed < fact.required
_EXCEEDED = fact.observed > fact.required
_WITHIN = fact.observed <= fact.required
_UNSIZED = fact.population >= PopulationCode.UNKNOWN
_PERMISSION = fact.pairing == Pairing.PERMISSION

_RESTING = (
    DecisionRule(fact.activity == ActivityCode.CONTINUED, Outcome("not_applicable", "continued_in")),
    DecisionRule(fact.activity == ActivityCode.LAPSED, Outcome("not_applicable", "lapsed")),
    DecisionRule(fact.activity == ActivityCode.NOT_ACTIVE, Outcome("not_applicable", "not_active")),
    DecisionRule(fact.activity == ActivityCode.SHORT, Outcome("not_applicable", "short_window")),
    DecisionRule(fact.activity == ActivityCode.SUSPENDED, Outcome("suspended", "suspended")),
)

TALLY: Final = (
    # 1. No active days: nothing is owed.
    *_RESTING,
    # 2. Decided already, whatever else arrives.
    DecisionRule(_EARLY & _AT_LEAST & _REACHED, _ATTAINMENT),
    DecisionRule(_EARLY & _AT_MOST & _EXCEEDED, _VIOLATION),
    # 3. There is still time.
    DecisionRule(fact.past_due == 0, _PENDING),
    # 4. The time is over, but what would tell is not there. A population may stand in what was not received.
    DecisionRule(
        _UNSIZED & (fact.absent == 1),
        _AWAITS_CONVENTIONS,
    ),
    DecisionRule(
        _UNSIZED & (fact.lacking == 1),
        _AWAITS_SUBMISSIONS,
    ),
    DecisionRule(fact.population == PopulationCode.UNKNOWN, Outcome("not_evaluable", "no_population")),
    DecisionRule(fact.population == PopulationCode.STALE, Outcome("not_evaluable", "stale_population")),
    DecisionRule((fact.input_missing == 1) & (fact.absent == 1), _AWAITS_CONVENTIONS),
    DecisionRule(fact.input_missing == 1, _AWAITS_SUBMISSIONS),
    # 5. Of nobody nothing is owed.
    DecisionRule(fact.population == PopulationCode.EMPTY, Outcome("not_applicable", "empty_population")),
    # 6. The figures decide.
    DecisionRule(_AT_LEAST & _REACHED, _ATTAINMENT),
    DecisionRule(_AT_LEAST & _MISSED, _VIOLATION),
    DecisionRule(_AT_MOST & _WITHIN, _ATTAINMENT),
    DecisionRule(_AT_MOST & _EXCEEDED, _VIOLATION),
)

PAIRED: Final = (
    *_RESTING,
    # A breach whose own grace is over stands, unless what would mend it may still be reported.
    DecisionRule((fact.breached > 0) & (fact.breach_unproved == 0), _VIOLATION),
    DecisionRule((fact.breached > 0) & (fact.absent == 1), _AWAITS_CONVENTIONS),
    DecisionRule(fact.breached > 0, _AWAITS_SUBMISSIONS),
    # A permission asks nothing until it is used, and is settled by each use.
    DecisionRule(_PERMISSION & (fact.required == 0), Outcome("not_applicable", "unused")),
    DecisionRule(_PERMISSION & (fact.observed == fact.required), _ATTAINMENT),
    DecisionRule(fact.past_due == 0, _PENDING),
    DecisionRule(fact.observed < fact.required, _PENDING),
    DecisionRule((fact.input_missing == 1) & (fact.absent == 1), _AWAITS_CONVENTIONS),
    DecisionRule(fact.input_missing == 1, _AWAITS_SUBMISSIONS),
    # Nothing came that had to be preceded or answered.
    DecisionRule(
        (fact.required == 0) & (fact.pairing == Pairing.RESPONSE), Outcome("not_applicable", "no_trigger")
    ),
    DecisionRule(
        (fact.required == 0) & (fact.pairing == Pairing.ORDER), Outcome("not_applicable", "no_follower")
    ),
    DecisionRule(fact.required > 0, _ATTAINMENT),
)

COMPOSITION: Final = (
    # Without active days, or continued elsewhere, it is what its members are.
    *_RESTING,
    # Members not applicable or suspended were left out: too few remain to choose from.
    DecisionRule(fact.left == 0, Outcome("not_applicable", "no_members")),
    DecisionRule(fact.left < fact.needed, Outcome("not_applicable", "no_members")),
    DecisionRule(fact.attained >= fact.needed, _ATTAINMENT),
    # `attainable`: attained, pending or not evaluable. Even all of them would not be enough.
    DecisionRule(fact.attainable < fact.needed, _VIOLATION),
    DecisionRule(fact.pending > 0, _PENDING),
    DecisionRule(fact.pending == 0, Outcome("not_evaluable", OF_MEMBERS)),
)

ESCALATION: Final = (
    DecisionRule(fact.length >= fact.after, "escalation"),
    DecisionRule(fact.length < fact.after, "run"),
)
