# SPDX-License-Identifier: EUPL-1.2
"""Which situations the cases of each rule prove, and which they leave untried.

Only verdicts a case expects count: one it does not name is not proved by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ...schema.rule import Rule
from ..definitions.rulebook import Rulebook
from .bench import ComparedVerdict
from .runner import CaseResult

THRESHOLD = ("attained", "violated", "boundary", "just below", "silent unit")
LIMIT = ("attained", "violated", "boundary", "just above", "silent unit")
PAIRED = ("kept", "broken", "none")
DOCUMENTARY = ("evidence", "none")
COMPOSITION = ("attained", "violated")
PERMISSION = ("unused", "used rightly", "used wrongly")

_NAMES: Mapping[tuple[str, ...], Mapping[str, str]] = {
    THRESHOLD: {"attainment": "attained", "violation": "violated"},
    LIMIT: {"attainment": "attained", "violation": "violated"},
    COMPOSITION: {"attainment": "attained", "violation": "violated"},
    DOCUMENTARY: {"attainment": "evidence", "violation": "none"},
    PAIRED: {"attainment": "kept", "violation": "broken", "not_applicable": "none"},
    PERMISSION: {"attainment": "used rightly", "violation": "used wrongly", "not_applicable": "unused"},
}
_NOTHING_TO_PAIR = {"no_trigger", "no_follower", "unused"}


class Proved(NamedTuple):
    """The situations of a rule that its cases prove, and those they do not."""

    rule: str
    form: str
    proved: tuple[str, ...]
    lacking: tuple[str, ...]


def needed(rule: Rule) -> tuple[str, ...]:
    """The situations that the cases of a rule must prove, by its form."""
    if rule.modality == "permission":
        return PERMISSION
    forms = {"order": PAIRED, "response": PAIRED, "documentary": DOCUMENTARY, "composition": COMPOSITION}
    return forms.get(rule.form, LIMIT if rule.at_most is not None else THRESHOLD)


def _form(rule: Rule) -> str:
    if rule.modality == "permission":
        return "permission"
    return "limit" if rule.form == "threshold" and rule.at_most is not None else rule.form


def coverage(book: Rulebook, results: Iterable[CaseResult]) -> Iterator[Proved]:
    """What the cases that ran prove of each rule, of those that stand here, in the order of the rulebook."""
    by_rule: dict[str, set[str]] = {}
    for result in results:
        rule = book.rule(result.located.case.rule)
        found = by_rule.setdefault(rule.id, set())
        for verdict in _expected(result):
            found.update(situations(rule, verdict))
    for rule in book.own_rules():
        proved = by_rule.get(rule.id, set())
        yield Proved(
            rule.id,
            _form(rule),
            tuple(one for one in needed(rule) if one in proved),
            tuple(one for one in needed(rule) if one not in proved),
        )


def _expected(result: CaseResult) -> Iterator[ComparedVerdict]:
    case = result.located.case
    named = {
        (one.unit, one.window, one.kind)
        for one in case.expect or case.only or ()
        if one.rule in (None, case.rule)
    }
    for verdict in result.verdicts:
        if verdict.rule == case.rule and (verdict.unit, verdict.window, verdict.kind) in named:
            yield verdict


def situations(rule: Rule, verdict: ComparedVerdict) -> Iterator[str]:
    """The situations that a verdict of the rule shows."""
    kinds = needed(rule)
    named = _NAMES[kinds].get(verdict.kind)
    if named is None or (verdict.kind == "not_applicable" and not _nothing_to_pair(rule, verdict)):
        return
    yield named
    if kinds in (THRESHOLD, LIMIT):
        yield from _near_the_amount(verdict, upper=kinds == LIMIT)


def _near_the_amount(verdict: ComparedVerdict, upper: bool) -> Iterator[str]:
    if verdict.required is not None and verdict.observed == verdict.required:
        yield "boundary"
    if verdict.required is not None and verdict.observed == verdict.required + (1 if upper else -1):
        yield "just above" if upper else "just below"
    if verdict.observed == 0:
        yield "silent unit"


def _nothing_to_pair(rule: Rule, verdict: ComparedVerdict) -> bool:
    """What makes a conditional rule due is what it answers: before the first there is nothing to answer."""
    codes = _NOTHING_TO_PAIR if rule.when is None else _NOTHING_TO_PAIR | {"not_active"}
    return verdict.reason is not None and verdict.reason.partition(":")[0] in codes
