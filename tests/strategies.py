# SPDX-License-Identifier: EUPL-1.2
"""Random runs: conventions, registries, rules and facts that are valid, small and full of edges."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from impegni.schema.convention import Convention
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.rule import Objective
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary

DAY = dt.timedelta(days=1)
TITLE = {"it": "x", "en": "x"}
CENTRES, SCHOOLS = ("A", "B", "C"), ("S1", "S2", "S3")
EVENTS = ("session", "contact", "placement")
PARTIES = ("anpal_servizi", "region")
EVENT_IDS = [f"e{n}" for n in range(1, 10)]
PEOPLE = ("P1", "P2", "P3", "P4")
FIRMS = ("F1", "F2", "F3")


def _kind(**attributes: list[str]) -> dict[str, Any]:
    return {"title": TITLE, "plural": TITLE, "attributes": attributes}


VOCABULARY = Vocabulary.model_validate(
    {
        "unit_kinds": {
            "region": _kind(),
            "cpi": _kind(),
            "cpi_office": _kind(),
            "its": _kind(),
            "school": _kind(type=["technical", "vocational"]),
        },
        "parties": {name: {"title": TITLE} for name in PARTIES},
        "events": {name: {"title": TITLE} for name in EVENTS}
        | {"submission": {"title": TITLE, "derived": True}},
        "topics": {name: {"title": TITLE} for name in ("t1", "t2", "t3")},
        "targets": {name: {"title": TITLE} for name in ("g1", "g2")},
        "phases": {name: {"title": TITLE} for name in ("interim", "final")},
        "populations": {
            "people": {"title": TITLE, "sum_over": ["cpi"]},
            "pupils": {"title": TITLE, "sum_over": ["school", "cpi_office"]},
        },
        "readings": {"sessions": {"title": TITLE, "options": {"each": TITLE, "all": TITLE}}},
    }
)


@dataclass(frozen=True)
class RandomRun:
    """Everything the oracle and the engine are asked."""

    objectives: tuple[Objective, ...]
    vocabulary: Vocabulary
    convention: Convention
    units: tuple[Unit, ...]
    facts: Facts
    as_of: dt.date
    known_at: dt.date | None

    def arguments(self) -> tuple[Any, ...]:
        """The arguments of both."""
        return (
            self.objectives,
            self.vocabulary,
            self.convention,
            self.units,
            self.facts,
            self.as_of,
            self.known_at,
        )


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Nothing, or one of the strategy."""
    return st.none() | strategy


