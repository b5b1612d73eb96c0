# SPDX-License-Identifier: EUPL-1.2
"""Lint: definitions that are well-formed and still mean something doubtful or nothing.

Errors are references that lead nowhere and duties that cannot be met; warnings ask for a look.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...schema.convention import Agreement, Convention, Programme
from ...schema.rule import Duty, Objective, Rule
from .amounts import resolve
from .calendar import DAY, windows
from .conventions import reading_problem
from .lint_amounts import changes, figures, parameter_names
from .registry import Registry
from .rule_codes import duties
from .rulebook import Rulebook
from .wording import choose, closest, listed


class Finding(NamedTuple):
    """One thing to look at.

    Attributes:
        id: The check, such as `unused_parameter`.
        level: `error` must be mended, `warning` looked at.
        place: `path:line` of the rule, or the part of the convention.
        subject: The rule, parameter, clause or code in question.
        reason: What is wrong.
        remedy: What to write instead.
    """

    id: str
    level: Literal["error", "warning"]
    place: str
    subject: str
    reason: str
    remedy: str


def lint(
    rulebook: Rulebook, convention: Convention, registry: Registry, programme: Programme | None = None
) -> list[Finding]:
    """Every finding, errors first, then by place.

    National rules take their numbers from `programme` and are left out of those checks without one.
    """
    found = [
        *_convention_findings(rulebook, convention, registry),
        *_reading_findings(rulebook, convention, national=False),
        *_clause_findings(rulebook),
        *_duplicate_findings(rulebook),
    ]
    for objective, rule in rulebook.rules():
        agreement = _agreement(rule, convention, programme)
        if agreement is not None:
            found += _rule_findings(rulebook, objective, rule, agreement, registry)
    found += _unused_parameters(rulebook, convention, national=False)
    if programme is not None:
        found += _reading_findings(rulebook, programme, national=True)
        found += _unused_parameters(rulebook, programme, national=True)
        found += _member_findings(programme, convention)
    return sorted(dict.fromkeys(found), key=lambda one: (one.level, one.place, one.subject, one.id))


def selected(rule: Rule, agreement: Agreement) -> bool:
    """Whether the agreement selects every reading the rule belongs to."""
    return all(agreement.readings.get(name) == option for name, option in rule.reading.items())


def is_national(rule: Rule) -> bool:
    """Whether the rule judges the nation and belongs to the programme."""
    return "nation" in rule.for_each.kind


def _agreement(rule: Rule, convention: Convention, programme: Programme | None) -> Agreement | None:
    return programme if is_national(rule) else convention


def _dangling(place: str, got: str, options: list[str], what: str) -> Finding:
    meant = closest(got, options)
    remedy = f"write '{meant}', if that is meant" if meant else f"write one of {listed(options)}"
    return Finding("dangling_reference", "error", place, got, f"there is no {what} '{got}'", remedy)


def _convention_findings(rulebook: Rulebook, convention: Convention, registry: Registry) -> Iterator[Finding]:
    name = _name(convention)
    rules = [rule.id for _, rule in rulebook.rules()]
    objectives = [objective.objective for objective in rulebook.objectives]
    codes = sorted(registry.codes)
    if convention.region not in registry.codes:
        yield _dangling(f"{name}: region", convention.region, codes, "unit")
    for suspension in convention.suspensions:
        place = f"{name}: suspension {suspension.id}"
        yield from (_dangling(place, rule, rules, "rule") for rule in suspension.rules if rule not in rules)
        for objective in suspension.objectives:
            if objective not in objectives:
                yield _dangling(place, objective, objectives, "objective")
        for unit in suspension.units:
            if unit != "all" and unit not in registry.codes:
                yield _dangling(place, unit, ["all", *codes], "unit")
    for clause, bound in convention.bindings.items():
        place = f"{name}: bindings {clause}"
        yield from (_dangling(place, rule, rules, "rule") for rule in bound if rule not in rules)
    for suspension_id, times in Counter(one.id for one in convention.suspensions).items():
        if times > 1:
            place, reason = f"{name}: suspensions", f"{times} suspensions have this id"
            yield Finding(
                "duplicate_suspension", "error", place, suspension_id, reason, "give each its own id"
            )


def _member_findings(programme: Programme, convention: Convention) -> Iterator[Finding]:
    place = f"{_name(programme)}: members"
    for member, times in Counter(programme.members).items():
        if times > 1:
            yield Finding(
                "member_twice", "error", place, member, f"it is listed {times} times", "list it once"
            )
    if convention.convention not in programme.members:
        reason = "it is no member, so nothing done under it is awaited by a national figure"
        remedy = f"add it, or name the convention as the programme does: {listed(list(programme.members))}"
        yield Finding("not_a_member", "warning", place, convention.convention, reason, remedy)


def _reading_findings(rulebook: Rulebook, agreement: Agreement, *, national: bool) -> Iterator[Finding]:
    place = f"{_name(agreement)}: readings"
    for name, option in agreement.readings.items():
        if message := reading_problem(name, option, rulebook.vocabulary):
            remedy = "select an option of the vocabulary"
            yield Finding("unknown_reading", "error", place, name, message, remedy)
    readings = [rule.reading for _, rule in rulebook.rules() if is_national(rule) == national]
    for name in sorted({name for reading in readings for name in reading}):
        options = sorted({reading[name] for reading in readings if name in reading})
        chosen = agreement.readings.get(name)
        if chosen is None:
            reason = f"rules depend on this reading and none is selected: {listed(options)}"
            yield Finding("reading_not_selected", "error", place, name, reason, "select one option")
        elif chosen not in options:
            reason = f"{chosen} is selected, and no rule belongs to it"
            remedy = f"write the rules of {chosen}, or select one of {listed(options)}"
            yield Finding("reading_without_rules", "warning", place, name, reason, remedy)


def _clause_findings(rulebook: Rulebook) -> Iterator[Finding]:
    unjudged = {clause for entry in rulebook.not_judged for clause in entry.clauses}
    for _, rule in rulebook.rules():
        place = rulebook.places.get(rule.id, rule.id)
        for clause, times in Counter(rule.clauses).items():
            if times > 1:
                reason = f"the rule cites clause {clause} {times} times"
                yield Finding("clause_twice", "error", place, rule.id, reason, "cite it once")
            if clause in unjudged:
                reason = f"clause {clause} is also listed among those no rule judges"
                remedy = "remove it from not_judged.yaml"
                yield Finding("clause_not_judged", "error", place, rule.id, reason, remedy)
        for _, duty in duties(rule):
            for clause in sorted(set(duty.numbers) - set(rule.clauses)):
                reason = f"numbers names clause {clause}, which the rule does not cite"
                remedy = "cite the clause as well"
                yield Finding("number_without_clause", "error", place, duty.id, reason, remedy)


def _duplicate_findings(rulebook: Rulebook) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for _, rule in rulebook.rules():
        if rule.form not in ("threshold", "documentary"):
            continue
        events = (rule.where, rule.when, rule.measure, rule.comparator)
        meaning = repr((rule.for_each, *events, rule.per, sorted(rule.reading.items())))
        if meaning in first:
            reason = f"it judges the same units, events, measure and windows as {first[meaning]}"
            remedy = "merge them into one rule that cites both clauses, or write what differs"
            place = rulebook.places.get(rule.id, rule.id)
            yield Finding("duplicate_meaning", "warning", place, rule.id, reason, remedy)
        first.setdefault(meaning, rule.id)


def _unused_parameters(rulebook: Rulebook, agreement: Agreement, *, national: bool) -> Iterator[Finding]:
    used = {
        name
        for _, rule in rulebook.rules()
        if is_national(rule) == national
        for _, duty in duties(rule)
        for name in parameter_names(duty.amount)
    }
    for name in sorted(set(agreement.parameters) - used):
        reason, remedy = "no rule uses this parameter", "remove it, or write it in the rule it is meant for"
        yield Finding("unused_parameter", "warning", f"{_name(agreement)}: parameters", name, reason, remedy)


def _name(agreement: Agreement) -> str:
    if isinstance(agreement, Programme):
        return f"programme {agreement.programme}"
    return f"convention {agreement.convention}" if isinstance(agreement, Convention) else "agreement"


def _rule_findings(
    rulebook: Rulebook, objective: Objective, rule: Rule, agreement: Agreement, registry: Registry
) -> Iterator[Finding]:
    place = rulebook.places.get(rule.id, f"objective {objective.objective}")
    for _, duty in duties(rule):
        if duty.quantified and not duty.numbers and not rule.numbers and rule.form == "threshold":
            remedy = f'write numbers, for example {{"{rule.clauses[0]}": 1}}'
            yield Finding("no_numbers", "warning", place, duty.id, "no figure is tied to the text", remedy)
        missing = parameter_names(duty.amount) - set(agreement.parameters)
        if missing and selected(rule, agreement):
            for name in sorted(missing):
                yield _parameter_missing(place, duty, name, agreement)
        elif not missing:
            yield from _amount_findings(place, rule, duty, agreement, registry)


def _parameter_missing(place: str, duty: Duty, name: str, agreement: Agreement) -> Finding:
    remedy = f"add it to the parameters, or: {choose(name, sorted(agreement.parameters))}"
    reason = f"{_name(agreement)} has no parameter {name}"
    return Finding("unknown_parameter", "error", place, duty.id, reason, remedy)


def _amount_findings(
    place: str, rule: Rule, duty: Duty, agreement: Agreement, registry: Registry
) -> Iterator[Finding]:
    amount = duty.amount
    limit = _most(duty, agreement, registry)
    largest = max(figures(amount, agreement.parameters))
    if limit is not None and duty.comparator == "at_least" and largest > limit[0]:
        reason = f"it asks for at least {largest}, and there are {limit[0]} {limit[1]}"
        remedy = "lower the minimum or add what is missing"
        yield Finding("unattainable", "error", place, duty.id, reason, remedy)
    found = windows(rule.per, agreement.term, agreement.term.end, agreement.year_basis)
    for day in changes(amount, agreement.parameters):
        inside = [window for window in found if max(window.start, agreement.term.start) < day <= window.end]
        if inside:
            before = resolve(amount, agreement.parameters, day - DAY).written()
            label = inside[0].label
            reason = f"the amount changes on {day}, inside window {label}, where {before} stays in force"
            remedy = "let it change where a window begins, or leave it if the act says so"
            yield Finding("change_inside_window", "warning", place, duty.id, reason, remedy)


def _most(duty: Duty, agreement: Agreement, registry: Registry) -> tuple[int, str] | None:
    """The most a duty can ever observe, and of what, where that is known."""
    if duty.measure.units is not None and isinstance(agreement, Convention):
        kinds, term = duty.measure.units, agreement.term
        alive = [one for one in registry.units if one.valid_from <= term.end and one.valid_to >= term.start]
        return sum(unit.kind in kinds for unit in alive), f"units of kind {listed(kinds)} in the term"
    if duty.measure.distinct == "phase" and duty.where is not None and duty.where.phase is not None:
        phases = duty.where.phase.values
        return None if phases is None else (len(phases), "phases in where")
    return None
