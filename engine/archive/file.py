# SPDX-License-Identifier: EUPL-1.2
"""An archive file opened: attached to a connection as the database `archive`, or refused in a plain sentence."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import duckdb

from ...schema.base import Language
from ...schema.errors import ArchiveError
from ..intake.fact_tables import connect
from ..written_aside import aside, remove_abandoned, spill_aside
from .layout import VERSION, create_layout, wrong_tables
from .log_bytes import log_state
from .messages import line, refusal
from .upgrade import upgrade

NAME = "archive"
_SPILLS = count()
PRIVATE = 0o600
"""Who may read an archive: its owner."""

_SIGNS = (
    ("Could not set lock", "locked"),
    ("already attached", "locked"),
    ("not a valid DuckDB database", "not_archive"),
    ("sqlite_scanner", "not_archive"),
    ("ead-only", "unwritable"),
    ("Permission denied", "unwritable"),
    ("No space left", "disk_full"),
    ("File too large", "disk_full"),
    ("Disk quota", "disk_full"),
)
"""What DuckDB's errors say, and what that means for the archive."""


@dataclass(frozen=True)
class Archive:
    """An open archive: its tables are `archive.<table>` on the connection."""

    con: duckdb.DuckDBPyConnection
    path: Path
    language: Language

    def meta(self, name: str) -> str | None:
        """A fact about the archive as a whole."""
        rows = self.con.execute(f"select value from {NAME}.meta where name = ?", [name]).fetchall()
        return str(rows[0][0]) if rows else None


def open_archive(path: Path, language: Language, con: duckdb.DuckDBPyConnection | None = None) -> Archive:
    """Open an archive for reading, on a connection that may hold facts already.

    It stays open as long as the connection; several programs may read it at once.

    Raises:
        ArchiveError: It is missing, in use, damaged, of another version, or no archive at all.
    """
    con = connect() if con is None else con
    version = _opened(con, path, language, "(read_only)")
    if version < VERSION:
        raise refusal(path, "older_version", language, got=version, accepted=VERSION, file=path)
    return Archive(con, path, language)


def brought_up_to_date(path: Path, language: Language) -> None:
    """Bring an archive of an earlier version to this one; another is left alone.

    Raises:
        ArchiveError: It cannot be used.
    """
    con = connect()
    version = _opened(con, path, language, "(read_only)")
    _detach(con, NAME)
    if version < VERSION:
        with writing(path, language):
            pass


@contextlib.contextmanager
def writing(
    path: Path, language: Language, con: duckdb.DuckDBPyConnection | None = None, *, create: bool = False
) -> Iterator[Archive]:
    """Open an archive for writing, alone; an earlier version is brought to this one first.

    Args:
        create: Make the archive if there is none; it appears under its name only when all went well.

    Raises:
        ArchiveError: As when reading; or it cannot be written, or the disk is full.
    """
    con = connect() if con is None else con
    if create and not real_place(path, language).exists():
        with new_file(path, language, con, NAME):
            yield Archive(con, path, language)
        return
    remove_abandoned(path.resolve())
    version = _opened(con, path, language, "")
    with refusing(path, language):
        try:
            if version < VERSION and (changed := upgrade(con, NAME)):
                raise ArchiveError([line(path, "changed_before", language, id=name) for name in changed])
            # What is committed is safe in the file's log; folding that in may fail and be done another time.
            con.execute("set wal_autocheckpoint = '1TB'")
            yield Archive(con, path, language)
            with contextlib.suppress(duckdb.Error):
                con.execute(f"checkpoint {NAME}")
        finally:
            _detach(con, NAME)


@contextlib.contextmanager
def new_file(
    path: Path, language: Language, con: duckdb.DuckDBPyConnection, db: str, *, replacing: bool = False
) -> Iterator[None]:
    """An empty archive attached as `db`, put in its place when the block has ended well.

    Raises:
        ArchiveError: It cannot be written, or has another name too; or, unless `replacing`, another program has made it
            meanwhile, or the log of another archive lies where its own would.
    """
    real = path.resolve()
    part = aside(real)
    if replacing and real.stat().st_nlink > 1:
        raise refusal(path, "other_name", language)
    if not replacing and log_of(real).exists():
        raise refusal(path, "foreign_log", language, file=log_of(path))
    try:
        with refusing(path, language):
            remove_abandoned(real)
            _remove(part)
            _spill_beside(con, real)
            _attach(con, part, "", db)
            part.chmod(PRIVATE)
            try:
                create_layout(con, db)
                yield
                con.execute(f"checkpoint {db}")
            finally:
                _detach(con, db)
            _publish(part, real, replacing)
    except FileExistsError as error:
        raise refusal(path, "made_meanwhile", language) from error
    finally:
        with contextlib.suppress(OSError):
            _remove(part)


