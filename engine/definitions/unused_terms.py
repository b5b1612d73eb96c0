# SPDX-License-Identifier: EUPL-1.2
"""Terms of the vocabulary, the rules that use each, and those that nothing uses."""

from collections.abc import Iterator
from typing import NamedTuple

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.rule import Duty, Rule
from .registry import Registry
from .rule_codes import conditions, duties
from .rulebook import Rulebook


class ListedTerm(NamedTuple):
    """A code and the list of the vocabulary it stands in."""

    group: str
    code: str

    @property
    def descriptive(self) -> bool:
        """Whether it serves units that no rule judges as well."""
        return self.group == "unit_kinds"


_COLUMNS = {
    "event": "events",
    "deliverable": "deliverables",
    "topic": "topics",
    "target": "targets",
    "phase": "phases",
}


_UNSEEN = ("unit_kinds", "readings")
"""What nobody writes in a file; of the codes that files and rules may use, lint tells which no rule names."""


def unused_terms(book: Rulebook, convention: Convention, registry: Registry) -> list[ListedTerm]:
    """Each reading that no rule belongs to, and each kind of unit that no rule and no unit is of."""
    used = {term for term, _ in used_terms(book)}
    used |= {
        ListedTerm("unit_kinds", kind)
        for one in book.vocabulary.populations.values()
        for kind in one.sum_over
    }
    used |= {ListedTerm("unit_kinds", kind) for kind in convention.reporting.kinds}
    used |= {ListedTerm("unit_kinds", unit.kind) for unit in registry.units}
    return [
        term
        for group in _UNSEEN
        for code in getattr(book.vocabulary, group)
        if (term := ListedTerm(group, code)) not in used
    ]


def used_terms(book: Rulebook) -> list[tuple[ListedTerm, str]]:
    """Each term that a rule names, with the rule, as often as it is named."""
    return [(term, rule.id) for _, rule in book.rules() for term in _used(rule)]


def _used(rule: Rule) -> Iterator[ListedTerm]:
    yield from (ListedTerm("readings", name) for name in rule.reading)
    yield from (ListedTerm("parties", party) for party in rule.owed_by)
    yield from (ListedTerm("unit_kinds", kind) for kind in rule.for_each.kind)
    for _, duty in duties(rule):
        for _, where in conditions(duty):
            yield from _tested(where)
        yield from _measured(duty)


def _tested(where: Where) -> Iterator[ListedTerm]:
    for column, test in where.tests().items():
        if column in _COLUMNS:
            for value in (*(test.values or ()), *(test.not_ or ())):
                yield ListedTerm(_COLUMNS[column], str(value))


def _measured(duty: Duty) -> Iterator[ListedTerm]:
    if duty.measure.share is not None:
        yield ListedTerm("populations", duty.measure.share.of)
    yield from (ListedTerm("unit_kinds", kind) for kind in duty.measure.units or ())
