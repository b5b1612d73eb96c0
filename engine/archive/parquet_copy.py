# SPDX-License-Identifier: EUPL-1.2
"""An archive as a folder of Parquet files any program can read, and such a folder as an archive again."""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from ...schema.base import Language
from ..intake.fact_tables import connect
from ..intake.sheets import glob_escaped, quoted
from ..system_errors import why
from ..written_aside import folder_aside
from .file import Archive, new_file, refusing
from .layout import KEPT, VERSION, create_current_tables
from .messages import refusal
from .upgrade import upgrade
from .verification import differences

MANIFEST = "manifest.json"
SINCE = {"person": 3, "known_unit": 3, "named_event": 4, "reply_row": 5}
"""The version from which on exports have a table, of those that came later."""


def export(archive: Archive, folder: Path) -> Mapping[str, int]:
    """Write every row that cannot be computed from others; how many rows each table has.

    The folder appears under its name when it is whole.

    Raises:
        ArchiveError: The folder exists, or cannot be written.
    """
    if folder.exists():
        raise refusal(folder, "exists", archive.language)
    rows = {}
    with refusing(folder, archive.language), folder_aside(folder) as part:
        for table in KEPT:
            target = str(part / f"{table}.parquet").replace("'", "''")
            archive.con.execute(
                f"copy (select * from archive.{table} order by all) to '{target}' (format parquet, compression zstd)"
            )
            rows[table] = archive.con.execute(f"select count(*) from archive.{table}").fetchall()[0][0]
        manifest = {
            "schema_version": VERSION,
            "tables": {name: _described(part, name, rows[name]) for name in KEPT},
        }
        (part / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return rows


def _described(folder: Path, table: str, rows: int) -> dict[str, Any]:
    return {"rows": rows, "sha256": _sha256(folder / f"{table}.parquet")}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def import_(folder: Path, path: Path, language: Language) -> Mapping[str, int]:
    """Make an archive of an exported folder; how many rows each table has.

    Raises:
        ArchiveError: The archive exists, or the folder is not what an export wrote.
    """
    if path.exists():
        raise refusal(path, "exists", language)
    version, tables = _manifest(folder, language)
    con = connect()
    with new_file(path, language, con, "archive"):
        with _taking(folder, language):
            changed = _fill(con, folder) if version == VERSION else _fill_earlier(con, folder, tables)
        if changed:
            raise refusal(folder, "export_differs", language, detail=", ".join(changed))
        wrong = differences(Archive(con, path, language))
        if wrong:
            raise refusal(folder, "export_differs", language, detail=f"{wrong[0].check} {wrong[0].what}")
    return tables


@contextlib.contextmanager
def _taking(folder: Path, language: Language) -> Iterator[None]:
    """Whatever the database says of the tables of an export, they are none that an export wrote.

    Raises:
        ArchiveError: It said something.
    """
    try:
        yield
    except duckdb.InterruptException:
        raise
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split("\n")[0].split())[:160]
        raise refusal(folder, "not_export", language, reason=reason) from error


def _fill(con: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    con.execute("begin")
    con.execute("delete from archive.meta where name <> 'schema_version'")
    for table in KEPT:
        rows = _rows(folder, table) + (" where name <> 'schema_version'" if table == "meta" else "")
        con.execute(f"insert into archive.{table} by name {rows}")
    create_current_tables(con, "archive")
    con.execute("commit")
    return []


def _fill_earlier(con: duckdb.DuckDBPyConnection, folder: Path, tables: Iterable[str]) -> list[str]:
    """Make the tables what they were in an earlier version, and bring them to this; the submissions changed since."""
    for table in (*KEPT, "current_event", "current_population"):
        con.execute(f"drop table archive.{table}")
    for table in tables:
        con.execute(f"create table archive.{table} as {_rows(folder, table)}")
    return upgrade(con, "archive")


def _rows(folder: Path, table: str) -> str:
    source = quoted(glob_escaped(str(folder / f"{table}.parquet")))
    return f"select * from read_parquet({source}, hive_partitioning = false)"


def _manifest(folder: Path, language: Language) -> tuple[int, Mapping[str, int]]:
    """The version of an export and the rows of each table it says it holds, each file compared with its digest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = manifest["schema_version"]
        if not isinstance(version, int):
            raise TypeError(f"schema_version {version}")
        if version > VERSION:
            raise refusal(folder, "newer_version", language, got=version, accepted=VERSION)
        names = [name for name in KEPT if version >= SINCE.get(name, 1)]
        tables = {name: manifest["tables"][name] for name in names}
        digests = {name: table["sha256"] for name, table in tables.items()}
        rows = {name: int(table["rows"]) for name, table in tables.items()}
        if version < 1:
            raise ValueError(f"schema_version {version}")
        wrong = [name for name in names if _sha256(folder / f"{name}.parquet") != digests[name]]
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        reason = why(error) if isinstance(error, OSError) else f"{MANIFEST}: {error}"
        raise refusal(folder, "not_export", language, reason=reason) from error
    if wrong:
        raise refusal(folder, "export_differs", language, detail=f"{wrong[0]}.parquet")
    return version, rows