def _publish(part: Path, path: Path, replacing: bool) -> None:
    """Give a finished file its name, which nobody else may have taken meanwhile."""
    if replacing:
        part.replace(path)
        return
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)


def _spill_beside(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Let what does not fit into memory lie beside the archive, not in the folder where the command was given."""
    escaped = str(spill_aside(path, next(_SPILLS))).replace("'", "''")
    # A database that has begun to spill goes on where it is.
    with contextlib.suppress(duckdb.Error):
        con.execute(f"set temp_directory = '{escaped}'")


def _remove(part: Path) -> None:
    for leftover in (part, log_of(part)):
        leftover.unlink(missing_ok=True)


def log_of(path: Path) -> Path:
    """Where the database keeps what it has not yet folded into a file."""
    return path.with_name(path.name + ".wal")


def _opened(con: duckdb.DuckDBPyConnection, path: Path, language: Language, mode: str) -> int:
    """Attach an archive; its version."""
    with refusing(path, language, damaged=True):
        real = _check_path(path, language)
        if (damaged := log_state(log_of(real)).damaged) is not None:
            raise refusal(path, "log_damaged", language, file=log_of(path), bytes=damaged)
        _spill_beside(con, real)
        _attach(con, real, mode)
        version = _version(con, path, language)
        if version == VERSION and (wrong := wrong_tables(con, NAME)):
            raise refusal(path, "other_tables", language, tables=", ".join(wrong))
        return version


@contextlib.contextmanager
def refusing(path: Path, language: Language, *, damaged: bool = False) -> Iterator[None]:
    """Turn what the database or the system says about the file into a plain sentence.

    Args:
        damaged: Nothing but the file can be the reason, whatever is said.

    Raises:
        ArchiveError: With that sentence.
    """
    try:
        yield
    except (KeyboardInterrupt, duckdb.InterruptException):
        raise
    except (duckdb.Error, OSError, ValueError, TypeError, OverflowError, RuntimeError) as error:
        programs = (duckdb.ProgrammingError, duckdb.ConversionException, FileExistsError)
        files = (duckdb.Error, OSError)
        if not damaged and (isinstance(error, programs) or not isinstance(error, files)):
            raise
        said = str(error)
        code = next((code for sign, code in _SIGNS if sign in said), None)
        reason = " ".join(said.split("\n")[0].split())[:160]
        if code is None:
            system = isinstance(error, OSError) or "Cannot open file" in said
            code = "unreadable" if system else "corrupted"
        raise refusal(path, code, language, reason=reason) from error


def real_place(path: Path, language: Language) -> Path:
    """Where a file lies, links followed.

    Raises:
        ArchiveError: They lead nowhere.
    """
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise refusal(path, "unreadable", language, reason=error) from error


def _check_path(path: Path, language: Language) -> Path:
    """Refuse what can be no archive; where it lies."""
    real = real_place(path, language)
    with refusing(path, language):
        if path.is_dir():
            raise refusal(path, "is_folder", language)
        if not path.exists():
            raise refusal(path, "missing", language)
        if path.stat().st_size == 0:
            raise refusal(path, "not_archive", language)
    return real


def _attach(con: duckdb.DuckDBPyConnection, path: Path, mode: str, db: str = NAME) -> None:
    escaped = str(path).replace("'", "''")
    con.execute(f"attach '{escaped}' as {db} {mode}")


def _detach(con: duckdb.DuckDBPyConnection, db: str) -> None:
    """Let go of the file; a transaction that failed is undone first."""
    with contextlib.suppress(duckdb.Error):
        con.execute("rollback")
    with contextlib.suppress(duckdb.Error):
        con.execute(f"detach {db}")


def _version(con: duckdb.DuckDBPyConnection, path: Path, language: Language) -> int:
    try:
        rows = con.execute(f"select value from {NAME}.meta where name = 'schema_version'").fetchall()
        version = int(rows[0][0])
    except (duckdb.CatalogException, duckdb.BinderException, IndexError, ValueError, TypeError) as error:
        raise refusal(path, "not_archive", language) from error
    if version > VERSION:
        raise refusal(path, "newer_version", language, got=version, accepted=VERSION)
    return version
