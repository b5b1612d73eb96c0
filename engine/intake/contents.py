# SPDX-License-Identifier: EUPL-1.2
"""What a file is by what stands in it, whatever its name says: people rename files to get them accepted."""

import codecs
import zipfile
from collections.abc import Mapping
from pathlib import Path

from .formats import READ, REFUSED_AS
from .problems import FileRefused

_HEAD = 512
_ZIP = b"PK\x03\x04"
_BEGINNINGS = {
    b"%PDF": ".pdf", b"PAR1": ".parquet", b"\x1f\x8b": ".gz", b"7z\xbc\xaf": ".7z", b"Rar!": ".rar", b"{\\rtf": ".rtf",
    b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"GIF8": ".gif", b"SQLite format": ".sqlite",
}  # fmt: skip
_PARTS = {
    "xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "word/document.xml": ".docx",
    "ppt/presentation.xml": ".pptx", "Index/Document.iwa": ".numbers", "visio/document.xml": ".vsdx",
}  # fmt: skip
"""The part that each kind of file made of a zip cannot be without."""

_OF_OFFICE = ("[Content_Types].xml", "xl/", "META-INF/")
"""How parts of files of office programs begin, of which some may be missing."""

_OPEN_DOCUMENTS = {"spreadsheet": ".ods", "text": ".odt", "presentation": ".odp"}
_WIDE: Mapping[bytes, str] = {
    codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32", codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}  # fmt: skip
_TEXTS = (".csv", ".tsv", ".txt", ".ndjson", ".jsonl")


def check_contents(path: Path) -> None:
    """Refuse a file that is plainly of another kind than its name says.

    Raises:
        FileRefused: It is; with what to do about it.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if path.suffix.lower() in _TEXTS and (encoding := wide_encoding(head)):
        raise FileRefused("wide_encoding", encoding=encoding)
    told = _suffix_of_zip(path) if head.startswith(_ZIP) else _suffix_of_head(head)
    if told and told != path.suffix.lower():
        if told in REFUSED_AS:
            raise FileRefused(REFUSED_AS[told], suffix=told)
        raise FileRefused(
            "misnamed" if told in (*READ, ".zip") else "misnamed_other", told=told, suffix=path.suffix
        )


def wide_encoding(head: bytes) -> str | None:
    """The encoding of a text of two or four bytes a letter, with or without a mark at its beginning.

    >>> wide_encoding("id;data".encode("utf-16-be")), wide_encoding(b"id;data")
    ('UTF-16', None)
    """
    for mark, name in _WIDE.items():
        if head.startswith(mark):
            return name
    for name, width in (("UTF-32", 4), ("UTF-16", 2)):
        letters = head[: len(head) // width * width]
        places = [letters[place::width] for place in range(width)]
        blank = [bool(each) and not each.strip(b"\0") for each in places]
        told = [each for each, none in zip(places, blank, strict=True) if not none]
        if sum(blank) == width - 1 and told and b"\0" not in told[0]:
            return name
    return None


def _suffix_of_head(head: bytes) -> str | None:
    return next((suffix for start, suffix in _BEGINNINGS.items() if head.startswith(start)), None)


def _suffix_of_zip(path: Path) -> str | None:
    """What a zip is by its parts; nothing of one that cannot be read to its end."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:_HEAD].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, NotImplementedError):
        return None
    if kind.startswith("application/vnd.oasis.opendocument."):
        return _OPEN_DOCUMENTS.get(kind.rpartition(".")[2], ".odf")
    told = next((suffix for part, suffix in _PARTS.items() if part in names), None)
    return told or (None if any(name.startswith(_OF_OFFICE) for name in names) else ".zip")
