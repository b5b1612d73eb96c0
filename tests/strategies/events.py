# SPDX-License-Identifier: EUPL-1.2
"""Random events: of any kind, often as a rule asks for, and those that follow from others."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from impegni.schema.condition import Where
from impegni.schema.facts import Event, Population, Submission
from impegni.schema.rule import Order

from .codes import CASES, DAY, EVENT_IDS, FIRMS, PEOPLE, PHASES, TARGETS, TOPICS, maybe, one_in, some
from .world import World

MANY = ("topic", "target")
WHO = st.lists(
    st.tuples(maybe(st.sampled_from(FIRMS)), maybe(st.sampled_from(PEOPLE))),
    min_size=1,
    max_size=3,
    unique=True,
)


@st.composite
def events(draw: DrawFn, world: World, sent: list[Submission], populations: list[Population]) -> list[Event]:
    """Events, some of them told again by another submission; then counterparts and services."""
    carriers = st.sampled_from([None, *(each.id for each in sent)])
    told = draw(st.lists(carriers, min_size=world.bent.events, max_size=world.bent.events + 4))
    first = list(zip(EVENT_IDS, told, strict=False))
    keys = dict.fromkeys([*first, *draw(told_again(first, sent))])
    rows = [row for event_id, carrier in keys for row in draw(event_rows(event_id, carrier, world))]
    more: list[Event] = []
    least = 6 if world.bent.mortal else 0
    for number in range(draw(st.integers(least, least + 5)) if world.pairs else 0):
        more += draw(counterparts(f"c{number}", world, rows))
    listed = [row for row in populations if row.person is not None]
    if listed and world.shares:
        more += [draw(services(f"d{n}", world, listed)) for n in range(draw(st.integers(0, 6)))]
    return [row for row in rows + more if world.is_readable(row)]


@st.composite
def told_again(
    draw: DrawFn, told: list[tuple[str, str | None]], sent: list[Submission]
) -> list[tuple[str, str]]:
    """Some events in other submissions too, above all in those that were sent again."""
    if not (told and sent):
        return []
    ids, names = [event_id for event_id, _ in told], [each.id for each in sent]
    found = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(names)), max_size=3))
    for event_id, carrier in told:
        twins = [each.id for each in sent for other in sent if other.id == carrier and is_twin(each, other)]
        if twins and draw(st.booleans()):
            found.append((event_id, draw(st.sampled_from(twins))))
    return found


def is_twin(one: Submission, other: Submission) -> bool:
    return one.id != other.id and (one.units, one.month) == (other.units, other.month)


@st.composite
def event_rows(draw: DrawFn, event_id: str, carrier: str | None, world: World) -> list[Event]:
    """One version of an event: rows that differ in firm and person alone."""
    shared = {
        "event_id": event_id, "event": draw(st.sampled_from(world.bent.types)), "date": draw(world.near),
        "unit": draw(some(world.codes)), "submission": carrier,
        "topic": draw(st.none() | some(TOPICS, 3) | some(TOPICS, 3)), "target": draw(maybe(some(TARGETS))),
        "phase": draw(maybe(st.sampled_from(PHASES))),
        "participants": draw(maybe(st.integers(0, 7))), "invited": draw(maybe(st.integers(0, 4))),
        "case": draw(st.sampled_from((None, None, None, *CASES))),
        "status": "annulled" if draw(one_in(8)) else "valid",
    }  # fmt: skip
    aimed = draw(one_in(2))
    if aimed and world.asked:
        where, units = draw(st.sampled_from(world.asked))
        shared |= {"unit": draw(some(units))} | draw(as_asked(where, shared))
    who = draw(WHO)
    return [Event.model_validate(shared | {"firm": firm, "person": person}) for firm, person in who]


@st.composite
def as_asked(draw: DrawFn, where: Where, row: dict[str, Any]) -> dict[str, Any]:
    """What makes a row meet the conditions that name values."""
    changed: dict[str, Any] = {}
    for column, test in where.tests().items():
        if test.values is not None and column not in ("firm", "person"):
            value = draw(st.sampled_from(test.values))
            changed[column] = [value, *(row.get(column) or ())] if column in MANY else value
    return changed


@st.composite
def counterparts(draw: DrawFn, event_id: str, world: World, rows: list[Event]) -> list[Event]:
    """Something before or after another event, as an order or a response asks; that one too at a unit that closes."""
    form = draw(st.sampled_from(world.pairs))
    order = isinstance(form, Order)
    asked = form.after if isinstance(form, Order) else form.then
    alike = [row for row in rows if row.event in (form.each.event.values or ())]
    closing = [unit for unit in world.units if "valid_to" in unit.model_fields_set and unit.successor is None]
    found = []
    if closing and (not alike or draw(one_in(2))):
        unit = draw(st.sampled_from(closing))
        row: dict[str, Any] = {
            "event": world.bent.types[0],
            "unit": [unit.code],
            "date": max(unit.valid_to - draw(st.integers(0, 9)) * DAY, unit.valid_from),
        }
        row |= {"event_id": f"{event_id}a"}
        alike = [Event.model_validate(row | draw(as_asked(form.each, row)))]
        found = alike
    if not alike:
        return []
    row = draw(st.sampled_from(alike)).model_dump() | {"event_id": event_id}
    row["date"] += draw(st.integers(0, 12) | st.integers(0, 45)) * DAY * (-1 if order else 1)
    return [*found, Event.model_validate(row | draw(as_asked(asked, row)))]


@st.composite
def services(draw: DrawFn, event_id: str, world: World, listed: list[Population]) -> Event:
    """Something done for a member, not long before or after joining."""
    (where, share), member = draw(st.sampled_from(world.shares)), draw(st.sampled_from(listed))
    joined = member.member_from or draw(world.near)
    row: dict[str, Any] = {
        "event_id": event_id, "event": world.bent.types[0], "date": joined + draw(st.integers(-5, 60)) * DAY,
        "unit": [draw(st.sampled_from((member.unit, member.unit, *world.codes[:3])))], "submission": member.submission,
    }  # fmt: skip
    return Event.model_validate(row | draw(as_asked(where, row)) | {str(share.reached): member.person})
