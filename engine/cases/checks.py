# SPDX-License-Identifier: EUPL-1.2
"""Cases checked before they run: a case about something that does not exist must not pass."""

from collections import Counter
from collections.abc import Collection, Iterator

from ...schema.case import Case, CaseEvent, Expected
from ...schema.convention import Agreement, Convention, Programme
from ...schema.rule import Rule
from ..definitions.agreement_references import binding_problems, suspension_problems
from ..definitions.conventions import reading_problem
from ..definitions.registry import Registry
from ..definitions.rule_codes import Problem, coded_columns, duties
from ..definitions.rulebook import Rulebook
from ..definitions.units_file import cycles
from ..definitions.validation import check, problem
from ..definitions.wording import choose, some
from ..definitions.yaml_source import Source, Steps
from ..language.reader import words
from ..tallies.declared import takes_figures
from .expansion import Defaults, merged, nation_registry, region_registry
from .facts import parse_repeat
from .lives import life_problems


def case_problems(
    case: Case, steps: Steps, source: Source, rulebook: Rulebook, defaults: Defaults
) -> Iterator[str]:
    """Everything wrong with the case at `steps` of `source`, one located line each."""
    agreement, problems = _agreement(case, steps, source, defaults)
    if agreement is None:
        yield from problems
        return
    registry = _registry(case, agreement, defaults)
    rule = next((rule for _, rule in rulebook.rules() if rule.id == case.rule), None)
    found = [
        *_rule_problems(case, agreement, rulebook),
        *_given_problems(case, agreement),
        *_unit_problems(case, registry.codes),
        *(life_problems(case, registry, rule, agreement) if not _malformed(case) else ()),
        *_registry_problems(case, rulebook),
        *_code_problems(case, rulebook),
        *_expectation_problems(case),
        *_override_problems(case, agreement, rulebook, defaults),
    ]
    for name, option in agreement.readings.items():
        if message := reading_problem(name, option, rulebook.vocabulary):
            found.append((("convention", "readings", name), message))
    yield from (problem(source, (*steps, *inner), message) for inner, message in found)


def _override_problems(
    case: Case, agreement: Agreement, rulebook: Rulebook, defaults: Defaults
) -> Iterator[Problem]:
    """What the overrides of a convention name that is not there."""
    if isinstance(agreement, Convention) and "suspensions" in case.convention:
        codes = _registry(case, agreement, defaults).codes
        for steps, message in suspension_problems(agreement.suspensions, codes, rulebook):
            yield ("convention", *steps), message
    if isinstance(agreement, Convention) and "bindings" in case.convention:
        for steps, message in binding_problems(agreement.bindings, rulebook):
            yield ("convention", *steps), message


def _agreement(
    case: Case, steps: Steps, source: Source, defaults: Defaults
) -> tuple[Agreement | None, list[str]]:
    """The convention or programme a case is judged under, or what is wrong with it."""
    national = case.rule in defaults.national
    data = defaults.programme if national else defaults.data
    if data is None:
        reason = words.text(
            "got '{rule}', which judges the nation; write its programme, conventions/national.yaml",
            rule=case.rule,
        )
        return None, [problem(source, (*steps, "rule"), reason)]
    model: type[Agreement] = Programme if national else Convention
    agreement, problems = check(model, Source(source.path, merged(data, case.convention)))
    return agreement, [_relocated(line, steps, source) for line in problems]


def _registry(case: Case, agreement: Agreement, defaults: Defaults) -> Registry:
    if isinstance(agreement, Programme):
        return nation_registry(case, agreement, defaults)
    assert isinstance(agreement, Convention)
    return region_registry(case, agreement.region, defaults)


def _given_problems(case: Case, agreement: Agreement) -> Iterator[Problem]:
    if case.given is None:
        return
    if not isinstance(agreement, Programme):
        yield (
            ("given",),
            words.text("got members of a programme for a rule that judges no nation; remove given"),
        )
        return
    for position, name in enumerate(case.given):
        if name not in agreement.members:
            yield ("given", position), choose(name, list(agreement.members))


def _relocated(line: str, steps: Steps, source: Source) -> str:
    """A problem of the merged agreement, told at the line of the override."""
    message = line[len(source.path) + 1 :].split(": ", 1)[1]
    return problem(source, (*steps, "convention"), message)


