# SPDX-License-Identifier: EUPL-1.2
"""Waiting: the events an order or a response is about, and what nearly preceded or answered the first that was not."""

import datetime as dt
from collections.abc import Sequence

from ...schema.condition import Where
from ...schema.explanation import NearMiss, WaitingEvent
from ...schema.rule import Order
from ..tallies.deadlines import written_pair
from ..tallies.moments import paired_conditions
from ..tallies.tally import grace_days_of
from ..tallies.waits import Wait, waits_of
from ..verdicts.run import Verdicts
from .candidates import CountedDays, Sought, create_candidates
from .counting import Counting
from .listing import LISTED, near_misses
from .origins import Origins
from .ownership import Owner
from .subject import Subject


def waits_at(verdicts: Verdicts, subject: Subject) -> tuple[list[Wait], frozenset[str]]:
    """The events that the tally requires to be preceded or answered: those that were not first, then by date.

    Beside them, the ids of all that precede or answer an event of the same scope.
    """
    grace = grace_days_of(subject.rule, verdicts.convention)
    waits, partners = waits_of(
        subject.cube, subject.frame, verdicts.convention, grace, subject.as_of, subject.place
    )
    return sorted(waits, key=lambda wait: (wait.partner is not None, wait.dated)), partners


def waiting_events(
    verdicts: Verdicts, subject: Subject, waits: Sequence[Wait], origins: Origins
) -> tuple[WaitingEvent, ...]:
    """The first of them with their origin."""
    each = paired_conditions(subject.rule)[0]
    create_candidates(subject.cube, _sought(verdicts, subject, each, subject.first, subject.last))
    found = []
    for wait in waits[:LISTED]:
        rows = subject.cube.con.execute(
            "select unit, submission from candidate where event_id = $event and standing is null",
            {"event": wait.dated.event_id},
        ).fetchall()
        unit, submission = rows[0]
        found.append(
            WaitingEvent(
                event_id=wait.dated.event_id,
                date=wait.dated.date,
                units=tuple(unit.split("|")),
                origin=origins.of(wait.dated.event_id, submission),
                partner=wait.partner,
                instead=wait.instead,
                until=wait.until,
                grace_until=wait.closing,
            )
        )
    return tuple(found)


def near_partners(
    verdicts: Verdicts, subject: Subject, waits: Sequence[Wait], partners: frozenset[str], origins: Origins
) -> tuple[tuple[NearMiss, ...], int]:
    """What would have preceded or answered the first event that waits in vain, but for one condition."""
    if not waits or waits[0].partner is not None:
        return (), 0
    written, wait = written_pair(subject.rule), waits[0]
    day = wait.dated.date
    if isinstance(written, Order):
        within = written.within_days
        first = dt.date(1, 1, 2) if within is None else day - dt.timedelta(days=within)
        last = day
    else:
        first, last = day, min(wait.until, subject.as_of)
    helps, case = paired_conditions(subject.rule)[1], _case(subject, wait)
    if case == "":
        return (), 0
    sought = _sought(verdicts, subject, helps, first, last, case)
    create_candidates(subject.cube, sought)
    subject.cube.con.execute("delete from candidate where event_id = $event", {"event": wait.dated.event_id})
    if written is not None and written.one_to_one:
        subject.cube.con.execute(
            "update candidate set failed = trim(failed || ' taken') where event_id in (select unnest($taken))",
            {"taken": sorted(partners)},
        )
    return near_misses(subject.cube, sought, Counting(), origins)


def _case(subject: Subject, wait: Wait) -> str | None:
    """The case of an event, where it may only be paired within it; one without any pairs with nothing."""
    written = written_pair(subject.rule)
    if written is None or written.same != "case":
        return None
    rows = subject.cube.con.execute(
        'select "case" from occurrence where event_id = $event', {"event": wait.dated.event_id}
    ).fetchall()
    return str(rows[0][0] or "")


def _sought(
    verdicts: Verdicts,
    subject: Subject,
    where: Where,
    first: dt.date,
    last: dt.date,
    case: str | None = None,
) -> Sought:
    written, registry = written_pair(subject.rule), subject.cube.registry
    answering = {subject.unit.code, *registry.predecessors(subject.unit.code)}
    if written is not None and written.same == "region":
        answering = {verdicts.convention.region}
    if written is not None and written.same == "case":
        answering = set(registry.codes)
    term = verdicts.convention.term
    span = CountedDays(first, last, term.start, term.end, subject.as_of)
    return Sought(where, span, Owner(registry, frozenset(answering)), case, bound_to_term=False)
