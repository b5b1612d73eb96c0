# SPDX-License-Identifier: EUPL-1.2
"""What `impegni serve` tells of an archive: what is held, who has sent, what a submission brought, what is wrong."""

import datetime as dt
from typing import Literal

from .base import Code, Identifier, Many, Model, Text
from .error_record import ErrorRecord
from .facts import Month
from .reply import Reply

ReportState = Literal["received", "late", "missing", "open"]
"""Of a unit's month: received in time, received late, not received and past its day, still to come."""


class HeldSubmission(Model):
    """A submission that the archive holds, with its entry of the log: what a receipt says.

    Attributes:
        files: The names of the files it came in.
        events: Rows of events, of populations, and rows left out as faulty.
        digest: Of all its rows and of its manifest.
        entry: The digest of the log's entry, which was the head of the archive when it was stored.
        actor: Who stored it, where that was said.
        at: When, by the clock of the server, where it was stored there.
        replaced_by: The submission that withdrew it.
    """

    id: Identifier
    month: Month
    units: Many[Identifier]
    sender: str | None
    sent: dt.date | None
    received: dt.date | None
    replaces: Identifier | None
    replaced_by: Identifier | None
    files: Many[str]
    events: int
    populations: int
    refused: int
    seq: int
    digest: str | None
    entry: str
    actor: str | None
    at: dt.datetime | None = None


class UnitReport(Model):
    """Whether a unit's submission of a month is there.

    Attributes:
        received: The day the first one came.
    """

    unit: Identifier
    state: ReportState
    received: dt.date | None = None
    submissions: Many[Identifier] = ()


class MonthReport(Model):
    """Who has sent a month's submissions, and who has not.

    Attributes:
        due: The last day on which one is in time.
    """

    month: Month
    due: dt.date
    units: Many[UnitReport]


class ServedUnit(Model):
    """A unit that reports."""

    code: Identifier
    name: str
    kind: str
    above: Many[Identifier] = ()


class ServedAgreement(Model):
    """A convention whose submissions are taken here."""

    convention: Code
    title: Text
    region: str
    term_start: dt.date
    term_end: dt.date
    due_days: int
    units: Many[ServedUnit]
    months: Many[MonthReport]


class ServedRule(Model):
    """A duty that a reply may be about, with the words for its windows."""

    rule: Identifier
    title: Text


class NamedCode(Model):
    """A code and what it is called."""

    code: Identifier
    title: Text


class ArchiveState(Model):
    """The archive as it stands.

    Attributes:
        head: The digest of the newest entry of its log; none while there is no archive.
        day: The day it is looked at.
        definitions: The digest of rules and conventions.
    """

    head: str | None
    entries: int
    day: dt.date
    definitions: str
    agreements: Many[ServedAgreement]
    submissions: Many[HeldSubmission]
    replies: Many[Reply]
    rules: Many[ServedRule]
    units: Many[NamedCode]
    parties: Many[NamedCode]


class FoundSubmission(Model):
    """A submission found in files that were sent to be checked."""

    id: Identifier
    month: str | None
    units: Many[Identifier]
    sender: str | None
    replaces: Identifier | None


class CheckReport(Model):
    """What is wrong with files that were sent to be checked, and what is in them.

    Attributes:
        more: How many binding problems there are beyond those told.
        rows: Of events and populations.
        acceptable: Nothing binding is wrong: they can be stored.
        salvageable: What is wrong is wrong with single rows: the others can be stored.
        delivery: Stands for what was sent, where it can be stored.
    """

    records: Many[ErrorRecord]
    more: int
    binding: int
    notices: int
    rows: int
    submissions: Many[FoundSubmission]
    acceptable: bool
    salvageable: bool
    delivery: str | None = None


class Receipt(Model):
    """What was stored at once, to be kept by who sent it.

    Attributes:
        head: The digest of the newest entry of the log after it.
        added: The submissions that are new.
        held: Those that the archive held already, with the same content.
        received_files: The SHA-256 of each file as it came, by name.
    """

    head: str
    entries: int
    at: dt.datetime
    actor: str | None
    added: Many[HeldSubmission]
    held: Many[Identifier]
    received_files: dict[str, str]
