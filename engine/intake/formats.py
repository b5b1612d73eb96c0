# SPDX-License-Identifier: EUPL-1.2
"""Which files can be read, which hold data that must be saved otherwise first, and which plainly hold none."""

from collections.abc import Mapping
from pathlib import Path

from .headings import folded

TEXT = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".ods")
LINES = (".ndjson", ".jsonl")
READ = (*TEXT, *WORKBOOKS, *LINES, ".parquet")

_SAVED_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "old_excel": (".xls", ".xlt"),
    "other_workbook": (
        ".xlsm", ".xlsb", ".xltx", ".xltm", ".numbers", ".gsheet", ".sxc", ".fods", ".html", ".htm", ".mht", ".xml",
        ".mdb", ".accdb", ".dbf", ".sav", ".dta", ".wk1", ".123",
    ),
    "packed": (".gz", ".bz2", ".7z", ".rar", ".tar", ".tgz", ".xz", ".zst"),
    "json_document": (".json",),
}  # fmt: skip
REFUSED_AS = {suffix: code for code, suffixes in _SAVED_OTHERWISE.items() for suffix in suffixes}
"""What is said of files whose data can be read once they are saved otherwise."""

_DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".md", ".ppt", ".pptx", ".odp", ".url", ".lnk")
_MESSAGES = (".eml", ".msg", ".ics", ".vcf")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".svg", ".webp")
_SEALS = (".p7m", ".p7s", ".asc", ".sig", ".tsd")
_NO_DATA = frozenset((*_DOCUMENTS, *_MESSAGES, *_IMAGES, *_SEALS))
_SAID_ALONE = ("readme", "leggimi", "licenza", "license")


def is_read(path: Path) -> bool:
    """Whether a file can be read, by its name."""
    return path.suffix.lower() in READ


def may_hold_data(path: Path) -> bool:
    """Whether a file that cannot be read may hold data: it is no document, image or message.

    A signature around a table holds it, unless the table lies beside it.
    """
    suffix = path.suffix.lower()
    if suffix in _SEALS and (is_read(path.with_suffix("")) or Path(path.stem).suffix.lower() in REFUSED_AS):
        return not path.with_suffix("").exists()
    return suffix not in _NO_DATA and not is_explanation(path)


def is_explanation(path: Path) -> bool:
    """Whether a text file is by its name one that explains others."""
    return path.suffix.lower() in (".txt", "") and folded(path.stem).startswith(_SAID_ALONE)
