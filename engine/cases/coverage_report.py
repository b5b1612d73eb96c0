# SPDX-License-Identifier: EUPL-1.2
"""What the cases prove, in words: by form and by feature, then every gap, then what only describes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..definitions.unused_terms import ListedTerm
from ..language.reader import words
from .coverage import Proved
from .features import TriedFeature


@dataclass(frozen=True)
class Coverage:
    """What the cases of a rulebook prove.

    Attributes:
        rules: Of each rule, the situations proved and lacking.
        features: Of each choice of the rule language, the rules that use it and those tried.
        unused: The terms of the vocabulary that serve nothing.
    """

    rules: Sequence[Proved]
    features: Sequence[TriedFeature]
    unused: Sequence[ListedTerm]

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
    yield words.text(
        "{proved} of {needed} situations proved: {share}",
        proved=proved,
        needed=needed,
        share=share(proved, needed),
    )
    rules = words.plural("{count} rule", "{count} rules", len(found.rules))
    yield f"{rules}, {words.plural('{count} gap', '{count} gaps', found.gaps)}"


def share(part: int, whole: int) -> str:
    """A part in per cent to one decimal, cut and never rounded up: what is not all never reads as 100 %.

    >>> share(1999, 2000), share(2000, 2000), share(0, 0)
    ('99.9 %', '100 %', '100 %')
    """
    tenths = part * 1000 // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


def _gap_lines(found: Coverage) -> Iterator[str]:
    mark = words.text("GAP")
    for one in found.rules:
        if one.lacking:
            said = words.text(
                "no case proves {situations}; write it beside the rules of {objective}",
                situations=", ".join(one.lacking),
                objective=one.rule.rpartition(".")[0],
            )
            yield f"{mark} {one.rule} ({one.form}): {said}"
    for tried in found.features:
        if tried.gap:
            group, code = tried.feature
            said = words.plural(
                "{count} rule uses it, and no case tries it; write a case",
                "{count} rules use it, and no case tries it; write a case",
                tried.used,
            )
            yield f"{mark} {group} {code}: {said}"
    for term in found.unused:
        if not term.descriptive:
            said = words.text("no rule uses it; write one, or take it from the vocabulary")
            yield f"{mark} {term.group} {term.code}: {said}"


def _note_lines(found: Coverage) -> Iterator[str]:
    mark = words.text("note")
    for tried in found.features:
        if not tried.used:
            yield f"{mark}: {tried.feature.group} {tried.feature.code}: {words.text('no rule uses it')}"
    for term in found.unused:
        if term.descriptive:
            yield f"{mark}: {term.group} {term.code}: {words.text('no rule uses it; it may describe units')}"


def _form_line(form: str, rules: Sequence[Proved]) -> str:
    counted = Counter(situation for one in rules for situation in one.proved)
    needed = (*rules[0].proved, *rules[0].lacking)
    proved = ", ".join(f"{situation} {counted[situation]}" for situation in needed)
    return f"{form} ({len(rules)}): {proved}"


def _group_line(group: str, features: Sequence[TriedFeature]) -> str:
    """`operator, rules tried of those that use it: v 217 of 217, list 15 of 15, not 0 of 0`."""
    counted = ", ".join(
        words.text("{code} {tried} of {used}", code=one.feature.code, tried=one.tried, used=one.used)
        for one in features
        if one.used
    )
    said = words.text("rules tried of those that use it")
    return f"{group}, {said}: {counted or words.text('none')}"