def _rule_problems(case: Case, agreement: Agreement, rulebook: Rulebook) -> Iterator[Problem]:
    rules = {rule.id: rule for _, rule in rulebook.rules()}
    rule = rules.get(case.rule)
    if rule is None:
        yield ("rule",), choose(case.rule, list(rules))
        return
    members = [duty.id for _, duty in duties(rule)]
    for steps, expected in _expectations(case):
        if expected.rule is not None and expected.rule not in members:
            yield (*steps, "rule"), choose(expected.rule, members)
    if unselected := _unselected(rule, agreement):
        yield (
            ("rule",),
            words.text(
                "got '{rule}', which is not active: {agreement} does not select {reading};"
                " write convention: {{readings: {{{reading}}}}}",
                rule=case.rule,
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


def _expectations(case: Case) -> Iterator[tuple[Steps, Expected]]:
    key = "expect" if case.expect is not None else "only"
    for position, expected in enumerate(case.expect or case.only or ()):
        yield (key, position), expected


def _malformed(case: Case) -> bool:
    """Whether the days of some event cannot be told; that is a problem of its own."""
    return any(list(_date_problems(event)) for event in case.events)


def _unit_problems(case: Case, codes: Collection[str]) -> Iterator[Problem]:
    for steps, code in _named_units(case):
        if code not in codes:
            yield steps, choose(code, sorted(codes))


def _named_units(case: Case) -> Iterator[tuple[Steps, str]]:
    for position, event in enumerate(case.events):
        yield from ((("events", position, "unit"), code) for code in event.unit or ())
        yield from ((("events", position, "repeat"), code) for code in _repeated_at(event))
    for position, row in enumerate(case.populations):
        yield ("populations", position, "unit"), row.unit
    for position, figure in enumerate(case.figures):
        yield ("figures", position, "unit"), figure.unit
    if case.submissions != "complete":
        for position, submission in enumerate(case.submissions):
            yield from ((("submissions", position, "units"), code) for code in submission.units)
    yield from (((*steps, "unit"), expected.unit) for steps, expected in _expectations(case))
    for position, unit in enumerate(case.units):
        for column in ("parent", "successor"):
            if (code := getattr(unit, column)) is not None:
                yield ("units", position, column), code


def _repeated_at(event: CaseEvent) -> tuple[str, ...]:
    try:
        return parse_repeat(event.repeat).at if event.repeat else ()
    except ValueError:
        return ()


def _registry_problems(case: Case, rulebook: Rulebook) -> Iterator[Problem]:
    kinds = rulebook.vocabulary.unit_kinds
    codes = Counter(unit.code for unit in case.units)
    for position, unit in enumerate(case.units):
        here: Steps = ("units", position)
        if codes[unit.code] > 1:
            yield (
                (*here, "code"),
                words.text(
                    "got '{code}' {times} times; a code names one unit",
                    code=unit.code,
                    times=codes[unit.code],
                ),
            )
        if unit.kind not in kinds:
            yield (*here, "kind"), choose(unit.kind, list(kinds))
            continue
        for name, value in unit.attributes.items():
            allowed = kinds[unit.kind].attributes
            if name not in allowed:
                yield (*here, "attributes", name), choose(name, list(allowed))
            elif value not in allowed[name]:
                yield (*here, "attributes", name), choose(value, allowed[name])
    for column in ("parent", "successor"):
        links = {unit.code: code for unit in case.units if (code := getattr(unit, column)) is not None}
        for cycle in cycles(links):
            yield (
                ("units",),
                words.text(
                    "got the circle {path}; no {column} leads back",
                    path=" > ".join((*cycle, cycle[0])),
                    column=column,
                ),
            )


def _code_problems(case: Case, rulebook: Rulebook) -> Iterator[Problem]:
    vocabulary = rulebook.vocabulary
    for position, event in enumerate(case.events):
        here: Steps = ("events", position)
        for column, known in coded_columns(vocabulary).items():
            written = getattr(event, column)
            for code in (written,) if isinstance(written, str) else written or ():
                if code not in known:
                    yield (*here, column), choose(code, list(known))
        if event.event in vocabulary.events and vocabulary.events[event.event].derived:
            message = words.text(
                "got '{event}', which the program derives; write submissions instead", event=event.event
            )
            yield (*here, "event"), message
        yield from (((*here, *steps), message) for steps, message in _date_problems(event))
    takers = [rule.id for _, rule in rulebook.rules() if takes_figures(rule)]
    for position, figure in enumerate(case.figures):
        if figure.rule not in takers:
            yield ("figures", position, "rule"), choose(figure.rule, takers)
    for position, row in enumerate(case.populations):
        if row.population not in vocabulary.populations:
            message = choose(row.population, list(vocabulary.populations))
            yield ("populations", position, "population"), message


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


def _expectation_problems(case: Case) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for steps, expected in _expectations(case):
        identity = (expected.rule or case.rule, expected.unit, expected.window)
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
