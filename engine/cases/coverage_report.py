# SPDX-License-Identifier: EUPL-1.2
"""What the cases prove, in words: by form and by feature, then every gap, then what only describes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..definitions.unused_terms import Term
from .coverage import Proved
from .features import Tried


@dataclass(frozen=True)
class Coverage:
    """What the cases of a rulebook prove.

    Attributes:
        rules: Of each rule, the situations proved and lacking.
        features: Of each choice of the rule language, the rules that use it and those tried.
        unused: The terms of the vocabulary that serve nothing.
    """

    rules: Sequence[Proved]
    features: Sequence[Tried]
    unused: Sequence[Term]

    @property
    def gaps(self) -> int:
        """How many rules lack a situation, features are untried, and terms serve nothing."""
        lacking = sum(bool(one.lacking) for one in self.rules)
        untried = sum(one.gap for one in self.features)
        return lacking + untried + sum(not term.descriptive for term in self.unused)


def coverage_lines(found: Coverage) -> Iterator[str]:
    """A line a form and a group of features, a line a gap, a line what is no gap, and the count."""
    for form in dict.fromkeys(one.form for one in found.rules):
        yield _form_line(form, [one for one in found.rules if one.form == form])
    for group in dict.fromkeys(one.feature.group for one in found.features):
        yield _group_line(group, [one for one in found.features if one.feature.group == group])
    yield from _gap_lines(found)
    yield from _note_lines(found)
    proved = sum(len(one.proved) for one in found.rules)
    needed = proved + sum(len(one.lacking) for one in found.rules)
    yield f"{proved} of {needed} situations proved: {share(proved, needed)}"
    yield f"{len(found.rules)} rules, {found.gaps} gaps"


def share(part: int, whole: int) -> str:
    """A part in per cent to one decimal, cut and never rounded up: what is not all never reads as 100 %.

    >>> share(1999, 2000), share(2000, 2000), share(0, 0)
    ('99.9 %', '100 %', '100 %')
    """
    tenths = part * 1000 // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


def _gap_lines(found: Coverage) -> Iterator[str]:
    for one in found.rules:
        if one.lacking:
            objective = one.rule.rpartition(".")[0]
            lacking = ", ".join(one.lacking)
            yield f"GAP {one.rule} ({one.form}): no case proves {lacking}; write it beside the rules of {objective}"
    for tried in found.features:
        if tried.gap:
            group, code = tried.feature
            yield f"GAP {group} {code}: {_rules(tried.used)}, and no case tries it; write a case"
    for term in found.unused:
        if not term.descriptive:
            yield f"GAP {term.group} {term.code}: no rule uses it; write one, or take it from the vocabulary"


def _note_lines(found: Coverage) -> Iterator[str]:
    for tried in found.features:
        if not tried.used:
            yield f"note: {tried.feature.group} {tried.feature.code}: no rule uses it"
    for term in found.unused:
        if term.descriptive:
            yield f"note: {term.group} {term.code}: no rule uses it; it may describe units"


def _rules(count: int) -> str:
    return f"{count} rule uses it" if count == 1 else f"{count} rules use it"


def _form_line(form: str, rules: Sequence[Proved]) -> str:
    counted = Counter(situation for one in rules for situation in one.proved)
    needed = (*rules[0].proved, *rules[0].lacking)
    proved = ", ".join(f"{situation} {counted[situation]}" for situation in needed)
    return f"{form} ({len(rules)}): {proved}"


def _group_line(group: str, features: Sequence[Tried]) -> str:
    """`operator, rules tried of those that use it: v 217 of 217, list 15 of 15, not 0 of 0`."""
    counted = ", ".join(f"{one.feature.code} {one.tried} of {one.used}" for one in features if one.used)
    return f"{group}, rules tried of those that use it: {counted or 'none'}"
