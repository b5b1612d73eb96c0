# SPDX-License-Identifier: EUPL-1.2
"""What is gathered while files are read one after the other: where they stand, their readings, their problems."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from ...schema.base import Language
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..plain_text import on_one_line
from .codes import Codes, codes_of
from .columns import FileKind
from .fact_tables import connect
from .persons import PersonKey
from .problems import KEPT, KEPT_IN_FULL, Place, Problems
from .reading import NO_RULES, FromRules, Rules, TableReading
from .requirements import requirements_of
from .row_files import Rows
from .sheets import Connection
from .sources import State, state_of


@dataclass(frozen=True)
class GivenFile:
    """One file to read.

    Attributes:
        shown: Its name in messages, which tells the folder or zip it came in.
        passing: It is a copy that is gone once everything is read.
    """

    path: Path
    shown: str
    passing: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", on_one_line(self.shown))


@dataclass(frozen=True)
class Gathering:
    """What is gathered while files are read one after the other."""

    con: Connection
    problems: Problems
    rules: Rules
    readings: list[TableReading] = field(default_factory=list)
    files: list[GivenFile] = field(default_factory=list)
    states: dict[GivenFile, State] = field(default_factory=dict)

    def place(self, part: GivenFile, sheet: str = "") -> Place:
        """Where a part stands among all, in the order in which they are read."""
        if part not in self.states:
            self.files.append(part)
            self.states[part] = state_of(part.path)
        return Place(self.files.index(part), part.shown, sheet)

    def of_kind(self, kind: FileKind) -> list[TableReading]:
        """The readings of one kind."""
        return [reading for reading in self.readings if reading.kind is kind]

    def rows(self, kind: FileKind) -> Rows:
        """All rows of one kind, with where they come from."""
        mine = {reading.number: reading for reading in self.of_kind(kind)}
        return Rows(self.con, kind, f"all_{kind.table}", mine)


def start(
    vocabulary: Vocabulary,
    units: Collection[Unit],
    language: Language,
    *,
    from_rules: FromRules = NO_RULES,
    person_key: PersonKey | None = None,
    keep_rows: bool = False,
    in_full: bool = False,
    threads: int | None = None,
) -> Gathering:
    """An empty gathering.

    Args:
        units: Those that may be named.
        language: Of the messages, `it` or `en`.
        from_rules: What the rules say about files.
        person_key: The key of a person; without it fiscal codes are refused.
        keep_rows: Rows with faults are to be left out instead of refusing everything.
        in_full: All problems are to be recorded, and the tables kept to show them in.
        threads: How many may work on a query, by default one a core.
    """
    con = connect(threads)
    con.execute("create table refused_row (reading integer, row bigint, raw varchar)")
    rules = Rules(
        {
            **codes_of(vocabulary, units),
            "rule": Codes({rule: from_rules.titles.get(rule, ()) for rule in from_rules.declarable}),
            "judged_rule": Codes(from_rules.titles, example=next(iter(from_rules.titles), None)),
        },
        requirements_of(vocabulary), {unit.code: unit for unit in units},
        language, from_rules, person_key, keep_rows, in_full,
    )  # fmt: skip
    return Gathering(con, Problems(language, KEPT_IN_FULL if in_full else KEPT), rules)
