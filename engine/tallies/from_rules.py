# SPDX-License-Identifier: EUPL-1.2
"""What the rules say about files: which events may come late, which rules figures may be declared for."""

from ..definitions.rule_codes import duties
from ..definitions.rulebook import Rulebook
from ..intake.reading import FromRules
from .declared import takes_figures
from .selectors import where_sql


def said_of_files(rulebook: Rulebook, late_days: int) -> FromRules:
    """What may be an answer after the end of its unit, and for what totals may be declared.

    Args:
        late_days: How long after the end of a unit an answer may come.
    """
    answering = {
        where_sql(duty.response.then)
        for _, rule in rulebook.rules()
        for _, duty in duties(rule)
        if duty.response is not None
    }
    return FromRules(
        answers=" or ".join(f"({one})" for one in sorted(answering)) or "false",
        late_days=late_days,
        declarable={rule.id: rule.for_each.kind for _, rule in rulebook.rules() if takes_figures(rule)},
        titles={rule.id: (rule.title.it, rule.title.en) for _, rule in rulebook.rules()},
    )
