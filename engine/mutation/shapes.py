# SPDX-License-Identifier: EUPL-1.2
"""Rules of one shape: the same rule, mutants and cases but for its name and the document it asks for.

The code of a document is compared with other codes and nothing else, so that what notices a mutant of one such
rule notices that mutant of the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ...schema.case import Case
from ...schema.rule import Rule
from .mutants import Mutant
from .written import written

_SAID = frozenset({"title", "clauses", "numbers"})
"""What tells people about a rule and decides nothing."""
_DOCUMENT = "deliverable"


def shape_of(rule: Rule, mutants: Sequence[Mutant], cases: Sequence[Case]) -> str:
    """What a rule, its mutants and its cases say, with numbers for its name, its members' and the documents'.

    Rules of one shape have mutants and cases in the same order.
    """
    content = {
        "rules": [written(rule), *(written(mutant.rule) for mutant in mutants)],
        "shifts": [sorted(mutant.shifts.items()) for mutant in mutants],
        "cases": [case.model_dump(exclude={"case"}, exclude_unset=True) for case in cases],
    }
    return repr(_Numbering([rule.id, *(member.id for member in rule.members)]).numbered(content))


class _Numbering:
    """Replaces names by numbers, in the order in which they occur."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = {name: f"rule {number}" for number, name in enumerate(names)}
        self._documents: dict[str, str] = {}

    def numbered(self, value: Any, document: bool = False) -> Any:
        """A value with names replaced; all texts in a condition on documents, or in an event's, name documents."""
        if isinstance(value, Mapping):
            return {
                key: self.numbered(inner, document or key == _DOCUMENT)
                for key, inner in value.items()
                if key not in _SAID
            }
        if isinstance(value, (list, tuple)):
            return [self.numbered(inner, document) for inner in value]
        if not isinstance(value, str):
            return value
        if document:
            return self._documents.setdefault(value, f"document {len(self._documents)}")
        return self._names.get(value, value)
