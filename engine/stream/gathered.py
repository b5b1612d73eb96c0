# SPDX-License-Identifier: EUPL-1.2
"""What a stream has told so far, as fact tables: every line read and checked as the rows of files are."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..archive.file import Archive, open_archive
from ..archive.held import facts_together, held_facts
from ..archive.secret import Secret
from ..intake.fact_tables import FactTables
from ..intake.persons import PersonKey
from ..intake.reader import Gathering, Intake, start
from ..intake.reading import NO_RULES, FromRules
from ..intake.refused_rows import SCHEMA
from .line_checks import (
    Received,
    check_contradictions,
    check_receipts,
    notice_held,
    notice_nothing_annulled,
    notice_waiting,
    received_by,
)
from .line_kinds import READ
from .lines import Line
from .tables import Readings, create_tables, leave_out, read_lines


@dataclass(frozen=True)
class Held:
    """An archive that a stream goes on from, and the secret of the keys that persons have there."""

    path: Path
    secret: Secret | None = None


@dataclass(frozen=True)
class Told:
    """The facts told, and what is to be said about the lines that tell them.

    Attributes:
        records: Of lines with something wrong, which are left out; and notices, which may not hold any
            more once further lines have come.
    """

    facts: FactTables
    records: tuple[ErrorRecord, ...]


class Gathered:
    """The lines of a stream, each kept once however often it comes."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        units: Collection[Unit],
        language: Language,
        held: Held | None = None,
        from_rules: FromRules = NO_RULES,
        person_key: PersonKey | None = None,
    ) -> None:
        self._vocabulary, self._units, self._language, self._held = vocabulary, units, language, held
        self._from_rules, self._person_key = from_rules, person_key
        self._lines: dict[str, dict[tuple[object, ...], Line]] = {fact: {} for fact in READ}

    def add(self, line: Line) -> None:
        """Keep a line, unless one has told the same before."""
        self._lines[line.fact].setdefault((line.day, *sorted(line.values.items())), line)

    def told(self) -> Told:
        """The facts of all lines so far, those with faults left out.

        The connection is the caller's to close: an archive stays open as long as it does.

        Raises:
            ArchiveError: The archive cannot be used, or what is told does not go together with it.
        """
        gathering = start(
            self._vocabulary,
            self._units,
            self._language,
            from_rules=self._from_rules,
            person_key=self._person_key,
            keep_rows=True,
        )
        con = gathering.con
        if self._held is None:
            readings = self._checked(gathering, {})
            notice_waiting(readings, received_by(con, "submission_row"))
            notice_nothing_annulled(readings)
            facts = FactTables(con, complete=self._is_bare(), repeated_ids=True)
        else:
            archive = open_archive(self._held.path, self._language, con)
            facts = self._together(archive, gathering, self._held.secret)
        return Told(facts, gathering.problems.records())

    def _together(self, archive: Archive, gathering: Gathering, secret: Secret | None) -> FactTables:
        """What an archive holds, and of the lines what it does not hold and what waits for nothing."""
        con, held = gathering.con, received_by(gathering.con, "archive.submission_row")
        readings = self._checked(gathering, held)
        leave_out(readings, notice_held(readings, held))
        leave_out(readings, notice_waiting(readings, {**received_by(con, "submission_row"), **held}))
        notice_nothing_annulled(readings, "archive.event_row")
        create_tables(con, readings)
        if not readings:
            return held_facts(archive)
        given = Intake(FactTables(con, complete=False, repeated_ids=True), (), (), SCHEMA.empty_table())
        return facts_together(archive, given, secret)

    def _checked(self, gathering: Gathering, held: Received) -> Readings:
        """The lines read, without those that something is wrong with."""
        con, lines = gathering.con, {fact: list(told.values()) for fact, told in self._lines.items()}
        readings = read_lines(gathering, lines)
        create_tables(con, readings)
        check_contradictions(gathering, readings, held)
        _leave_out_refused(gathering, readings)
        received = {**received_by(con, "submission_row"), **held}
        check_receipts(readings, (line for told in lines.values() for line in told), received)
        _leave_out_refused(gathering, readings)
        return readings

    def _is_bare(self) -> bool:
        """Whether no line is a submission or names one: then all that was done counts as told."""
        others = (
            line for fact, told in self._lines.items() if fact != "submission" for line in told.values()
        )
        return not self._lines["submission"] and not any("submission" in line.values for line in others)


def _leave_out_refused(gathering: Gathering, readings: Readings) -> None:
    records = gathering.problems.records()
    leave_out(readings, {record.row for record in records if record.level == "binding" and record.row})
    create_tables(gathering.con, readings)
