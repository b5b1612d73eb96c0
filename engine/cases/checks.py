# SPDX-License-Identifier: EUPL-1.2
"""Cases checked before they run: a case about something that does not exist must not pass."""

from collections.abc import Collection, Iterator

from ...schema.case import Case, CaseEvent
from ...schema.convention import Agreement, Convention, Programme
from ...schema.rule import Rule
from ..agreements.units_file import cycles
from ..definitions.agreement_references import binding_problems, suspension_problems
from ..definitions.conventions import reading_problem
from ..definitions.registry import Registry
from ..definitions.rule_codes import Problem, coded_columns, duties
from ..definitions.rulebook import Rulebook
from ..definitions.validation import check, problem
from ..definitions.wording import choose, some
from ..definitions.yaml_source import Source, Steps
from ..language.reader import words
from ..tallies.declared import takes_figures
from .expansion import Defaults, merged, nation_registry, region_registry
from .facts import parse_repeat
from .lives import life_problems
from .unfolding import Unfolded


def case_problems(one: Unfolded, source: Source, rulebook: Rulebook, defaults: Defaults) -> Iterator[str]:
    """Everything wrong with a case of `source`, one located line each."""
    agreement, problems = _agreement(one, source, defaults)
    if agreement is None:
        yield from problems
        return
    registry = _registry(one.located.case, agreement, defaults)
    found = [
        *_rule_problems(one, agreement, rulebook),
        *_absent_problems(one, agreement),
        *_unit_problems(one, registry.codes),
        *_life_problems(one, registry, agreement, rulebook),
        *_registry_problems(one, rulebook),
        *_code_problems(one, rulebook),
        *_row_problems(one, rulebook),
        *_expectation_problems(one),
        *_override_problems(one, agreement, registry, rulebook),
    ]
    for name, option in agreement.readings.items():
        if message := reading_problem(name, option, rulebook.vocabulary):
            found.append((one.at("convention", "readings", name), message))
    yield from (problem(source, steps, message) for steps, message in found)


def _override_problems(
    one: Unfolded, agreement: Agreement, registry: Registry, rulebook: Rulebook
) -> Iterator[Problem]:
    """What the overrides of a convention name that is not there."""
    written = one.located.case.convention
    if isinstance(agreement, Convention) and "suspensions" in written:
        for steps, message in suspension_problems(agreement.suspensions, registry.codes, rulebook):
            yield one.at("convention", *steps), message
    if isinstance(agreement, Convention) and "bindings" in written:
        for steps, message in binding_problems(agreement.bindings, rulebook):
            yield one.at("convention", *steps), message


def _agreement(one: Unfolded, source: Source, defaults: Defaults) -> tuple[Agreement | None, list[str]]:
    """The convention or programme a case is judged under, or what is wrong with it."""
    case = one.located.case
    national = case.rule in defaults.national
    data = defaults.programme if national else defaults.data
    if data is None:
        return None, [problem(source, one.at("rule"), no_programme(case.rule))]
    model: type[Agreement] = Programme if national else Convention
    agreement, problems = check(model, Source(source.path, merged(data, case.convention)))
    return agreement, [_relocated(line, one, source) for line in problems]


def no_programme(rule: str) -> str:
    """What is said of a national rule where the rulebook has no programme."""
    return words.text(
        "got '{rule}', which judges the nation; write its programme, conventions/national.yaml", rule=rule
    )


def _registry(case: Case, agreement: Agreement, defaults: Defaults) -> Registry:
    if isinstance(agreement, Programme):
        return nation_registry(case, agreement, defaults)
    assert isinstance(agreement, Convention)
    return region_registry(case, agreement.region, defaults)


def _absent_problems(one: Unfolded, agreement: Agreement) -> Iterator[Problem]:
    absent = one.located.case.absent
    if not absent:
        return
    if not isinstance(agreement, Programme):
        yield (
            one.at("absent"),
            words.text("got members of a programme for a rule that judges no nation; remove absent"),
        )
        return
    for position, name in enumerate(absent):
        if name not in agreement.members:
            yield one.at("absent", position), choose(name, list(agreement.members))
    if set(absent) >= set(agreement.members):
        yield one.at("absent"), words.text("got every member of the programme; leave out one that is given")


def _relocated(line: str, one: Unfolded, source: Source) -> str:
    """A problem of the merged agreement, told at the line of the override."""
    message = line[len(source.path) + 1 :].split(": ", 1)[1]
    return problem(source, one.at("convention"), message)


def _rule_problems(one: Unfolded, agreement: Agreement, rulebook: Rulebook) -> Iterator[Problem]:
    rules = {rule.id: rule for _, rule in rulebook.rules()}
    rule = rules.get(one.located.case.rule)
    if rule is None:
        yield one.at("rule"), choose(one.located.case.rule, list(rules))
        return
    members = [duty.id for _, duty in duties(rule)]
    for steps, expected in one.expectations():
        if expected.rule is not None and expected.rule not in members:
            yield steps, choose(expected.rule, members)
    if unselected := _unselected(rule, agreement):
        yield (
            one.at("rule"),
            words.text(
                "got '{rule}', which is not active: {agreement} does not select {reading};"
                " write convention: {{readings: {{{reading}}}}}",
                rule=rule.id,
                agreement=words.text("the programme")
                if isinstance(agreement, Programme)
                else words.text("the convention"),
                reading=unselected,
            ),
        )


