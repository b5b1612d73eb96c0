# SPDX-License-Identifier: EUPL-1.2
"""What the parties said of verdicts, put into the archive: each reply once, all of a call or none."""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from ...schema.base import Language
from ...schema.reply import Reply
from ..intake.fact_tables import REPLY_ROW, SENT, FactTables, fact_columns
from ..intake.sheets import counted
from .chain import chained, head
from .file import Archive, writing
from .keys import fits, known_fingerprint
from .log import LogEntry, ReadsArchive, next_seq, write
from .marks import mark_of, new_salt
from .messages import refusal
from .secret import Secret

Cells = tuple[object, ...]
_COLUMNS = fact_columns("reply_row")
_TEXTS = ("text", "document")
"""Where a reply may name a person."""


@dataclass(frozen=True)
class Replied:
    """What a call put into the archive.

    Attributes:
        added: The entry of the log, none where nothing was new.
        held: How many replies the archive held already.
    """

    added: LogEntry | None
    held: int


@dataclass(frozen=True)
class HeldReply:
    """A reply as it is held.

    Attributes:
        seq: The entry of the log that it came with.
        cells: What stands in the columns of replies.
        mark: What stood for it when it came; `present` what stands for it now.
    """

    seq: int
    cells: Cells
    salt: str
    mark: str
    present: str


def replies_in(facts: FactTables, place: object, language: Language) -> tuple[Reply, ...]:
    """The replies that were read.

    Raises:
        ArchiveError: There are none, or other facts too, which would be stored nowhere.
    """
    if any(counted(facts.con, table) for table in (*SENT, "figure_row")):
        raise refusal(place, "not_only_replies", language)
    rows = facts.con.execute(f"select distinct {_COLUMNS} from reply_row order by all").fetchall()
    if not rows:
        raise refusal(place, "no_replies", language)
    return tuple(Reply.model_validate(dict(zip(REPLY_ROW.names, row, strict=True))) for row in rows)


def keep_replies(
    path: Path,
    replies: Sequence[Reply],
    language: Language,
    *,
    files: Sequence[str] = (),
    actor: str | None = None,
    secret: Secret | None = None,
) -> Replied:
    """Put replies into an archive, under one entry of its log.

    Args:
        files: The names of the files they came in, without folders.
        actor: Who does it, for the log.
        secret: What the entry is sealed with, where the archive has one.

    Raises:
        ArchiveError: The archive cannot be used, or the secret is another one; nothing has changed then.
    """
    with writing(path, language) as archive:
        if secret is not None and not fits(archive, secret):
            raise refusal(path, "wrong_key", language)
        held = {one.cells for one in held_replies(archive)}
        new = [one for one in dict.fromkeys(map(cells, replies)) if one not in held]
        added = _store(archive, new, LogEntry(0, "reply", files=tuple(files), actor=actor), secret)
        return Replied(added, len(replies) - len(new))


def _store(archive: Archive, new: Sequence[Cells], said: LogEntry, secret: Secret | None) -> LogEntry | None:
    if not new:
        return None
    con, seq, key = archive.con, next_seq(archive), known_fingerprint(archive)
    salts = [new_salt() for _ in new]
    marks = [reply_mark(salt, one) for salt, one in zip(salts, new, strict=True)]
    rows = [[seq, *one, salt, mark, mark] for one, salt, mark in zip(new, salts, marks, strict=True)]
    con.execute("begin")
    con.executemany(f"insert into archive.reply_row values ({', '.join('?' * len(rows[0]))})", rows)
    sealed = None if key is None else secret
    said = replace(
        said, seq=seq, digest=replies_digest(marks), replies=len(new), replied=present_digest(con, "archive"),
        key=None if sealed is None else key,
    )  # fmt: skip
    (added,) = chained([said], head(archive), sealed)
    write(con, "archive", [added])
    con.execute("commit")
    return added


def held_replies(archive: ReadsArchive) -> tuple[HeldReply, ...]:
    """All replies held, those that came first first."""
    rows = archive.con.execute(
        f"select seq, salt, mark, present, {_COLUMNS} from archive.reply_row order by seq, {_COLUMNS}"
    ).fetchall()
    return tuple(HeldReply(seq, tuple(said), salt, mark, present) for seq, salt, mark, present, *said in rows)


def cells(reply: Reply) -> Cells:
    """A reply as a row of its table."""
    return tuple(getattr(reply, name) for name in REPLY_ROW.names)


def reply_mark(salt: str, values: Cells) -> str:
    """What stands for a reply in the chain."""
    return mark_of(salt, *(None if value is None else str(value) for value in values))


def replies_digest(marks: Iterable[str]) -> str:
    """What stands for several."""
    return hashlib.sha256("".join(sorted(marks)).encode()).hexdigest()


def create_changed_replies(
    con: duckdb.DuckDBPyConnection, held: Sequence[HeldReply], names: Collection[str], instead: str
) -> None:
    """Create `changed_reply`, the replies that name a person, with a tombstone in the place of each name.

    Args:
        names: What the person may be called.
    """
    con.execute(
        "create or replace temp table changed_reply "
        "(mark varchar, text varchar, document varchar, salt varchar, present varchar)"
    )
    whole = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])")
    for one in held:
        said = dict(zip(REPLY_ROW.names, one.cells, strict=True))
        without = {name: whole.sub(instead, str(said[name])) for name in _TEXTS if said[name] is not None}
        if without.items() <= said.items():
            continue
        salt = new_salt()
        present = reply_mark(salt, tuple((said | without).values()))
        con.execute(
            "insert into changed_reply values (?, ?, ?, ?, ?)",
            [one.mark, *(without.get(name) for name in _TEXTS), salt, present],
        )


def present_digest(con: duckdb.DuckDBPyConnection, db: str) -> str:
    """What stands for all replies held, as they are."""
    found = con.execute(f"select present from {db}.reply_row").fetchall()
    return replies_digest(mark for (mark,) in found)
