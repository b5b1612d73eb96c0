# SPDX-License-Identifier: EUPL-1.2
"""Changes of what a rule is about: units, period, measure, condition, pairing, composition, reading."""

from collections.abc import Iterator
from typing import Any, get_args

from ...schema.measure import Measure, NumericColumn, Share
from ...schema.rule import Order, Period, Response, Rule, Scope
from ...schema.vocabulary import Vocabulary
from ..definitions.rule_codes import following
from .filters import listed_changes
from .written import (
    DROPPED,
    Place,
    WrittenChange,
    dropped,
    label,
    replaced,
    short_form,
    shown,
    steps_of,
    written,
)

_IDENTITIES = ("firm", "person", "case")
_DISTINCT = (*_IDENTITIES, "phase", "target", "topic")
_MONTH = 30


def unit_changes(rule: Rule, vocabulary: Vocabulary) -> Iterator[WrittenChange]:
    """Each kind judged taken away or swapped, another one judged as well; attributes dropped or swapped."""
    judged = rule.for_each
    kinds = list(vocabulary.unit_kinds)
    yield from listed_changes(judged.kind, ("for_each", "kind"), kinds)
    added = following("region", ["region", "cpi"], judged.kind)
    if added is not None and "nation" not in judged.kind:
        yield WrittenChange(f"for_each.kind with {added}", ((("for_each", "kind"), [*judged.kind, added]),))
    for name, values in judged.where.items():
        here = ("for_each", "where", name)
        yield dropped(here)
        declared = [
            code for kind in judged.kind for code in vocabulary.unit_kinds[kind].attributes.get(name, ())
        ]
        yield from listed_changes(values, here, declared)


def period_changes(rule: Rule) -> Iterator[WrittenChange]:
    """Every other period."""
    for period in get_args(Period):
        if period != rule.per:
            yield replaced(("per",), rule.per, period)


def reading_changes(rule: Rule, vocabulary: Vocabulary) -> Iterator[WrittenChange]:
    """Every other option of each reading the rule belongs to."""
    for name, option in rule.reading.items():
        for other in vocabulary.readings[name].options:
            if other != option:
                yield replaced(("reading", name), option, other)


def measure_changes(measure: Measure, place: Place, vocabulary: Vocabulary) -> Iterator[WrittenChange]:
    """Other things that could be counted."""
    here = (*place, "measure")
    for other in _other_measures(measure, vocabulary):
        yield replaced(here, measure.label(), other)
    if measure.units is not None:
        yield from listed_changes(measure.units, (*here, "units"), list(vocabulary.unit_kinds))
    if measure.share is not None:
        yield from _share_changes(measure.share, (*here, "share"), vocabulary)


def _other_measures(measure: Measure, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    if measure.share is not None:
        return
    if measure.count is None:
        yield {"count": "events"}
    if measure.sum is not None:
        yield from ({"sum": column} for column in get_args(NumericColumn) if column != measure.sum)
    else:
        yield {"sum": "participants"}
    taken = measure.distinct
    yield from ({"distinct": one} for one in _DISTINCT if one != taken and (one in _IDENTITIES or taken))


def _share_changes(share: Share, here: Place, vocabulary: Vocabulary) -> Iterator[WrittenChange]:
    reached = share.reached
    for identity in _IDENTITIES:
        if identity != reached:
            old = reached if isinstance(reached, str) else f"sum {reached.sum}"
            yield replaced((*here, "reached"), old, identity)
    if not isinstance(reached, str):
        for column in get_args(NumericColumn):
            if column != reached.sum:
                yield replaced((*here, "reached", "sum"), reached.sum, column)
    other = following(share.of, list(vocabulary.populations), (share.of,))
    if other is not None:
        yield replaced((*here, "of"), share.of, other)
    if isinstance(reached, str):
        yield dropped((*here, "since")) if share.since else replaced((*here, "since"), "none", "joining")
    if share.lead_days:
        yield dropped((*here, "lead_days"))
        yield from (
            replaced((*here, "lead_days"), share.lead_days, near) for near in steps_of(share.lead_days, 0)
        )


def condition_form_changes(rule: Rule) -> Iterator[WrittenChange]:
    """Changes of `when` as a whole; those of its events are changes of filters."""
    if rule.when is None:
        return
    freed = ((("modality",), "obligation"),) if rule.modality == "conditional" else ()
    yield WrittenChange("when dropped", ((("when",), DROPPED), *freed))
    yield replaced(("when", "at"), rule.when.at, "unit" if rule.when.at == "region" else "region")
    if rule.when.until is not None:
        yield dropped(("when", "until"))
        yield replaced(("when", "until", "lapses"), rule.when.until.lapses, not rule.when.until.lapses)


def pairing_changes(pairing: Order | Response, place: Place) -> Iterator[WrittenChange]:
    """The direction turned round, another scope, other days, one for each or not."""
    second = "after" if isinstance(pairing, Order) else "then"
    each, other = (*place, "each"), (*place, second)
    turned = ((each, short_form(getattr(pairing, second))), (other, short_form(pairing.each)))
    yield WrittenChange(f"{label(place)} turned round", turned)
    for scope in get_args(Scope):
        if scope != pairing.same:
            yield replaced((*place, "same"), pairing.same, scope)
    yield from _within_changes(pairing, (*place, "within_days"))
    flag = (*place, "one_to_one")
    yield replaced(flag, shown(pairing.one_to_one), not pairing.one_to_one)


def _within_changes(pairing: Order | Response, here: Place) -> Iterator[WrittenChange]:
    days = pairing.within_days
    if isinstance(days, int):
        yield from (replaced(here, days, near) for near in steps_of(days, 0))
        yield dropped(here) if isinstance(pairing, Order) else replaced(here, days, "term")
    elif days == "term":
        yield replaced(here, days, _MONTH)


def composition_changes(rule: Rule) -> Iterator[WrittenChange]:
    """Another composition of the same members, one more or fewer of them, each left out."""
    if rule.at_least_of is not None:
        n = rule.at_least_of.n
        yield from (replaced(("at_least_of", "n"), n, near) for near in steps_of(n, 1))
        members: Place = ("at_least_of", "members")
    elif rule.members:
        form, other = ("any_of", "all_of") if rule.any_of else ("all_of", "any_of")
        yield WrittenChange(f"{form} -> {other}", (((other,), written(rule)[form]), ((form,), DROPPED)))
        members = (form,)
    for position, member in enumerate(rule.members):
        yield WrittenChange(f"without {member.id}", (((*members, position), DROPPED),))
