# SPDX-License-Identifier: EUPL-1.2
"""The facts a stream has told and those it began with: lines are read and checked as they come, and stay."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..archive.file import open_archive
from ..archive.secret import Secret
from ..intake.fact_tables import FactTables
from ..intake.gathering import Gathering, start
from ..intake.persons import PersonKey
from ..intake.problems import Problems
from ..intake.reading import NO_RULES, FromRules
from .changes import Came, Changes, Counted
from .line_checks import (
    check_carried_lines,
    check_receipts,
    check_submission_lines,
    notice_possible_duplicates,
    received_by,
)
from .line_kinds import READ
from .line_notices import HeldLines, notice_nothing_annulled, notice_waiting
from .lines import Line
from .mentions import Mentions
from .person_keys import PersonKeys
from .readings import Readings, fill, leave_out, read_lines, reading_of, refused_by
from .tables import (
    TOLD,
    add_happened_between,
    choose_current,
    choose_submissions,
    create_days,
    create_fresh,
    create_tables,
    forget_come,
    forget_happened,
    insert_fresh,
    keep_submissions,
    refresh_events,
    refresh_populations,
    refuse,
    submissions_come,
    tell_full_ids,
)

_FACTS = {
    "submission_row": ("submission",),
    "event_row": ("event", "annul"),
    "population_row": ("population",),
}
"""The kinds of line that make each table."""

Place = tuple[str, str | None]


@dataclass(frozen=True)
class Held:
    """An archive that a stream goes on from, and the secret of the keys that persons have there."""

    path: Path
    secret: Secret | None = None


class Told:
    """The facts told, each line kept once however often it comes, and the versions of them that count.

    Attributes:
        con: The database it all lies in.
        places: The units that events which count name, with their case where that is a unit.
        day: Events after it are not in sight yet; before the first none is.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        units: Collection[Unit],
        language: Language,
        held: Held | None = None,
        from_rules: FromRules = NO_RULES,
        person_key: PersonKey | None = None,
    ) -> None:
        """Start with nothing, or with what an archive holds.

        Raises:
            ArchiveError: The archive cannot be used, or the secret is not the one of its persons.
        """
        self._gathering = start(
            vocabulary, units, language, from_rules=from_rules, person_key=person_key, keep_rows=True
        )
        self.con, self.language = self._gathering.con, language
        self._units = frozenset(unit.code for unit in units)
        self._headings: dict[str, dict[str, str]] = {fact: {} for fact in READ}
        self._bare = held is None
        self._keys: PersonKeys | None = None
        self._held_lines, self._mentions = HeldLines(), Mentions(self.con)
        archive = None
        if held is not None:
            archive = open_archive(held.path, language, self.con)
            self._keys = PersonKeys(archive, held.secret)
        create_tables(self.con, archive)
        self._held = received_by(self.con, "submission_row")
        if archive is not None:
            self.con.execute("detach archive")
        self.day: dt.date | None = None
        self._fresh = list(TOLD)
        self._forget_fresh()
        named = self.con.execute('select distinct unit, "case" from current_event').fetchall()
        self.places: set[Place] = {self._place(*place) for place in named}

    @property
    def facts(self) -> FactTables:
        """What counts, as runs take it."""
        return FactTables(self.con, complete=self._bare, repeated_ids=True, current=True)

    def begin(self) -> None:
        """Forget what has changed until now."""
        forget_happened(self.con)

    def look_from(self, day: dt.date) -> None:
        """See the events up to a day; those that come into sight with it have happened."""
        if self.day is not None and self.day < day:
            add_happened_between(self.con, self.day, day)
        self.day = day

    def add(self, lines: Sequence[Line]) -> tuple[Changes, tuple[ErrorRecord, ...]]:
        """Keep lines, but for those with faults; what that changes, and what is to be said of the lines.

        Raises:
            ArchiveError: The archive has keys for persons, and the secret was not given.
        """
        gathering, was_bare = self._anew(), self._bare
        by_fact: dict[str, list[Line]] = {}
        for line in lines:
            by_fact.setdefault(line.fact, []).append(line)
            for name, key in line.keys.items():
                self._headings[line.fact].setdefault(name, key)
            self._bare = self._bare and line.fact != "submission" and "submission" not in line.values
        readings = read_lines(gathering, by_fact, self._headings)
        leave_out(readings, refused_by(gathering))
        records = gathering.problems.records()
        changes, found = self._kept(readings, lines)
        if was_bare and not self._bare:
            changes = replace(changes, everything=True)
        return changes, (*records, *found)

    def notices(self) -> tuple[ErrorRecord, ...]:
        """What is to be noticed now that nothing more comes."""
        gathering = self._anew()
        readings = {fact: reading_of(gathering, fact, self._headings[fact]) for fact in READ}
        for table, facts in _FACTS.items():
            for fact in facts:
                fill(readings[fact], f"from {TOLD[table]} where fact = '{fact}' and not refused")
        notice_possible_duplicates(gathering, readings)
        self._held_lines.notice(readings)
        notice_waiting(readings)
        notice_nothing_annulled(readings)
        return gathering.problems.records()

    def _anew(self) -> Gathering:
        """A gathering that nothing is wrong in."""
        self.con.execute("delete from refused_row")
        return replace(self._gathering, problems=Problems(self.language))

    def _kept(self, readings: Readings, lines: Iterable[Line]) -> tuple[Changes, tuple[ErrorRecord, ...]]:
        """The lines that are right by themselves added to the others, and held against them."""
        con, across = self.con, self._anew()
        self._forget_fresh({READ[fact].table for fact in readings})
        days = {line.number: line.day for line in lines if line.day is not None and line.fact != "submission"}
        create_days(con, days)
        if self._held:
            check_receipts(_of(across, readings), days, self._held)
            leave_out(readings, refused_by(across))
            self._held_lines.leave_out(readings, self._held)
        self._mentions.check(across, _of(across, readings), self._headings)
        units, gone = self._come(across, readings) if "submission" in readings else ((), False)
        for table in ("event_row", "population_row"):
            if not readings.keys().isdisjoint(_FACTS[table]):
                self._insert(table, readings)
        self._check_carried(across, readings, days, came=bool(units))
        refused = refused_by(across)
        refuse(con, refused)
        records = tuple(record for record in across.problems.records() if record.level == "binding")
        kinds = {READ[fact].table for fact in readings}
        return self._changes(kinds, units, gone, others=bool(refused or units)), records

    def _forget_fresh(self, coming: Collection[str] = ()) -> None:
        """Take no line as just read.

        Args:
            coming: The tables that lines to be read next are rows of: what is fresh in them is told anew.
        """
        forget_come(self.con)
        for table in self._fresh:
            if table not in coming:
                create_fresh(self.con, table, {})
        self._fresh.clear()

    def _come(self, across: Gathering, readings: Readings) -> tuple[Sequence[str], bool]:
        """Add the submissions to those told; the units of those that have come, and whether any counts no more."""
        keep_submissions(self.con)
        self._insert("submission_row", readings)
        self._check_submissions(across, readings)
        units, gone = submissions_come(self.con)
        tell_full_ids(self.con)
        return units, gone

    def _insert(self, table: str, readings: Readings) -> None:
        """Add the lines of one table to those told."""
        typed = {fact: readings[fact].typed for fact in _FACTS[table] if fact in readings}
        create_fresh(self.con, table, typed)
        self._fresh.append(table)
        if self._keys is not None and table != "submission_row":
            self._keys.put(self.con, [f"fresh_{table}"])
        insert_fresh(self.con, table)

    def _check_submissions(self, across: Gathering, readings: Readings) -> None:
        """Hold the submissions told against each other, and choose those that have come."""
        choose_submissions(self.con)
        checked = _of(across, readings)
        fill(checked["submission"], "from told_submission where row is not null")
        check_submission_lines(across, checked, self._held)
        if refused := refused_by(across):
            refuse(self.con, refused)
            choose_submissions(self.con)

    def _check_carried(
        self, across: Gathering, readings: Readings, days: dict[int, dt.date], *, came: bool
    ) -> None:
        """Hold the lines just read against those of the same event, and of submissions that have just come."""
        checked = {
            fact: replace(reading_of(across, fact, self._headings[fact]))
            for fact in ("event", "annul", "population")
            if fact in readings or came
        }
        for fact, reading in checked.items():
            table = reading.kind.table
            kin = f"select * from kin_{table} where fact = '{fact}' and row is not null"
            fill(reading, f"select * from fresh_{table} where fact = '{fact}' union all by name {kin}")
        check_carried_lines(across, checked)
        if came:
            days = days | self._days_of_come(checked)
        if days:
            check_receipts(checked, days, received_by(self.con, "submission_row"))

    def _days_of_come(self, checked: Readings) -> dict[int, dt.date]:
        """When earlier lines of submissions that have just come say they were received; they are to be checked too."""
        days: dict[int, dt.date] = {}
        for fact, reading in checked.items():
            told = TOLD[reading.kind.table]
            dated = f"from {told} where fact = '{fact}' and came is not null"
            just_read = f"row in (select row from fresh_{reading.kind.table})"
            chosen = f"{dated} and (submission in (from touched_submission) or {just_read})"
            found = self.con.execute(f"select row, came {chosen}").fetchall()
            if found:
                days |= dict(found)
                fill(reading, f"select * {chosen}")
        return days

    def _changes(self, kinds: Collection[str], units: Sequence[str], gone: bool, *, others: bool) -> Changes:
        """What the lines just added have changed among the facts that count.

        Args:
            kinds: The tables that lines just read are rows of.
            units: Those of each submission that has come.
            gone: Some submission counts no more.
            others: Rows of lines read before may count otherwise.
        """
        if gone:
            choose_current(self.con)
            named = self.con.execute('select distinct unit, "case" from current_event').fetchall()
            self.places |= {self._place(*place) for place in named}
            return Changes(everything=True)
        populations: tuple[Counted, ...] = ()
        listed = frozenset[str]()
        if others or "population_row" in kinds:
            populations, listed = refresh_populations(self.con)
        if others or "event_row" in kinds:
            refresh_events(self.con, self.day, others=others)
            named = self.con.execute('select distinct unit, "case" from after').fetchall()
            self.places |= {self._place(*place) for place in named}
        return Changes(populations, tuple(map(Came, units)), listed)

    def _place(self, units: str, case: str | None) -> Place:
        return units, case if case in self._units else None


def _of(gathering: Gathering, readings: Readings) -> Readings:
    """The same readings, with what is wrong gathered elsewhere."""
    return {fact: replace(reading, problems=gathering.problems) for fact, reading in readings.items()}
