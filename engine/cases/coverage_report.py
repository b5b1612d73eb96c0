# SPDX-License-Identifier: EUPL-1.2
"""What the cases prove, in words: by form, then every gap, then what only describes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..definitions.unused_terms import Term
from .coverage import Proved


def coverage_lines(rules: Sequence[Proved], unused: Sequence[Term]) -> Iterator[str]:
    """A line a form, a line a gap, a line a term that is no gap, and the count."""
    for form in dict.fromkeys(one.form for one in rules):
        yield _form_line(form, [one for one in rules if one.form == form])
    for one in rules:
        if one.lacking:
            objective = one.rule.rpartition(".")[0]
            lacking = ", ".join(one.lacking)
            yield f"GAP {one.rule} ({one.form}): no case proves {lacking}; write it beside the rules of {objective}"
    for term in unused:
        if term.descriptive:
            yield f"note: {term.group} {term.code}: no rule uses it; it may describe units or events"
        else:
            yield f"GAP {term.group} {term.code}: no rule uses it; write one, or take it from the vocabulary"
    yield f"{len(rules)} rules, {gap_count(rules, unused)} gaps"


def gap_count(rules: Sequence[Proved], unused: Sequence[Term]) -> int:
    """How many rules lack a situation, and how many terms serve nothing."""
    return sum(bool(one.lacking) for one in rules) + sum(not term.descriptive for term in unused)


def _form_line(form: str, rules: Sequence[Proved]) -> str:
    counted = Counter(situation for one in rules for situation in one.proved)
    needed = (*rules[0].proved, *rules[0].lacking)
    proved = ", ".join(f"{situation} {counted[situation]}" for situation in needed)
    return f"{form} ({len(rules)}): {proved}"
