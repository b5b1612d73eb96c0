# SPDX-License-Identifier: EUPL-1.2
"""An archive as a folder of Parquet files any program can read, and such a folder as an archive again."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...schema.base import Language
from ..intake.fact_tables import connect
from .currency import create_known, current_events, current_populations
from .file import Archive, new_file, refusing
from .layout import KEPT, VERSION
from .messages import refusal
from .verification import differences

MANIFEST = "manifest.json"


def export(archive: Archive, folder: Path) -> Mapping[str, int]:
    """Write every row that cannot be computed from others; how many rows each table has.

    The folder appears under its name when it is whole.

    Raises:
        ArchiveError: The folder exists, or cannot be written.
    """
    if folder.exists():
        raise refusal(folder, "exists", archive.language)
    part = folder.with_name(f".{folder.name}.part")
    rows = {}
    with refusing(folder, archive.language):
        part.mkdir(exist_ok=True)
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
        part.rename(folder)
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
    tables = _manifest(folder, language)
    con = connect()
    with new_file(path, language, con, "archive"):
        con.execute("begin")
        con.execute("delete from archive.meta")
        # Versions until now differ only in tables that are computed anyway.
        for table in KEPT:
            source = str(folder / f"{table}.parquet").replace("'", "''")
            con.execute(f"insert into archive.{table} by name select * from read_parquet('{source}')")
        con.execute("update archive.meta set value = ? where name = 'schema_version'", [str(VERSION)])
        create_known(con, "archive.submission_row")
        con.execute(f"insert into archive.current_event {current_events('archive.event_row')}")
        con.execute(f"insert into archive.current_population {current_populations('archive.population_row')}")
        con.execute("commit")
        wrong = differences(Archive(con, path, language))
        if wrong:
            raise refusal(folder, "export_differs", language, detail=f"{wrong[0].check} {wrong[0].what}")
    return {name: int(table["rows"]) for name, table in tables.items()}


def _manifest(folder: Path, language: Language) -> Mapping[str, Mapping[str, Any]]:
    """The tables an export says it holds, each file compared with its digest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version, tables = manifest["schema_version"], {name: manifest["tables"][name] for name in KEPT}
        digests = {name: table["sha256"] for name, table in tables.items()}
        if version < 1:
            raise ValueError(f"schema_version {version}")
        if version > VERSION:
            raise refusal(folder, "newer_version", language, got=version, accepted=VERSION)
        wrong = [name for name in KEPT if _sha256(folder / f"{name}.parquet") != digests[name]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = getattr(error, "strerror", None) or f"{MANIFEST}: {error}"
        raise refusal(folder, "not_export", language, reason=reason) from error
    if wrong:
        raise refusal(folder, "export_differs", language, detail=f"{wrong[0]}.parquet")
    return tables
