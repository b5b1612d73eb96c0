# SPDX-License-Identifier: EUPL-1.2
"""What a given path is: whether it can be read, in which format, and which tables it holds."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ..system_errors import why
from .columns import EVENTS, KINDS, MANIFEST, POPULATIONS, FileKind
from .contents import check_contents
from .csv_files import DELIMITERS, open_csv
from .formats import LINES, REFUSED_AS, TEXT, WORKBOOKS
from .headings import (
    is_manifest_name,
    joined_columns,
    kind_told_by_headings,
    kind_told_by_name,
    match_headings,
)
from .ndjson_files import open_ndjson
from .parquet_files import open_parquet
from .problems import FileRefused
from .sheets import Connection, Sheet
from .unread_sheets import Kinds


def _open_workbook(path: Path, kinds: Sequence[FileKind]) -> list[Sheet]:
    """What reads workbooks is much, and most files are none."""
    from .workbook_files import open_workbook

    return open_workbook(path, kinds)


_OPENERS: Mapping[str, Callable[[Path, Sequence[FileKind]], list[Sheet]]] = {
    **dict.fromkeys(TEXT, open_csv), **dict.fromkeys(LINES, open_ndjson), **dict.fromkeys(WORKBOOKS, _open_workbook),
}  # fmt: skip


def open_source(con: Connection, path: Path) -> Kinds:
    """The tables of a file, each with the kind it is; without one of a sheet that is no table of facts.

    Raises:
        FileRefused: The file cannot be read, or does not tell what it holds.
    """
    sheets = open_sheets(path, KINDS, con)
    if not any(sheet.cells for sheet in sheets):
        return [(_kind(path, sheet), sheet) for sheet in sheets]
    told = [_kind_of_sheet(sheet) if sheet.cells else None for sheet in sheets]
    if not any(told):
        first = next(place for place, sheet in enumerate(sheets) if sheet.cells)
        told[first] = _kind(path, sheets[first])
    return [
        (kind, sheet)
        for kind, sheet in zip(told, sheets, strict=True)
        if kind is not None or sheet.cells or sheet.beside
    ]


def open_sheets(path: Path, kinds: Sequence[FileKind], con: Connection | None = None) -> list[Sheet]:
    """The tables of a file, before it is known what each holds.

    Args:
        kinds: What they may be.
        con: The database that reads Parquet, which is not read without one.

    Raises:
        FileRefused: The file cannot be read.
    """
    try:
        _check_path(path)
        suffix = path.suffix.lower()
        if suffix != ".parquet":
            sheets = _OPENERS[suffix](path, kinds)
        elif con is not None:
            sheets = open_parquet(con, path)
        else:
            raise FileRefused("other_workbook", suffix=path.suffix)
    except (OSError, ValueError, MemoryError) as error:
        raise not_readable(error) from error
    if any(joined_columns(sheet.headings, DELIMITERS, kinds) for sheet in sheets):
        raise FileRefused("one_column")
    return sheets


def not_readable(error: Exception) -> FileRefused:
    """What the system says of a file that it cannot read."""
    return FileRefused("not_readable", reason=why(error))


State = tuple[int, int, int] | None
"""What tells whether a file is still the same: its number, its size, when it was last written."""


def state_of(path: Path) -> State:
    """The state of a file, none of what is no file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _kind_of_sheet(sheet: Sheet) -> FileKind | None:
    """What a sheet says it is, by its name or its headings."""
    by_headings = kind_told_by_headings(sheet.headings)
    if is_manifest_name(sheet.name) and by_headings not in (EVENTS, POPULATIONS):
        return MANIFEST if sheet.cells else None
    return _by_name(sheet.name, sheet, by_headings) or by_headings


def _by_name(name: str, sheet: Sheet, by_headings: FileKind | None) -> FileKind | None:
    """The kind that a name tells, unless the headings tell another and have all that it needs."""
    kind = kind_told_by_name(name)
    if kind is None or by_headings is None or match_headings(sheet.headings, by_headings).missing:
        return kind
    return by_headings


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
    if suffix in REFUSED_AS:
        raise FileRefused(REFUSED_AS[suffix], suffix=path.suffix)
    if suffix not in _OPENERS and suffix != ".parquet":
        raise FileRefused("unknown_format", suffix=path.suffix)
    if path.stat().st_size == 0:
        raise FileRefused("empty_file")
    check_contents(path)


def _kind(path: Path, sheet: Sheet) -> FileKind:
    kind = _kind_of_sheet(sheet) if sheet.cells else None
    by_headings = kind_told_by_headings(sheet.headings)
    kind = kind or _by_name(path.stem, sheet, by_headings) or by_headings
    if kind is None:
        raise FileRefused("undecided_kind")
    return kind