def _unselected(rule: Rule, agreement: Agreement) -> str:
    chosen = agreement.readings
    return ", ".join(
        f"{name}: {option}" for name, option in rule.reading.items() if chosen.get(name) != option
    )


def _life_problems(
    one: Unfolded, registry: Registry, agreement: Agreement, rulebook: Rulebook
) -> Iterator[Problem]:
    case = one.located.case
    if any(list(_date_problems(event)) for event in case.events):
        return
    rule = next((rule for _, rule in rulebook.rules() if rule.id == case.rule), None)
    for (part, *inner), message in life_problems(case, registry, rule, agreement):
        yield one.at(str(part), *inner), message


def _unit_problems(one: Unfolded, codes: Collection[str]) -> Iterator[Problem]:
    for steps, code in _named_units(one):
        if code not in codes:
            yield steps, choose(code, sorted(codes))


def _named_units(one: Unfolded) -> Iterator[tuple[Steps, str]]:
    case = one.located.case
    for position, event in enumerate(case.events):
        yield from ((one.at("events", position, "unit"), code) for code in event.unit or ())
        yield from ((one.at("events", position, "repeat"), code) for code in _repeated_at(event))
    for position, row in enumerate(case.populations):
        yield one.at("populations", position, "unit"), row.unit
    if case.submissions != "complete":
        for position, submission in enumerate(case.submissions):
            yield from ((one.at("submissions", position, "units"), code) for code in submission.units)
    yield from ((steps, expected.unit) for steps, expected in one.expectations())
    for unit in case.units:
        for column in ("parent", "successor"):
            if (code := getattr(unit, column)) is not None:
                yield one.at("units", unit.code, column), code


def _repeated_at(event: CaseEvent) -> tuple[str, ...]:
    try:
        return parse_repeat(event.repeat).at if event.repeat else ()
    except ValueError:
        return ()


def _registry_problems(one: Unfolded, rulebook: Rulebook) -> Iterator[Problem]:
    kinds, units = rulebook.vocabulary.unit_kinds, one.located.case.units
    for unit in units:
        if unit.kind not in kinds:
            yield one.at("units", unit.code), choose(unit.kind, list(kinds))
            continue
        for name, value in unit.attributes.items():
            allowed = kinds[unit.kind].attributes
            if name not in allowed:
                yield one.at("units", unit.code, "attributes", name), choose(name, list(allowed))
            elif value not in allowed[name]:
                yield one.at("units", unit.code, "attributes", name), choose(value, allowed[name])
    for column in ("parent", "successor"):
        links = {unit.code: code for unit in units if (code := getattr(unit, column)) is not None}
        for cycle in cycles(links):
            yield (
                one.at("units"),
                words.text(
                    "got the circle {path}; no {column} leads back",
                    path=" > ".join((*cycle, cycle[0])),
                    column=column,
                ),
            )


def _code_problems(one: Unfolded, rulebook: Rulebook) -> Iterator[Problem]:
    vocabulary = rulebook.vocabulary
    for position, event in enumerate(one.located.case.events):
        for column, known in coded_columns(vocabulary).items():
            written = getattr(event, column)
            for code in (written,) if isinstance(written, str) else written or ():
                if code not in known:
                    yield one.at("events", position, column), choose(code, list(known))
        if event.event in vocabulary.events and vocabulary.events[event.event].derived:
            message = words.text(
                "got '{event}', which the program derives; write submissions instead", event=event.event
            )
            yield one.at("events", position, "event"), message
        for steps, message in _date_problems(event):
            yield one.at("events", position, *steps), message


def _row_problems(one: Unfolded, rulebook: Rulebook) -> Iterator[Problem]:
    """Figures and members of what takes none, or does not exist."""
    takers = [rule.id for _, rule in rulebook.rules() if takes_figures(rule)]
    for position, figure in enumerate(one.located.case.figures):
        if figure.rule not in takers:
            yield one.at("figures", position, "rule"), choose(figure.rule, takers)
    vocabulary = rulebook.vocabulary
    for position, row in enumerate(one.located.case.populations):
        if row.population not in vocabulary.populations:
            message = choose(row.population, list(vocabulary.populations))
            yield one.at("populations", position, "population"), message


def _date_problems(event: CaseEvent) -> Iterator[Problem]:
    if event.repeat is None:
        if event.date is None:
            yield (), words.text("got neither date nor repeat; write one, for example date: 2018-03-20")
        return
    try:
        repeat = parse_repeat(event.repeat)
    except ValueError as error:
        yield ("repeat",), str(error)
        return
    if repeat.at and event.unit:
        yield (
            ("repeat",),
            words.text("got units twice, here and as unit: {units}; write them once", units=some(event.unit)),
        )


def _expectation_problems(one: Unfolded) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for steps, expected in one.expectations():
        identity = (expected.rule or one.located.case.rule, expected.unit, expected.window)
        if identity in seen:
            yield (
                steps,
                words.text(
                    "got {unit} {window} twice; write one expected verdict",
                    unit=expected.unit,
                    window=expected.window,
                ),
            )
        seen.add(identity)
