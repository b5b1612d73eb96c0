# SPDX-License-Identifier: EUPL-1.2
"""Lint: definitions that are well-formed and still mean something doubtful or nothing.

Errors are duties that cannot be met and clauses that cannot be followed; warnings ask for a look. References that
lead nowhere are no finding: definitions with them are refused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from ...schema.convention import Agreement, Convention, Programme
from ...schema.rule import Objective, Rule
from ..language.reader import words
from .agreement_places import AgreementPlaces
from .finding import LintFinding
from .lint_amounts import parameter_names
from .lint_attainable import attainable_findings, judged_findings, most_observed
from .lint_conditions import condition_findings
from .lint_dates import duty_date_findings, parameter_date_findings, suspension_date_findings
from .lint_reach import reach_findings
from .lint_recording import recording_findings
from .lint_spelling import spelling_findings
from .lint_subjects import subject_findings
from .lint_texts import agreement_text_findings, text_findings
from .lint_violable import violable_findings
from .registry import Registry
from .rule_codes import duties
from .rulebook import Rulebook
from .wording import some
from .yaml_source import Source

__all__ = ["LintFinding", "is_national", "lint", "selected"]


def lint(
    rulebook: Rulebook,
    convention: Convention,
    registry: Registry,
    programme: Programme | None = None,
    sources: Mapping[str, Source] | None = None,
) -> list[LintFinding]:
    """Every finding, errors first, then by place.

    National rules take their numbers from `programme` and are left out of those checks without one.

    Args:
        sources: The files the convention and the programme were read from, by name.
    """
    sources = sources or {}
    places = AgreementPlaces(convention, sources.get(convention.convention))
    found = [
        *_region_findings(places, convention, registry),
        *_unconfirmed_findings(places),
        *_reading_findings(rulebook, places, national=False),
        *_clause_findings(rulebook),
        *text_findings(rulebook),
        *recording_findings(rulebook),
        *spelling_findings(rulebook),
        *agreement_text_findings(places),
        *suspension_date_findings(places, convention),
        *parameter_date_findings(places),
        *subject_findings(rulebook, lambda rule: _agreement(rule, convention, programme)),
    ]
    for objective, rule in rulebook.rules():
        found += condition_findings(rulebook, rule)
        agreement = _agreement(rule, convention, programme)
        if agreement is not None:
            found += _rule_findings(rulebook, objective, rule, agreement, registry)
    found += _unused_parameters(rulebook, places, national=False)
    if programme is not None:
        places = AgreementPlaces(programme, sources.get(programme.programme))
        found += _programme_findings(rulebook, places, programme, convention)
    return sorted(dict.fromkeys(found), key=lambda one: (one.level, one.place, one.subject, one.id))


def _programme_findings(
    rulebook: Rulebook, places: AgreementPlaces, programme: Programme, convention: Convention
) -> list[LintFinding]:
    return [
        *_reading_findings(rulebook, places, national=True),
        *agreement_text_findings(places),
        *parameter_date_findings(places),
        *_unused_parameters(rulebook, places, national=True),
        *_member_findings(places, programme, convention),
    ]


def selected(rule: Rule, agreement: Agreement) -> bool:
    """Whether the agreement selects every reading the rule belongs to."""
    return all(agreement.readings.get(name) == option for name, option in rule.reading.items())


def is_national(rule: Rule) -> bool:
    """Whether the rule judges the nation and belongs to the programme."""
    return "nation" in rule.for_each.kind


def _agreement(rule: Rule, convention: Convention, programme: Programme | None) -> Agreement | None:
    return programme if is_national(rule) else convention


def _region_findings(
    places: AgreementPlaces, convention: Convention, registry: Registry
) -> Iterator[LintFinding]:
    region = convention.region
    for unit in registry.units:
        if unit.kind == "region" and unit.code != region:
            reason = words.text(
                "it is a second region beside {region}, and a convention is that of one region", region=region
            )
            remedy = words.text("leave it out of the registry, or give it the kind that it is")
            yield LintFinding("second_region", "error", places.of("units"), unit.code, reason, remedy)


def _unconfirmed_findings(places: AgreementPlaces) -> Iterator[LintFinding]:
    if places.agreement.to_confirm:
        place, named = places.of("to_confirm"), ", ".join(places.agreement.to_confirm)
        reason = words.text("taken from another agreement")
        remedy = words.text(
            "compare each value with the text of this one, then take its name out of to_confirm"
        )
        yield LintFinding("unconfirmed", "warning", place, named, reason, remedy)


def _member_findings(
    places: AgreementPlaces, programme: Programme, convention: Convention
) -> Iterator[LintFinding]:
    place = places.of("members")
    for member, times in Counter(programme.members).items():
        if times > 1:
            reason = words.text("it is listed {times} times", times=times)
            yield LintFinding("member_twice", "error", place, member, reason, words.text("list it once"))
    if convention.convention not in programme.members:
        reason = words.text("it is no member, so nothing done under it is awaited by a national figure")
        remedy = words.text(
            "add it, or name the convention as the programme does: {members}", members=some(programme.members)
        )
        yield LintFinding("not_a_member", "warning", place, convention.convention, reason, remedy)


def _reading_findings(
    rulebook: Rulebook, places: AgreementPlaces, *, national: bool
) -> Iterator[LintFinding]:
    readings = [rule.reading for _, rule in rulebook.rules() if is_national(rule) == national]
    for name in sorted({name for reading in readings for name in reading}):
        options = sorted({reading[name] for reading in readings if name in reading})
        chosen = places.agreement.readings.get(name)
        if chosen is not None and chosen not in (*options, *rulebook.vocabulary.without_rules(name)):
            reason = words.text("{option} is selected, and no rule belongs to it", option=chosen)
            remedy = words.text(
                "write the rules of {option}, select one of {options}, or list it in the vocabulary's without_rules",
                option=chosen,
                options=some(options),
            )
            yield LintFinding(
                "reading_without_rules", "warning", places.of("readings", name), name, reason, remedy
            )


def _clause_findings(rulebook: Rulebook) -> Iterator[LintFinding]:
    unjudged = {clause for entry in rulebook.not_judged for clause in entry.clauses}
    for _, rule in rulebook.rules():
        place = rulebook.places.get(rule.id, rule.id)
        for clause, times in Counter(rule.clauses).items():
            if times > 1:
                reason = words.text(
                    "the rule cites clause {clause} {times} times", clause=clause, times=times
                )
                yield LintFinding("clause_twice", "error", place, rule.id, reason, words.text("cite it once"))
            if not any(letter.isalnum() for letter in clause):
                remedy = words.text(
                    'write the clause of the signed text it comes from, for example clauses: ["5.1.1"]'
                )
                reason = words.text("clauses: the clause is still to be written")
                yield LintFinding("missing_clause", "error", place, rule.id, reason, remedy)
            if clause in unjudged:
                reason = words.text(
                    "clause {clause} is also listed among those no rule judges", clause=clause
                )
                remedy = words.text("remove it from not_judged.yaml")
                yield LintFinding("clause_not_judged", "error", place, rule.id, reason, remedy)
        for _, duty in duties(rule):
            for clause in sorted(set(duty.numbers) - set(rule.clauses)):
                reason = words.text(
                    "numbers names clause {clause}, which the rule does not cite", clause=clause
                )
                remedy = words.text("cite the clause as well")
                yield LintFinding("number_without_clause", "error", place, duty.id, reason, remedy)


def _unused_parameters(
    rulebook: Rulebook, places: AgreementPlaces, *, national: bool
) -> Iterator[LintFinding]:
    used = {
        name
        for _, rule in rulebook.rules()
        if is_national(rule) == national
        for _, duty in duties(rule)
        for name in parameter_names(duty.amount)
    }
    for name in sorted(set(places.agreement.parameters) - used):
        reason = words.text("no rule uses this parameter")
        remedy = words.text("remove it, or write it in the rule it is meant for")
        yield LintFinding("unused_parameter", "warning", places.of("parameters", name), name, reason, remedy)


def _rule_findings(
    rulebook: Rulebook, objective: Objective, rule: Rule, agreement: Agreement, registry: Registry
) -> Iterator[LintFinding]:
    place = rulebook.places.get(rule.id, f"objective {objective.objective}")
    yield from judged_findings(place, rule, agreement, registry)
    if isinstance(agreement, Convention):
        yield from reach_findings(place, rule, agreement, registry, rulebook.vocabulary)
    for _, duty in duties(rule):
        written = "numbers" in duty.model_fields_set or "numbers" in rule.model_fields_set
        if duty.quantified and not written and rule.form == "threshold":
            remedy = words.text(
                'write numbers, for example {{"{clause}": 1}}, or {{}} where the text has no figure',
                clause=rule.clauses[0],
            )
            yield LintFinding(
                "no_numbers", "warning", place, duty.id, words.text("no figure is tied to the text"), remedy
            )
        if parameter_names(duty.amount) <= set(agreement.parameters):
            most = most_observed(rule, duty, agreement, registry, rulebook.vocabulary)
            yield from attainable_findings(place, duty, agreement, most)
            yield from violable_findings(place, rule, duty, agreement, most)
            yield from duty_date_findings(place, rule, duty, agreement)
