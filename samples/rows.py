# SPDX-License-Identifier: EUPL-1.2
"""The rows of the sample's files, and how they are written."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Event:
    """A row of events.csv. The submission that carries it is set when submissions are made."""

    event_id: str
    event: str
    date: dt.date
    unit: str
    deliverable: str = ""
    topic: str = ""
    target: str = ""
    phase: str = ""
    participants: int | None = None
    firm: str = ""
    person: str = ""
    case: str = ""
    status: str = "valid"
    evidence: str = ""
    submission: str = ""


@dataclass(frozen=True)
class Population:
    """A row of populations.csv: a member, or the size of a group on a date."""

    population: str
    unit: str
    case: str = ""
    date: dt.date | None = None
    size: int | None = None
    person: str = ""
    member_from: dt.date | None = None
    member_to: dt.date | None = None
    submission: str = ""

    @property
    def reported(self) -> dt.date:
        """The day that tells in which month's submission it is."""
        day = self.date or self.member_from
        assert day is not None
        return day


@dataclass(frozen=True)
class Submission:
    """A row of submissions.csv."""

    id: str
    convention: str
    month: str
    units: str
    sender: str
    sent: dt.date
    received: dt.date
    replaces: str = ""


@dataclass(frozen=True)
class Verdict:
    """A row of expected.csv."""

    rule: str
    unit: str
    window: str
    kind: str
    required: int | None
    observed: int
    reason: str = ""


@dataclass(frozen=True)
class Escalation:
    """A row of expected_escalations.csv."""

    rule: str
    unit: str
    from_: str
    to: str
    length: int


Row = Event | Population | Submission | Verdict | Escalation


def write_rows(path: Path, kind: type[Row], rows: Iterable[Row]) -> None:
    """Write rows under the headings of their kind."""
    names = [field.name.rstrip("_") for field in fields(kind)]
    write_table(path, names, ([_cell(value) for value in asdict(row).values()] for row in rows))


def write_table(path: Path, heading: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Write a CSV file with the same line ends everywhere."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
