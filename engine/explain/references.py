# SPDX-License-Identifier: EUPL-1.2
"""References: where in the signed text a duty stands, read from the ids of its clauses."""

import re
from collections.abc import Iterable, Mapping

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


def references_of(rule: Rule, own: Objective, objectives: Iterable[Objective]) -> tuple[ClauseReference, ...]:
    """The clauses of a rule, each with its place in the text; a rule may cite clauses of other lines than its own.

    Args:
        own: The objective of the rule, in whose line an objective stands that the rulebook does not have.
        objectives: Those of the rulebook, which say the line that each stands in.
    """
    lines = {one.objective: one.line for one in objectives}
    return tuple(reference(clause, lines, own.line) for clause in rule.clauses)


def reference(clause: str, lines: Mapping[str, int | None], line: int | None) -> ClauseReference:
    """The place of a clause.

    >>> reference("7.2/A1", {"7.2": 7}, 6).line
    7
    """
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(clause):
            given = found.groupdict()
            number = given.get("number")
            return ClauseReference(
                clause=clause,
                form=form,
                line=lines.get(given["objective"], line) if "objective" in given else None,
                objective=given.get("objective"),
                number=None if number is None else int(number),
            )
    return ClauseReference(clause=clause, form="other")
