# SPDX-License-Identifier: EUPL-1.2
"""The whole judgement: every rule, unit and window, in order."""

import datetime as dt
from collections.abc import Iterable, Sequence

from impegni.schema.convention import Agreement, Convention, Programme, Reporting
from impegni.schema.facts import Facts
from impegni.schema.rule import Objective, Rule
from impegni.schema.unit import Unit
from impegni.schema.verdict import PopulationFigure, Reason, Verdict, Window
from impegni.schema.vocabulary import Vocabulary

from .calendar import ONE, windows
from .composition import composed_verdict
from .duty import Owed, amount_told, judged, owed
from .facts import current_populations, known_submissions, occurrences
from .paired import paired_verdict
from .threshold import threshold_verdict
from .world import World

PAIRED_OR_COMPOSED = ("order", "response", "composition")


def judge(
    objectives: Sequence[Objective],
    vocabulary: Vocabulary,
    convention: Convention,
    units: Iterable[Unit],
    facts: Facts,
    as_of: dt.date,
    known_at: dt.date | None = None,
) -> list[Verdict]:
    """Every verdict of every rule in scope, in the order of rules, units and windows."""
    registry = {unit.code: unit for unit in units}
    home = dict.fromkeys(registry, convention)
    return judge_world(objectives, world_of(vocabulary, convention, registry, home, facts, as_of, known_at))


def judge_programme(
    objectives: Sequence[Objective],
    vocabulary: Vocabulary,
    programme: Programme,
    members: Sequence[tuple[Convention, Sequence[Unit]]],
    facts: Facts,
    as_of: dt.date,
    known_at: dt.date | None = None,
) -> list[Verdict]:
    """The same for the rules of the nation, over the members given."""
    home = {unit.code: convention for convention, units in members for unit in units}
    registry = {programme.nation: Unit(code=programme.nation, kind="nation")}
    for unit in (unit for _, units in members for unit in units):
        registry[unit.code] = unit.model_copy(update={"parent": unit.parent or programme.nation})
    given = {convention.convention for convention, _ in members}
    world = world_of(vocabulary, as_convention(programme), registry, home, facts, as_of, known_at)
    world.absent = tuple(name for name in programme.members if name not in given)
    return judge_world(objectives, world)


def as_convention(programme: Programme) -> Convention:
    """The programme as an agreement about the nation, under which nobody reports."""
    shared = {name: getattr(programme, name) for name in Agreement.model_fields}
    return Convention(
        convention=programme.programme, region=programme.nation, units="",
        reporting=Reporting(kinds=("nation",), due_days=programme.grace_days), **shared,
    )  # fmt: skip


def world_of(
    vocabulary: Vocabulary,
    convention: Convention,
    registry: dict[str, Unit],
    home: dict[str, Convention],
    facts: Facts,
    as_of: dt.date,
    known_at: dt.date | None,
) -> World:
    known = known_submissions(facts, known_at)
    return World(
        convention, vocabulary, registry, occurrences(facts, known), current_populations(facts, known),
        known, facts.submissions is None, list(facts.figures), as_of, known_at, home,
    )  # fmt: skip


def judge_world(objectives: Sequence[Objective], world: World) -> list[Verdict]:
    return [
        verdict
        for objective in objectives
        for rule in objective.rules
        if in_scope(world, rule)
        for verdict in _rule(world, objective, rule)
    ]


def in_scope(world: World, rule: Rule) -> bool:
    """Whether the convention selects the rule, and there is something to judge it on."""
    if any(world.convention.readings.get(name) != option for name, option in rule.reading.items()):
        return False
    national = world.units[world.convention.region].kind == "nation"
    if ("nation" in rule.for_each.kind) != national:
        return False
    derived = rule.where is not None and rule.where.event.values == ("submission",)
    return not (derived and world.complete)


