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


class Term(NamedTuple):
    """A code and the list of the vocabulary it stands in."""

    group: str
    code: str

    @property
    def descriptive(self) -> bool:
        """Whether it serves units and events that no rule asks for as well."""
        return self.group in ("unit_kinds", "topics", "targets")


_COLUMNS = {
    "event": "events",
    "deliverable": "deliverables",
    "topic": "topics",
    "target": "targets",
    "phase": "phases",
}


_SIGNERS = "parties"
"""Who signed is a fact, whether or not a rule says that it owes something."""


def unused_terms(book: Rulebook, convention: Convention, registry: Registry) -> list[Term]:
    """Each term that no rule uses, and no unit where it is a kind of unit; those said to be free left out."""
    used = {term for term, _ in used_terms(book)}
    used |= {
        Term("unit_kinds", kind) for one in book.vocabulary.populations.values() for kind in one.sum_over
    }
    used |= {Term("unit_kinds", kind) for kind in convention.reporting.kinds}
    used |= {Term("unit_kinds", unit.kind) for unit in registry.units}
    groups = {
        name: getattr(book.vocabulary, name)
        for name in type(book.vocabulary).model_fields
        if name != _SIGNERS
    }
    return [
        term
        for group, codes in groups.items()
        for code, entry in codes.items()
        if (term := Term(group, code)) not in used and not getattr(entry, "free", False)
    ]


def used_terms(book: Rulebook) -> list[tuple[Term, str]]:
    """Each term that a rule names, with the rule, as often as it is named."""
    return [(term, rule.id) for _, rule in book.rules() for term in _used(rule)]


def _used(rule: Rule) -> Iterator[Term]:
    yield from (Term("readings", name) for name in rule.reading)
    yield from (Term("unit_kinds", kind) for kind in rule.for_each.kind)
    for _, duty in duties(rule):
        for _, where in conditions(duty):
            yield from _tested(where)
        yield from _measured(duty)


def _tested(where: Where) -> Iterator[Term]:
    for column, test in where.tests().items():
        if column in _COLUMNS:
            for value in (*(test.values or ()), *(test.not_ or ())):
                yield Term(_COLUMNS[column], str(value))


def _measured(duty: Duty) -> Iterator[Term]:
    if duty.measure.share is not None:
        yield Term("populations", duty.measure.share.of)
    yield from (Term("unit_kinds", kind) for kind in duty.measure.units or ())
