# SPDX-License-Identifier: EUPL-1.2
"""Random facts: events, populations, submissions; nothing that would be refused on reading."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from impegni.schema.facts import Facts, Population, Submission

from .codes import DAY, FIRMS, PEOPLE, maybe, some
from .events import events
from .world import World


@st.composite
def facts(draw: DrawFn, world: World) -> Facts:
    """Events in versions, populations by size or person, and submissions unless all is bare."""
    sent = draw(maybe(submission_lists(world)) if world.bent.sent == "perhaps" else submission_lists(world))
    carriers: list[Any] = [None, *(each.id for each in sent or ())]
    populations = [
        row for name in ("people", "pupils") for row in draw(population_rows(name, carriers, world))
    ]
    told = draw(events(world, sent or [], populations))
    return Facts(
        events=tuple(told), populations=tuple(populations),
        submissions=None if sent is None else tuple(sent),
    )  # fmt: skip


@st.composite
def submission_lists(draw: DrawFn, world: World) -> list[Submission]:
    """Submissions of some months, or of all of them, each without a unit or two; some of them sent again."""
    term = world.convention.term
    months = sorted({f"{term.start + n * DAY:%Y-%m}" for n in range((term.end - term.start).days + 1)})
    codes = tuple(unit.code for unit in world.units)
    whole = world.bent.sent == "every month" or (world.bent.sent == "perhaps" and draw(st.booleans()))
    found: list[Submission] = []
    for month in months if whole else draw(st.lists(st.sampled_from(months), max_size=4)):
        missing = draw(st.lists(st.sampled_from(codes), max_size=2)) if draw(st.booleans()) else []
        units = tuple(code for code in codes if code not in missing) if whole else tuple(draw(some(codes, 3)))
        if units:
            found.append(draw(submissions(f"s{2 + len(found)}", month, units)))
    least = 2 if world.bent.sent == "every month" else 0
    for first in draw(st.lists(st.sampled_from(found), min_size=least, max_size=least + 3)) if found else []:
        found.append(draw(sent_again(f"s{100 + len(found)}", first)))
    return found


@st.composite
def submissions(draw: DrawFn, name: str, month: str, units: tuple[str, ...]) -> Submission:
    received = dt.date.fromisoformat(f"{month}-28") + draw(st.integers(-18, 14) | st.integers(-5, 40)) * DAY
    sent = draw(maybe(st.just(received - DAY)))
    return Submission(id=name, month=month, units=units, received=received, sent=sent)


@st.composite
def sent_again(draw: DrawFn, name: str, first: Submission) -> Submission:
    """Another submission of the same units and month, perhaps of the same days, perhaps in place of the first."""
    again = draw(submissions(name, first.month, first.units))
    if draw(st.booleans()):
        again = again.model_copy(update={"received": first.received, "sent": first.sent})
    return again.model_copy(update={"replaces": draw(st.sampled_from((None, None, first.id)))})


@st.composite
def population_rows(draw: DrawFn, name: str, carriers: list[Any], world: World) -> list[Population]:
    """The sizes of a population on some days, or its members, some of them for a few days."""
    place = {"unit": st.sampled_from(world.codes), "case": st.sampled_from((None, None, None, "K1", "S2"))}
    place["submission"] = st.sampled_from(carriers)
    size = {"date": world.near, "size": st.integers(0, 9)}
    member = {"person": st.sampled_from(PEOPLE + PEOPLE + FIRMS), "member_from": maybe(world.near)}
    member["stayed"] = maybe(st.integers(0, 60))
    what = draw(st.sampled_from([size, member, member]))
    rows = draw(st.lists(st.fixed_dictionaries(place | what), max_size=8))
    return [Population(population=name, **row) for row in _once(rows)]


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without those a submission would tell twice; how long a member stayed as the last day."""
    found = {}
    for row in rows:
        stayed, joined = row.pop("stayed", None), row.get("member_from")
        if stayed is not None and joined is not None:
            row["member_to"] = joined + stayed * DAY
        key = (row["case"] or row["unit"], row.get("date"), row.get("person"), joined)
        found[(*key, row["submission"])] = row
    return list(found.values())