def _rule(world: World, objective: Objective, rule: Rule) -> list[Verdict]:
    units = judged(world, rule)
    if not units:
        return [_no_unit(world, rule)] if world.convention.term.start <= world.as_of else []
    tallies = [(unit, window) for unit in units for window in _windows(world, rule, unit)]
    whole = [owed(world, objective, rule, rule, unit, window) for unit, window in tallies]
    if not rule.members:
        return [_duty(each) for each in whole]
    members = [
        [_duty(owed(world, objective, rule, member, unit, window)) for unit, window in tallies]
        for member in rule.members
    ]
    composed = [composed_verdict(each, list(parts)) for each, *parts in zip(whole, *members, strict=True)]
    return [verdict for verdicts in (composed, *members) for verdict in verdicts]


def _windows(world: World, rule: Rule, unit: Unit) -> list[Window]:
    """The windows in which the unit lives, in term; window and unit have both begun."""
    term = world.convention.term
    return [
        window
        for window in windows(rule.per, term, world.convention.year_basis)
        if has_begun(world, unit, window)
        and unit.valid_from <= min(window.end, term.end)
        and unit.valid_to >= max(window.start, term.start)
    ]


def has_begun(world: World, unit: Unit, window: Window) -> bool:
    return max(window.start, unit.valid_from) <= world.as_of


def _duty(owed: Owed) -> Verdict:
    return paired_verdict(owed) if owed.duty.order or owed.duty.response else threshold_verdict(owed)


def _no_unit(world: World, rule: Rule) -> Verdict:
    convention, term = world.convention, world.convention.term
    share = rule.measure.share
    measure = rule.form if rule.form in PAIRED_OR_COMPOSED else rule.measure.label()
    grace = convention.grace_days if rule.grace_days is None else rule.grace_days
    if rule.where is not None and rule.where.event.values == ("submission",):
        grace = convention.reporting.due_days
    return Verdict(
        rule=rule.id,
        unit=convention.region,
        unit_kind=world.units[convention.region].kind,
        window=Window(label="term", start=term.start, end=term.end),
        measure=measure,
        threshold=_whole_term(world, rule),
        required=None,
        observed=0,
        active_days=0,
        window_days=(term.end - term.start).days + 1,
        due=term.end + ONE * grace,
        kind="not_applicable",
        clauses=rule.clauses,
        modality=rule.modality,
        owed_by=rule.owed_by,
        reading=rule.reading,
        convention=convention.convention,
        as_of=world.as_of,
        known_at=world.known_at,
        reason=Reason(code="no_unit"),
        population=None if share is None else PopulationFigure(name=share.of, size=None),
    )


def _whole_term(world: World, rule: Rule) -> int | str | None:
    """The amount in force when the term begins, for a rule nobody answers to."""
    if rule.form in PAIRED_OR_COMPOSED:
        return None
    return amount_told(rule.amount, world.convention, world.convention.term.start)


def escalations(verdicts: Iterable[Verdict], objectives: Sequence[Objective]) -> list[dict[str, object]]:
    """Runs of violations over windows past due, as long as their rule says or longer."""
    limits = {
        rule.id: rule.escalate.after
        for objective in objectives
        for rule in objective.rules
        if rule.escalate is not None and rule.modality != "goal"
    }
    histories: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.rule in limits and verdict.role == "rule" and verdict.as_of > verdict.due:
            histories.setdefault((verdict.rule, verdict.unit), []).append(verdict)
    found = []
    for (rule, unit), history in histories.items():
        for run in _runs(sorted(history, key=lambda each: each.window.start)):
            if len(run) >= limits[rule]:
                window = {"from": run[0].window.label, "to": run[-1].window.label}
                found.append({"rule": rule, "unit": unit, **window, "length": len(run)})
    return found


def _runs(history: list[Verdict]) -> list[list[Verdict]]:
    runs: list[list[Verdict]] = [[]]
    for verdict in history:
        if verdict.kind == "violation":
            runs[-1].append(verdict)
        elif verdict.kind in ("attainment", "not_evaluable"):
            runs.append([])
    return [run for run in runs if run]
