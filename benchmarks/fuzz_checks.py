# SPDX-License-Identifier: EUPL-1.2
"""What must hold of whatever was accepted, judged without the code that accepted it."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fuzz_files import Given, Rows, without_submission
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.held import held_facts
from impegni.engine.archive.ingest import ingest
from impegni.engine.intake.reader import Intake
from impegni.engine.runs.setting import Setting
from impegni.schema.errors import ImpegniError

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
MOST = 1_000_000_000
BLANK = " \t\n\r\xa0\ufeff\u2028\u202e"
_UNSEEN = str.maketrans({"\ufeff": None, "\u202e": None, "\u2028": " ", "\xa0": " "})
TABLES = ("event_row", "population_row", "submission_row")
DATES = ("date", "member_from", "member_to", "sent", "received")
COUNTS = ("participants", "invited", "size")
NAMES = ("event_id", "firm", "person", "case", "submission", "id", "replaces")
IDENTITIES = ("firm", "person", "case")
REQUIRED = {
    "event_row": ("event_id", "event", "date", "unit", "status"),
    "population_row": ("population", "unit"),
    "submission_row": ("id", "month", "units", "received"),
}

Row = Mapping[str, Any]


def rows_of(con: Any, table: str) -> list[dict[str, Any]]:
    """The rows of a fact table."""
    cursor = con.execute(f"select * from {table}")
    names = [described[0] for described in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def code_lists(setting: Setting) -> dict[str, frozenset[str]]:
    """The codes that each column may hold."""
    vocabulary, units = setting.rulebook.vocabulary, frozenset(unit.code for unit in setting.units)
    events = frozenset(code for code, event in vocabulary.events.items() if not event.derived)
    return {
        "event": events, "unit": units, "units": units, "topic": frozenset(vocabulary.topics),
        "target": frozenset(vocabulary.targets), "deliverable": frozenset(vocabulary.deliverables),
        "phase": frozenset(vocabulary.phases), "population": frozenset(vocabulary.populations),
        "status": frozenset(("valid", "annulled")),
    }  # fmt: skip


def garbage(rows: Mapping[str, Iterable[Row]], codes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Values that no file may bring in."""
    for table, found in rows.items():
        for row in found:
            wrong = [
                name for name, value in row.items() if value is not None and not _allowed(name, value, codes)
            ]
            wrong += [name for name in REQUIRED[table] if row[name] is None]
            yield from (f"{table}: {name} = {row[name]!r}" for name in wrong)


def _allowed(name: str, value: Any, codes: Mapping[str, frozenset[str]]) -> bool:
    if name in DATES:
        return isinstance(value, dt.date) and FIRST <= value <= LAST
    if name in COUNTS:
        return isinstance(value, int) and 0 <= value <= MOST
    if not isinstance(value, str) or not value.strip(BLANK):
        return False
    if name in codes:
        return all(piece in codes[name] for piece in value.split("|"))
    if name == "month":
        return FIRST <= dt.date.fromisoformat(f"{value}-01") <= LAST
    return not (name in NAMES and len(value) > 120) and not (name in IDENTITIES and "|" in value)


def rows_meant(given: Given) -> int:
    """How many rows the tables have that are not blank as they are written."""
    tables = [given.events, given.populations]
    return sum(_filled(rows if given.bare else without_submission(rows)) for rows in tables)


def _filled(rows: Rows) -> int:
    """How many rows there are but for blank ones: the form numbers its rows beforehand."""
    seen = [[cell.strip(BLANK) for cell in row] for row in rows[1:]]
    numbered = bool(rows) and rows[0][:1] == ["event_id"]
    return sum(any(row[1:] if numbered and row and row[0].isdecimal() else row) for row in seen)


def invented(rows: Mapping[str, Iterable[Row]], given: Given) -> Iterator[str]:
    """Event ids that stand in no cell.

    A question mark takes the place of letters that a format cannot hold; XML knows one end of line only. An id of
    digits is told in full, behind its office and month.
    """
    written = _with_one_line_end("\n".join(row[0] for row in given.events if row))
    ids = (re.sub(r"^.*/(?=[0-9]+$)", "", row["event_id"]) for row in rows["event_row"])
    yield from (each for each in ids if _with_one_line_end(each) not in written and "?" not in each)


def _with_one_line_end(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def lost_in_archive(path: Path, intake: Intake, rows: Mapping[str, Iterable[Row]]) -> tuple[str, list[str]]:
    """Whether an archive takes what was accepted, and where what it holds differs."""
    try:
        ingest(path, intake, "en")
    except ImpegniError:
        return "not stored", [f"{path}: exists"] if path.exists() else []
    held = held_facts(open_archive(path, "en"))
    found = []
    for table in TABLES:
        before, after = _counted(rows[table]), _counted(rows_of(held.con, table))
        before = Counter(set(before)) if table == "submission_row" else before
        found += [f"{table}: {each}" for each in (before - after) + (after - before)]
    held.con.close()
    return "stored", found


def _counted(rows: Iterable[Row]) -> Counter[str]:
    return Counter(str(sorted(row.items())) for row in rows)
