# SPDX-License-Identifier: EUPL-1.2
"""Late answers: which events may come after the end of their unit, because they may answer another."""

from ..definitions.rule_codes import duties
from ..definitions.rulebook import Rulebook
from ..intake.reading import LateAnswers
from .selectors import where_sql


def late_answers_of(rulebook: Rulebook, days: int) -> LateAnswers:
    """What the rules accept as an answer, and how long after the end of a unit."""
    answering = {
        where_sql(duty.response.then)
        for _, rule in rulebook.rules()
        for _, duty in duties(rule)
        if duty.response is not None
    }
    return LateAnswers(" or ".join(f"({one})" for one in sorted(answering)) or "false", days)
