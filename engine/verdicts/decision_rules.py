# SPDX-License-Identifier: EUPL-1.2
"""How a tally becomes a verdict, written once for every commitment, as rules of durable_rules.

In each ruleset the first rule that holds decides. The limit is carried by the tally, so the same few
rules serve every commitment.
"""

from enum import IntEnum
from typing import Final

from .durable_host import When, fact

__all__ = ["COMPOSITION", "ESCALATION", "PAIRED", "TALLY", "Activity", "Comparator", "Population"]


class Activity(IntEnum):
    """Whether the tally has active days, and why not where it has none."""

    NOT_APPLICABLE = 0
    SUSPENDED = 1
    ACTIVE = 2


class Comparator(IntEnum):
    """Which side of the required figure keeps the commitment."""

    AT_LEAST = 0
    AT_MOST = 1


class Population(IntEnum):
    """What is known of the population a share is taken of; FINE too where no population is needed."""

    FINE = 0
    EMPTY = 1
    UNKNOWN = 2


_AT_LEAST = fact.comparator == Comparator.AT_LEAST
_AT_MOST = fact.comparator == Comparator.AT_MOST
_EARLY = fact.early == 1
_REACHED = fact.observed >= fact.required
_MISSED = fact.observed < fact.required
_EXCEEDED = fact.observed > fact.required
_WITHIN = fact.observed <= fact.required

TALLY: Final = (
    # 1. No active days: nothing is owed.
    When(fact.activity == Activity.NOT_APPLICABLE, "not_applicable"),
    When(fact.activity == Activity.SUSPENDED, "suspended"),
    # 2. Decided already, whatever else arrives.
    When(_EARLY & _AT_LEAST & _REACHED, "attainment"),
    When(_EARLY & _AT_MOST & _EXCEEDED, "violation"),
    # 3. There is still time.
    When(fact.past_due == 0, "pending"),
    # 4. The time is over, but what would tell is not there; of nobody nothing is owed.
    When(fact.population == Population.UNKNOWN, "not_evaluable"),
    When(fact.input_missing == 1, "not_evaluable"),
    When(fact.population == Population.EMPTY, "not_applicable"),
    # 5. The figures decide.
    When(_AT_LEAST & _REACHED, "attainment"),
    When(_AT_LEAST & _MISSED, "violation"),
    When(_AT_MOST & _WITHIN, "attainment"),
    When(_AT_MOST & _EXCEEDED, "violation"),
)

PAIRED: Final = (
    When(fact.activity == Activity.NOT_APPLICABLE, "not_applicable"),
    When(fact.activity == Activity.SUSPENDED, "suspended"),
    # A breach whose own grace is over stands, unless what would mend it may still be reported.
    When((fact.breached > 0) & (fact.breach_unproved == 0), "violation"),
    When((fact.breached > 0) & (fact.breach_unproved == 1), "not_evaluable"),
    # A permission asks nothing until it is used, and is settled by each use.
    When((fact.at_once == 1) & (fact.required == 0), "not_applicable"),
    When((fact.at_once == 1) & (fact.observed == fact.required), "attainment"),
    When(fact.past_due == 0, "pending"),
    When(fact.observed < fact.required, "pending"),
    When(fact.input_missing == 1, "not_evaluable"),
    # Nothing came that had to be preceded or answered.
    When(fact.required == 0, "not_applicable"),
    When(fact.required > 0, "attainment"),
)

COMPOSITION: Final = (
    # Without active days, or continued elsewhere, it is what its members are.
    When(fact.activity == Activity.NOT_APPLICABLE, "not_applicable"),
    When(fact.activity == Activity.SUSPENDED, "suspended"),
    # Members not applicable or suspended were left out: too few remain to choose from.
    When(fact.left == 0, "not_applicable"),
    When(fact.left < fact.needed, "not_applicable"),
    When(fact.attained >= fact.needed, "attainment"),
    # `attainable`: attained, pending or not evaluable. Even all of them would not be enough.
    When(fact.attainable < fact.needed, "violation"),
    When(fact.pending > 0, "pending"),
    When(fact.pending == 0, "not_evaluable"),
)

ESCALATION: Final = (
    When(fact.length >= fact.after, "escalation"),
    When(fact.length < fact.after, "run"),
)
