# SPDX-License-Identifier: EUPL-1.2
"""Workbooks as zips of XML parts: unpacked once, none of them larger than can be handled, none that declares things."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from . import sheet_parts
from .problems import FileRefused, shown

_CHUNK = 1 << 20
_OVERLAP = 512
_SMALL_PART = 8 * 1024 * 1024
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip of a workbook.

    Raises:
        FileRefused: It is none, or it breaks off.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if len(set(archive.namelist())) < len(archive.namelist()):
                raise FileRefused("not_a_workbook")
            yield archive
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError,
        NotImplementedError, ElementTree.ParseError, expat.ExpatError,
    ) as error:  # fmt: skip
        raise FileRefused("not_a_workbook") from error


def part_scan(
    archive: zipfile.ZipFile, sought: Mapping[str, re.Pattern[bytes]]
) -> Iterator[tuple[zipfile.ZipInfo, set[str]]]:
    """Every part, unpacked without keeping it, with the names of the patterns found in it.

    The size a part declares may be a lie.
    """
    left = sheet_parts.UNPACKED_LIMIT
    for info in archive.infolist():
        info.file_size = left + 2 * _CHUNK
        tail = b""
        found: set[str] = set()
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FileRefused("workbook_too_large", limit=sheet_parts.UNPACKED_LIMIT // (1024 * 1024))
                joined = (tail + chunk).replace(b"\0", b"")
                if _DECLARES.search(joined):
                    raise FileRefused("declares_entities")
                found |= {name for name in sought.keys() - found if sought[name].search(joined)}
                tail = chunk[-_OVERLAP:]
        yield info, found


def check_extent(sheet: str, height: int, width: int) -> None:
    """Refuse a sheet whose cells lie far apart: the reader of cells takes memory for all between them at once."""
    if height > sheet_parts.ROW_LIMIT or height * width > sheet_parts.CELL_LIMIT:
        raise FileRefused(
            "sheet_too_large",
            sheet=shown(sheet),
            limit=sheet_parts.CELL_LIMIT,
            cell=f"{sheet_parts.column_letters(width)}{height}",
        )


def relations_part(part: str) -> str:
    """Where the relations of a part are told."""
    place = PurePosixPath(part)
    return str(place.parent / "_rels" / f"{place.name}.rels")


def related(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """The parts that a part names, each with what it is to it."""
    names, told = set(archive.namelist()), relations_part(part)
    found = []
    for relation in elements(archive, told, "Relationship") if told in names else ():
        target = posixpath.normpath(
            posixpath.join("/", posixpath.dirname(part), str(relation.get("Target")))
        )[1:]
        if target in names:
            found.append((str(relation.get("Type")).rpartition("/")[2], target))
    return found


def elements(archive: zipfile.ZipFile, part: str, tag: str) -> list[ElementTree.Element]:
    """The elements of one name in a small part."""
    with archive.open(part) as member:
        root = ElementTree.fromstring(member.read(_SMALL_PART))  # noqa: S314 - no part declares entities
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == tag]
