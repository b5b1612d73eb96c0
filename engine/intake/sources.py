# SPDX-License-Identifier: EUPL-1.2
"""What a given path is: whether it can be read, in which format, and which tables it holds."""

from pathlib import Path

from .columns import MANIFEST, FileKind
from .csv_files import open_csv
from .headings import is_manifest_name, kind_told_by_headings, kind_told_by_name
from .ndjson_files import open_ndjson
from .parquet_files import open_parquet
from .problems import FileRefused
from .sheets import Connection, Sheet
from .xlsx_files import open_xlsx

SUFFIXES = (".csv", ".xlsx", ".ndjson", ".jsonl", ".parquet", ".xls")
"""The names of data files end so; the last is only told from others to be refused."""

_OPENERS = {".csv": open_csv, ".xlsx": open_xlsx, ".ndjson": open_ndjson, ".jsonl": open_ndjson}


def open_source(con: Connection, path: Path) -> list[tuple[FileKind, Sheet]]:
    """The tables of a file, each with the kind it is.

    Raises:
        FileRefused: The file cannot be read, or does not tell what it holds.
    """
    try:
        _check_path(path)
        suffix = path.suffix.lower()
        sheets = open_parquet(con, path) if suffix == ".parquet" else _OPENERS[suffix](path)
    except (OSError, ValueError, MemoryError) as error:
        raise not_readable(error) from error
    return [(_kind(path, sheet), sheet) for sheet in sheets]


def not_readable(error: Exception) -> FileRefused:
    """What the system says of a file that it cannot read."""
    return FileRefused("not_readable", reason=getattr(error, "strerror", None) or type(error).__name__)


State = tuple[int, int, int] | None
"""What tells whether a file is still the same: its number, its size, when it was last written."""


def state_of(path: Path) -> State:
    """The state of a file, none of what is no file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _is_manifest(sheet: Sheet) -> bool:
    return bool(sheet.cells) and is_manifest_name(sheet.name)


def _check_path(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise FileRefused("bad_name") from error
    if not path.exists():
        raise FileRefused("not_found")
    if not path.is_file():
        raise FileRefused("not_a_file")
    suffix = path.suffix.lower()
    if suffix == ".xls":
        raise FileRefused("old_excel")
    if suffix not in _OPENERS and suffix != ".parquet":
        raise FileRefused("unknown_format", suffix=path.suffix)
    if path.stat().st_size == 0:
        raise FileRefused("empty_file")
    path.open("rb").close()


def _kind(path: Path, sheet: Sheet) -> FileKind:
    if _is_manifest(sheet):
        return MANIFEST
    kind = (
        kind_told_by_name(sheet.name) or kind_told_by_name(path.stem) or kind_told_by_headings(sheet.headings)
    )
    if kind is None:
        raise FileRefused("undecided_kind")
    return kind
