# SPDX-License-Identifier: EUPL-1.2
"""Which facts hold: whose id each row bears, the version known on a date, one occurrence an event."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from impegni.schema.facts import Event, Facts, Population, Submission

COLUMNS: tuple[str, ...] = ("event", "deliverable", "topic", "target", "phase", "participants", "invited")
COLUMNS += ("firm", "person", "case", "evidence", "source")
MAY_DIFFER = {"firm", "person"}


class Contradiction(Exception):
    """Two rows of one event in one submission that tell different things."""

    def __init__(self, event_id: str, column: str) -> None:
        super().__init__(f"{event_id}: {column}")
        self.event_id = event_id
        self.column = column


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One thing that was done, its rows united."""

    id: str
    date: dt.date
    units: tuple[str, ...]
    values: dict[str, set[Any]]

    def amount(self, column: str) -> int:
        return sum(self.values[column])


def known_submissions(facts: Facts, known_at: dt.date | None) -> dict[str, Submission]:
    return {
        each.id: each for each in facts.submissions or () if known_at is None or each.received <= known_at
    }


def current_rows(rows: tuple[Any, ...], known: dict[str, Submission]) -> list[Any]:
    """The rows that were received and not withdrawn."""
    withdrawn = {each.replaces for each in known.values()}
    return [
        row
        for row in rows
        if row.submission is None or (row.submission in known and row.submission not in withdrawn)
    ]


def id_in_full(row: Event, known: dict[str, Submission]) -> str:
    """An id of digits alone belongs to its submission's units and month; any other stands for itself."""
    if row.submission is None or not re.fullmatch("[0-9]+", row.event_id):
        return row.event_id
    submission = known[row.submission]
    return f"{'+'.join(sorted(submission.units))}/{submission.month}/{row.event_id}"


def undeclared(
    facts: Facts, known: dict[str, Submission], correcting: set[str]
) -> list[tuple[str, str, str]]:
    """Every id that a submission uses again and neither corrects nor replaces, with it and the first that did."""
    rows = [row for row in current_rows(facts.events, known) if row.submission is not None]
    holders: dict[str, set[str]] = {}
    for row in rows:
        holders.setdefault(id_in_full(row, known), set()).add(row.submission)
    found = []
    for event_id, holding in holders.items():
        first, *again = sorted(holding, key=lambda each: order_of(known[each]))
        found += [
            (event_id, each, first)
            for each in again
            if each not in correcting and known[each].replaces is None
        ]
    return found


def misplaced(known: dict[str, Submission]) -> list[tuple[str, str]]:
    """Every submission that replaces one of other units, with that one."""
    found = [(each.id, each.replaces) for each in known.values() if each.replaces in known]
    return [
        (one, other) for one, other in found if other and set(known[one].units) != set(known[other].units)
    ]


def age(row: Event | Population, known: dict[str, Submission]) -> tuple[Any, ...]:
    """Sorts versions from the oldest to the newest; what no submission carried is the oldest."""
    return (0,) if row.submission is None else (1, *order_of(known[row.submission]))


def order_of(submission: Submission) -> tuple[Any, ...]:
    return submission.received, submission.sent or dt.date.min, natural(submission.id)


def natural(text: str) -> list[tuple[bool, Any]]:
    """Sorts s2 before s10."""
    return [
        (part.isdecimal(), int(part) if part.isdecimal() else part) for part in re.split("([0-9]+)", text)
    ]


def occurrences(facts: Facts, known: dict[str, Submission]) -> list[Occurrence]:
    """The events that hold, by date and id."""
    by_id: dict[str, list[Event]] = {}
    for row in current_rows(facts.events, known):
        by_id.setdefault(id_in_full(row, known), []).append(row)
    found = []
    for event_id, rows in by_id.items():
        newest = max(age(row, known) for row in rows)
        version = [row for row in rows if age(row, known) == newest]
        check_alike(version)
        if all(row.status == "valid" for row in version):
            found.append(_united(event_id, version))
    return sorted(found, key=lambda each: (each.date, each.id))


def check_alike(rows: list[Event]) -> None:
    """Refuse rows of one event that differ in more than who it concerned.

    Raises:
        Contradiction: Naming the first column that differs.
    """
    for column in Event.model_fields:
        if column not in MAY_DIFFER and len({getattr(row, column) for row in rows}) > 1:
            raise Contradiction(rows[0].event_id, column)


def _united(event_id: str, rows: list[Event]) -> Occurrence:
    values: dict[str, set[Any]] = {}
    for column in COLUMNS:
        values[column] = set()
        for row in rows:
            value = getattr(row, column)
            values[column] |= set(value) if isinstance(value, tuple) else set() if value is None else {value}
    return Occurrence(event_id, rows[0].date, rows[0].unit, values)


def current_populations(facts: Facts, known: dict[str, Submission]) -> list[Population]:
    """The newest version of every figure and of every membership."""
    newest: dict[tuple[Any, ...], Population] = {}
    for row in sorted(current_rows(facts.populations, known), key=lambda row: age(row, known)):
        place = row.case or row.unit
        what = ("size", row.date) if row.person is None else ("member", row.person, row.member_from)
        newest[(row.population, place, *what)] = row
    return list(newest.values())