def some(values: tuple[str, ...], most: int = 2) -> SearchStrategy[list[str]]:
    """One or several different values."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def without_nothing(row: dict[str, Any]) -> dict[str, Any]:
    """A mapping without its empty values, as somebody would write it."""
    return {name: value for name, value in row.items() if value is not None}


@st.composite
def runs(draw: DrawFn) -> RandomRun:
    """A run of one to four rules on up to eight units and a handful of facts."""
    start = draw(st.dates(dt.date(2019, 8, 10), dt.date(2020, 3, 5)))
    length = draw(st.integers(0, 120) | st.integers(100, 420))
    near = (st.integers(0, length) | st.integers(-20, length + 20)).map(lambda n: start + n * DAY)
    term = {"from": start, "to": start + length * DAY}
    return RandomRun(
        (Objective.model_validate(draw(objectives(near))),),
        VOCABULARY,
        Convention.model_validate(draw(conventions(term, near))),
        draw(registries(near)),
        draw(facts(start, start + length * DAY, near)),
        start + draw(st.integers(-3, length + 80) | st.integers(length, length + 80)) * DAY,
        draw(st.sampled_from([None, None, None, start + 40 * DAY, start + length * DAY])),
    )


@st.composite
def conventions(draw: DrawFn, term: dict[str, dt.date], near: SearchStrategy[dt.date]) -> dict[str, Any]:
    """A convention with short graces and up to two suspensions."""
    kinds = st.lists(st.sampled_from(["region", "cpi", "cpi_office", "school"]), min_size=1, unique=True)
    return {
        "convention": "random", "title": TITLE, "region": "R", "units": "units.csv", "term": term,
        "year_basis": draw(st.sampled_from(["calendar", "anniversary"])),
        "grace_days": draw(st.integers(0, 15)), "final_days": draw(st.sampled_from([0, 20, 90])),
        "warn_days": draw(st.integers(0, 10)), "stale_days": draw(st.integers(0, 60)),
        "reporting": {"kinds": draw(kinds), "due_days": draw(st.integers(0, 12))},
        "parameters": {"amount": draw(amounts(near, st.integers(1, 8), parameters=False))},
        "readings": {"sessions": draw(st.sampled_from(["each", "all"]))},
        "suspensions": [_act(f"act-{n}", draw(suspensions(near))) for n in range(draw(st.integers(0, 2)))],
    }  # fmt: skip


def _act(name: str, rest: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "source": "an act", "reason": TITLE, **rest}


@st.composite
def suspensions(draw: DrawFn, near: SearchStrategy[dt.date]) -> dict[str, Any]:
    start = draw(near)
    scope = st.sampled_from([{"objectives": ["5.1"]}, {"rules": ["5.1.r1"]}, {"rules": ["5.1.r1", "5.1.r2"]}])
    row = {"from": start, "to": start + draw(st.integers(0, 60)) * DAY, "known_from": draw(maybe(near))}
    return (
        without_nothing(row)
        | draw(scope)
        | {"units": draw(st.just("all") | some(("R", *CENTRES, *SCHOOLS), 3))}
    )


@st.composite
def registries(draw: DrawFn, near: SearchStrategy[dt.date]) -> tuple[Unit, ...]:
    """A region, centres and schools that open, close and continue one another, and an office."""
    centres = CENTRES[: draw(st.integers(1, 3))]
    schools = SCHOOLS[: draw(st.integers(0, 3))]
    units = [{"code": "R", "kind": "region"}]
    for family, kind in ((centres, "cpi"), (schools, "school")):
        for place, code in enumerate(family):
            row = {"code": code, "kind": kind, "parent": "R"} | draw(lives(near, family[place + 1 :]))
            if kind == "school":
                row["parent"] = draw(st.sampled_from(["R", "A"]))
                row["attributes"] = draw(st.sampled_from([{}, {"type": "technical"}, {"type": "vocational"}]))
            units.append(row)
    if draw(st.booleans()):
        units.append({"code": "O", "kind": "cpi_office", "parent": "A"} | draw(lives(near, ())))
    return tuple(Unit.model_validate(unit) for unit in units)


@st.composite
def lives(draw: DrawFn, near: SearchStrategy[dt.date], heirs: tuple[str, ...]) -> dict[str, Any]:
    """First day, last day and successor, each perhaps."""
    row: dict[str, Any] = {}
    if draw(st.integers(0, 3)) == 0:
        row["valid_from"] = draw(near)
    if draw(st.integers(0, 2)) == 0:
        row["valid_to"] = max(draw(near), row.get("valid_from", dt.date.min))
        if heirs:
            row["successor"] = draw(st.sampled_from(heirs))
    return row


@st.composite
def objectives(draw: DrawFn, near: SearchStrategy[dt.date]) -> dict[str, Any]:
    rules = [_named(draw(rules_of(near)), f"5.1.r{n}") for n in range(1, draw(st.integers(1, 4)) + 1)]
    return {"objective": "5.1", "title": TITLE, "rules": rules}


def _named(rule: dict[str, Any], name: str) -> dict[str, Any]:
    """The rule with its id, and its members with theirs."""
    several = rule.get("at_least_of", {}).get("members") or rule.get("any_of") or rule.get("all_of") or []
    for n, member in enumerate(several, 1):
        member["id"] = f"{name}-m{n}"
    return rule | {"id": name}


KINDS = st.sampled_from(
    ["cpi", "cpi", "region", "region", "school", ["region", "cpi"], ["cpi", "school"], "cpi_office"]
    + [["its", "region"], {"kind": "school", "where": {"type": ["technical"]}}]
)


@st.composite
def rules_of(draw: DrawFn, near: SearchStrategy[dt.date]) -> dict[str, Any]:
    """A rule of any form."""
    form = draw(
        st.sampled_from(["number", "number", "number", "share", "documentary", "receipt", "pair", "members"])
    )
    duty = draw(_members(near) if form == "members" else _duty(near, form))
    shared = {
        "clauses": ["1"], "title": TITLE, "for_each": draw(KINDS),
        "owed_by": draw(st.sampled_from([*PARTIES, list(PARTIES)])),
        "per": draw(st.sampled_from(["month", "month", "quarter", "year", "school_year", "term"])),
        "grace_days": draw(maybe(st.integers(0, 40))), "warn_days": draw(maybe(st.integers(0, 20))),
        "partial": draw(st.sampled_from([None, None, "full"])),
        "when": draw(st.integers(0, 3).flatmap(lambda n: whens() if n == 3 else st.none())),
        "reading": draw(st.sampled_from([None, None, None, {"sessions": "each"}])),
        "modality": draw(st.sampled_from([None, "goal", "permission" if "order" in duty else "obligation"])),
    }  # fmt: skip
    return without_nothing(shared) | duty


@st.composite
def _duty(draw: DrawFn, near: SearchStrategy[dt.date], form: str) -> dict[str, Any]:
    """What must be observed, and how much."""
    if form == "receipt":
        return {"at_least": 1, "where": {"event": "submission"}}
    if form == "pair":
        return draw(pairs())
    amount = {"number": numbers(near), "share": shares(near), "documentary": st.just({"quantified": False})}
    return draw(amount[form]) | {"where": draw(conditions())}


@st.composite
def _members(draw: DrawFn, near: SearchStrategy[dt.date]) -> dict[str, Any]:
    """A composition of up to three members of other forms."""
    forms = st.lists(st.sampled_from(["number", "share", "documentary", "pair"]), min_size=1, max_size=3)
    members = [draw(_duty(near, form)) for form in draw(forms)]
    name = draw(st.sampled_from(["any_of", "all_of", "at_least_of"]))
    several = {"n": draw(st.integers(1, len(members))), "members": members}
    return {name: several if name == "at_least_of" else members}


@st.composite
def pairs(draw: DrawFn) -> dict[str, Any]:
    """An order or a response."""
    order = draw(st.booleans())
    within = st.integers(0, 40)
    row = {
        "each": draw(conditions()), "after" if order else "then": draw(conditions()),
        "same": draw(st.sampled_from(["unit", "region", "case"])), "one_to_one": draw(st.booleans()),
        "within_days": draw(maybe(within) if order else st.just("term") | within),
    }  # fmt: skip
    return {"order" if order else "response": row}


@st.composite
def whens(draw: DrawFn) -> dict[str, Any]:
    until = draw(maybe(conditions()))
    row = {"event": draw(conditions()), "at": draw(st.sampled_from(["unit", "region"]))}
    return row | ({} if until is None else {"until": {"event": until}})


@st.composite
def conditions(draw: DrawFn) -> dict[str, Any]:
    """An event type, or several, and perhaps a test on another column."""
    row: dict[str, Any] = {"event": draw(st.sampled_from([*EVENTS[:2], list(EVENTS), list(EVENTS[:2])]))}
    column = draw(st.sampled_from(sorted(_TESTS))) if draw(st.integers(0, 2)) == 0 else None
    return row if column is None else row | {column: draw(_TESTS[column])}


PRESENCE = st.sampled_from([{"present": True}, {"present": False}])
_TESTS: dict[str, SearchStrategy[Any]] = {
    "topic": st.sampled_from(["t1", ["t1", "t2"], {"not": "t1"}, {"not": ["t1", "t2"]}]) | PRESENCE,
    "target": st.sampled_from(["g1", ["g1", "g2"], {"not": ["g2"]}]) | PRESENCE,
    "phase": st.sampled_from(["final", ["interim", "final"], {"not": "final"}]) | PRESENCE,
    "participants": st.sampled_from([3, [0, 3], {"not": 3}, {"min": 3}, {"max": 3}]) | PRESENCE,
    "invited": st.sampled_from([{"min": 2}, {"max": 2}]),
    "firm": st.sampled_from(["F1", {"not": "F1"}]) | PRESENCE,
    "person": PRESENCE,
    "case": st.sampled_from(["K1", {"not": ["K1", "S1"]}]) | PRESENCE,
}


@st.composite
def amounts(
    draw: DrawFn, near: SearchStrategy[dt.date], values: SearchStrategy[Any], *, parameters: bool
) -> Any:
    """A value, a parameter, or values by date."""
    if parameters and draw(st.integers(0, 4)) == 0:
        return "$amount"
    if draw(st.integers(0, 3)) > 0:
        return draw(values)
    dated = draw(st.dictionaries(near, values, min_size=1, max_size=3))
    return {
        day: {"value": value, "source": "an act"} if day.day % 2 else value for day, value in dated.items()
    }


@st.composite
def numbers(draw: DrawFn, near: SearchStrategy[dt.date]) -> dict[str, Any]:
    """A count, sum, distinct or units with a whole number to compare."""
    measures: list[dict[str, Any]] = [{"count": "events"}, {"sum": "participants"}, {"sum": "invited"}]
    measures += [{"distinct": name} for name in ("firm", "person", "case", "phase", "target", "topic")]
    measures += [{"units": kind} for kind in ("school", ["cpi", "school"], ["region", "cpi_office", "cpi"])]
    measure = draw(st.sampled_from(measures))
    if draw(st.integers(0, 3)) == 0:
        return {"measure": measure, "at_most": draw(amounts(near, st.integers(0, 6), parameters=True))}
    row = {
        "measure": measure,
        "at_least": draw(amounts(near, st.integers(1, 3) | st.integers(1, 12), parameters=True)),
    }
    if ("count" in measure or "sum" in measure) and draw(st.booleans()):
        row["tolerance"] = draw(st.sampled_from(["0%", "10%", "34%", "99%"]))
    return row


@st.composite
def shares(draw: DrawFn, near: SearchStrategy[dt.date]) -> dict[str, Any]:
    """A share of people, firms, cases or participants."""
    reached = draw(st.sampled_from(["person", "person", "firm", "case", {"sum": "participants"}]))
    share = {"reached": reached, "of": draw(st.sampled_from(["people", "pupils"]))}
    share["lead_days"] = draw(st.sampled_from([0, 0, 5, 40]))
    percent = st.sampled_from(["1%", "34%", "50%", "100%"])
    comparator = draw(st.sampled_from(["at_least", "at_least", "at_most"]))
    return {"measure": {"share": share}, comparator: draw(amounts(near, percent, parameters=False))}


@st.composite
def facts(draw: DrawFn, start: dt.date, end: dt.date, near: SearchStrategy[dt.date]) -> Facts:
    """Events in versions, populations by size or person, and submissions unless all is bare."""
    submissions = draw(maybe(submission_lists(start, end)))
    carriers: list[Any] = [None, *(each.id for each in submissions or ())]
    versions = st.tuples(st.sampled_from(EVENT_IDS), st.sampled_from(carriers))
    keys = draw(st.lists(versions, min_size=draw(st.sampled_from([0, 3, 6])), max_size=14, unique=True))
    events = [row for event_id, carrier in keys for row in draw(event_rows(event_id, carrier, near))]
    populations = [
        row for name in ("people", "pupils") for row in draw(population_rows(name, carriers, near))
    ]
    return Facts(
        events=tuple(events), populations=tuple(populations),
        submissions=None if submissions is None else tuple(submissions),
    )  # fmt: skip


ALL_UNITS = ("R", "A", "A", "B", "C", "O", "S1", "S2", "S3")


def every_unit(run: RandomRun) -> list[Unit]:
    """The units that facts may name: those of the registry, and those it lacks.

    All of them always exist: random facts heed no lives, and files that do not are refused.
    """
    kinds = {unit.code: unit.kind for unit in run.units}
    codes = dict.fromkeys([*ALL_UNITS, *kinds])
    return [Unit(code=code, kind=kinds.get(code, "cpi")) for code in codes]


@st.composite
def submission_lists(draw: DrawFn, start: dt.date, end: dt.date) -> list[Submission]:
    """Some submissions of months around the term; nearly all of them where the draw says so."""
    months = sorted({f"{start + n * DAY:%Y-%m}" for n in range((end - start).days + 1)})
    wanted = months if draw(st.booleans()) else draw(st.lists(st.sampled_from(months), max_size=4))
    found = []
    for n, month in enumerate(wanted):
        received = dt.date.fromisoformat(f"{month}-28") + draw(st.integers(-5, 30)) * DAY
        everyone = draw(st.booleans())
        replaced = draw(st.sampled_from([None, None, None, 0, 1])) if n > 1 else None
        units = ALL_UNITS[1:] + ("R",) if everyone else tuple(draw(some(ALL_UNITS, 3)))
        found.append(
            Submission(
                id=f"s{n}", month=month, received=received,
                units=units if replaced is None else found[replaced].units,
                sent=draw(maybe(st.just(received - DAY))),
                replaces=None if replaced is None else f"s{replaced}",
            )
        )  # fmt: skip
    return found


@st.composite
def event_rows(
    draw: DrawFn, event_id: str, carrier: str | None, near: SearchStrategy[dt.date]
) -> list[Event]:
    """One version of an event: rows that differ in firm and person alone."""
    shared = {
        "event_id": event_id, "event": draw(st.sampled_from(EVENTS)), "date": draw(near),
        "unit": draw(some(ALL_UNITS)), "submission": carrier,
        "topic": draw(maybe(some(("t1", "t2", "t3")))), "target": draw(maybe(some(("g1", "g2")))),
        "phase": draw(maybe(st.sampled_from(["interim", "final"]))),
        "participants": draw(maybe(st.integers(0, 7))), "invited": draw(maybe(st.integers(0, 4))),
        "case": draw(maybe(st.sampled_from(["K1", "K2", "S1"]))),
        "status": draw(st.sampled_from(["valid"] * 6 + ["annulled"])),
    }  # fmt: skip
    who = st.tuples(maybe(st.sampled_from(FIRMS)), maybe(st.sampled_from(PEOPLE)))
    pairs = draw(st.lists(who, min_size=1, max_size=3, unique=True))
    return [Event.model_validate(shared | {"firm": firm, "person": person}) for firm, person in pairs]


@st.composite
def population_rows(
    draw: DrawFn, name: str, carriers: list[Any], near: SearchStrategy[dt.date]
) -> list[Population]:
    """The sizes of a population on some days, or its members."""
    place = {"unit": st.sampled_from(ALL_UNITS), "case": st.sampled_from([None, None, None, "K1", "S2"])}
    place["submission"] = st.sampled_from(carriers)
    size = {"date": near, "size": st.integers(0, 9)}
    member = {"person": st.sampled_from(PEOPLE + FIRMS), "member_from": maybe(near), "member_to": maybe(near)}
    what = draw(st.sampled_from([size, size, member]))
    rows = draw(st.lists(st.fixed_dictionaries(place | what), max_size=8))
    return [Population(population=name, **row) for row in _once(rows)]


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without those a submission would tell twice, nor memberships that end before they begin."""
    found = {}
    for row in rows:
        key = (row["case"] or row["unit"], row.get("date"), row.get("person"), row.get("member_from"))
        started, ended = row.get("member_from"), row.get("member_to")
        if started is None or ended is None or started <= ended:
            found[(*key, row["submission"])] = row
    return list(found.values())
