# SPDX-License-Identifier: EUPL-1.2
"""References: where in the signed text a duty stands, read from the ids of its clauses."""

import re

from ...schema.explanation import ClauseForm, ClauseReference
from ...schema.rule import Objective, Rule

_FORMS: tuple[tuple[ClauseForm, "re.Pattern[str]"], ...] = (
    ("activity", re.compile(r"(?P<objective>\d+\.\d+)/A(?P<number>\d+)")),
    ("action", re.compile(r"(?P<objective>\d+\.\d+)\.\d+")),
    ("objective", re.compile(r"(?P<objective>\d+\.\d+)")),
    ("article", re.compile(r"ART\.(?P<number>\d+)")),
    ("governance", re.compile(r"C\.(?P<number>\d+)")),
    ("permission", re.compile(r"OT(?P<number>\d+)")),
)


def references_of(rule: Rule, objective: Objective) -> tuple[ClauseReference, ...]:
    """The clauses of a rule, each with its place in the text."""
    return tuple(reference(clause, objective.line) for clause in rule.clauses)


def reference(clause: str, line: int | None) -> ClauseReference:
    """The place of a clause.

    >>> reference("5.1/A3", 5).number
    3
    """
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(clause):
            given = found.groupdict()
            number = given.get("number")
            return ClauseReference(
                clause=clause,
                form=form,
                line=line if "objective" in given else None,
                objective=given.get("objective"),
                number=None if number is None else int(number),
            )
    return ClauseReference(clause=clause, form="other")
