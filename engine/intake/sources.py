# SPDX-License-Identifier: EUPL-1.2
"""What a given path is: whether it can be read, in which format, and which tables it holds."""

from pathlib import Path

from .columns import FileKind
from .csv_files import open_csv
from .headings import kind_told_by_headings, kind_told_by_name
from .ndjson_files import open_ndjson
from .parquet_files import open_parquet
from .problems import FileRefused
from .sheets import Connection, Sheet
from .xlsx_files import open_xlsx

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
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise FileRefused("not_readable", reason=reason) from error
    except MemoryError as error:
        raise FileRefused("not_readable", reason="MemoryError") from error
    return [(_kind(path, sheet), sheet) for sheet in sheets]


def _check_path(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise FileRefused("bad_name") from error
    if path.is_dir():
        raise FileRefused("is_directory")
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
    kind = (
        kind_told_by_name(sheet.name) or kind_told_by_name(path.stem) or kind_told_by_headings(sheet.headings)
    )
    if kind is None:
        raise FileRefused("undecided_kind")
    return kind
