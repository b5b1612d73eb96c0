# SPDX-License-Identifier: EUPL-1.2
"""Random rules of every form."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from .bents import ANYTHING, Bent
from .codes import (
    CASES,
    EVENTS,
    FIRMS,
    PARTIES,
    PHASES,
    TARGETS,
    TITLE,
    TOPICS,
    Near,
    maybe,
    one_in,
    some,
    without_nothing,
)

KINDS = st.sampled_from(
    ["cpi", "cpi", "cpi", "region", "region", "school", ["region", "cpi"], ["cpi", "school"], "cpi_office"]
    + [["its", "region"], {"kind": "school", "where": {"type": ["technical"]}}, "crisis", ["crisis", "cpi"]]
)
MEMBER_FORMS = st.lists(
    st.sampled_from(("number", "number", "share", "documentary", "pair")), min_size=1, max_size=3
)

PERIODS = ("month", "month", "quarter", "year", "school_year", "term")


@st.composite
def objectives(draw: DrawFn, near: Near, bent: Bent = ANYTHING) -> dict[str, Any]:
    rules = [
        _named(draw(rules_of(near, bent)), f"5.1.r{n}") for n in range(1, draw(st.integers(*bent.rules)) + 1)
    ]
    return {"objective": "5.1", "title": TITLE, "rules": rules}


def _named(rule: dict[str, Any], name: str) -> dict[str, Any]:
    """The rule with its id, and its members with theirs."""
    several = rule.get("at_least_of", {}).get("members") or rule.get("any_of") or rule.get("all_of") or []
    for n, member in enumerate(several, 1):
        member["id"] = f"{name}-m{n}"
    return rule | {"id": name}


@st.composite
def rules_of(draw: DrawFn, near: Near, bent: Bent) -> dict[str, Any]:
    """A rule of one of the forms."""
    form = draw(st.sampled_from(bent.forms))
    duty = draw(_members(near, bent) if form == "members" else duties(near, bent, form))
    shared = {
        "clauses": ["1"], "title": TITLE, "for_each": draw(KINDS),
        "owed_by": draw(some(PARTIES)),
        "per": draw(st.sampled_from(PERIODS[3:] if bent.lasting else PERIODS)),
        "grace_days": draw(maybe(st.integers(0, 40))), "warn_days": draw(maybe(st.integers(0, 20))),
        "partial": draw(st.sampled_from((None, None, "full"))),
        "when": draw(whens(bent)) if bent.ending or draw(one_in(4)) else None,
        "reading": {"sessions": "each"} if draw(one_in(4)) else None,
        "modality": draw(st.sampled_from((None, "goal", "permission" if "order" in duty else "obligation"))),
    }  # fmt: skip
    return without_nothing(shared) | duty


@st.composite
def duties(draw: DrawFn, near: Near, bent: Bent, form: str) -> dict[str, Any]:
    """What must be observed, and how much."""
    if form == "receipt":
        return {"at_least": 1, "where": {"event": "submission"}}
    if form in ("pair", "response"):
        return draw(pairs(bent, orders=form == "pair"))
    if form == "documentary":
        return {"quantified": False, "where": draw(conditions(bent))}
    return draw(shares(near, bent) if form == "share" else numbers(near, bent, form))


@st.composite
def _members(draw: DrawFn, near: Near, bent: Bent) -> dict[str, Any]:
    """A composition of up to three members of other forms."""
    members = [draw(duties(near, bent, form)) for form in draw(MEMBER_FORMS)]
    name = draw(st.sampled_from(("any_of", "all_of", "at_least_of")))
    several = {"n": draw(st.integers(1, len(members))), "members": members}
    return {name: several if name == "at_least_of" else members}


@st.composite
def pairs(draw: DrawFn, bent: Bent = ANYTHING, *, orders: bool = True) -> dict[str, Any]:
    """An order or a response, or responses alone."""
    order = orders and draw(st.booleans())
    within = st.integers(0, 40)
    row = {
        "each": draw(conditions(bent)), "after" if order else "then": draw(conditions(bent)),
        "same": draw(st.sampled_from(("unit", "unit", "region", "case"))), "one_to_one": draw(st.booleans()),
        "within_days": draw(maybe(within) if order else st.just("term") | within),
    }  # fmt: skip
    return {"order" if order else "response": row}


@st.composite
def whens(draw: DrawFn, bent: Bent) -> dict[str, Any]:
    """From an event on, perhaps until another."""
    row = {"event": draw(conditions(bent)), "at": draw(st.sampled_from(("unit", "region")))}
    if not (bent.ending or draw(st.booleans())):
        return row
    lapses = bent.ending or draw(st.booleans())
    return row | {"until": {"event": draw(conditions(bent)), "lapses": lapses}}


@st.composite
def conditions(draw: DrawFn, bent: Bent) -> dict[str, Any]:
    """An event type, or several, and perhaps a test on another column."""
    several = [EVENTS[0], EVENTS[1], list(bent.types), list(EVENTS[:2])]
    row: dict[str, Any] = {"event": several[draw(st.integers(0, 3))]}
    column = draw(st.sampled_from(sorted(_TESTS))) if bent.tested and draw(one_in(3)) else None
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
NAMEABLE = {"topic": TOPICS, "target": TARGETS, "phase": PHASES, "firm": FIRMS, "case": CASES}


@st.composite
def amounts(draw: DrawFn, near: Near, values: SearchStrategy[Any], *, parameters: bool) -> Any:
    """A value, a parameter, or values by date."""
    if parameters and draw(one_in(5)):
        return "$amount"
    if not draw(one_in(4)):
        return draw(values)
    dated = draw(st.dictionaries(near, values, min_size=1, max_size=3))
    return {
        day: {"value": value, "source": "an act"} if day.day % 2 else value for day, value in dated.items()
    }


DISTINCT_COLUMNS = ("firm", "person", "case", "phase", "target", "topic", "target", "topic")
DIFFERENT: SearchStrategy[dict[str, Any]] = st.sampled_from([{"distinct": name} for name in DISTINCT_COLUMNS])
MEASURES: SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"count": "events"}, {"sum": "participants"}, {"sum": "invited"}]
    + [{"distinct": name} for name in DISTINCT_COLUMNS]
    + [{"units": kind} for kind in ("school", ["cpi", "school"], ["region", "cpi_office", "cpi"])]
)
REACHED = st.sampled_from(["person", "person", "person", "firm", "case", {"sum": "participants"}])


@st.composite
def numbers(draw: DrawFn, near: Near, bent: Bent, form: str) -> dict[str, Any]:
    """A count, sum, distinct or units with a whole number to compare; or a distinct alone."""
    measure = draw(DIFFERENT if form == "distinct" else MEASURES)
    where, column = draw(conditions(bent)), measure.get("distinct")
    if column in NAMEABLE and not draw(one_in(3)):
        where = {"event": where["event"], column: draw(some(NAMEABLE[column]))}
    row = {"measure": measure, "where": where}
    if draw(one_in(4)):
        return row | {"at_most": draw(amounts(near, st.integers(0, 6), parameters=True))}
    row["at_least"] = draw(amounts(near, st.integers(1, 3) | st.integers(1, 12), parameters=True))
    if "units" not in measure and draw(st.booleans()):
        row["tolerance"] = draw(st.sampled_from(("0%", "10%", "34%", "60%", "99%")))
    return row


@st.composite
def shares(draw: DrawFn, near: Near, bent: Bent) -> dict[str, Any]:
    """A share of people, firms, cases or participants."""
    reached = draw(REACHED)
    share = {
        "reached": reached, "of": draw(st.sampled_from(("people", "pupils"))),
        "lead_days": draw(st.sampled_from((0, 0, 5, 20, 40))),
        "since": draw(st.sampled_from((None, "joining"))) if isinstance(reached, str) else None,
    }  # fmt: skip
    percent = st.sampled_from(("1%", "34%", "50%", "100%"))
    comparator = draw(st.sampled_from(("at_least", "at_least", "at_most")))
    amount = draw(amounts(near, percent, parameters=False))
    return {
        "measure": {"share": without_nothing(share)},
        comparator: amount,
        "where": draw(conditions(bent)),
    }
