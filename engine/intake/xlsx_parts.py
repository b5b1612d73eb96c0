# SPDX-License-Identifier: EUPL-1.2
"""The parts a workbook is zipped from: how large they are, what they must not hold, what is odd about its cells.

The reader of cells shows neither formulas without a stored value nor errors: both look blank to it. It shows neither
which cells are merged nor which rows are hidden.
"""

import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from .beside_cells import beside_in_xlsx
from .problems import FileRefused
from .sheet_parts import Oddities, Parts
from .xlsx_cells import Cells
from .zipped_parts import check_extent, elements, opened, part_scan

_BEYOND_AZ = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{3}|[B-Zb-z][A-Za-z])[0-9]""")
_FAR_DOWN = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*[0-9]{6}""")
_ODD = re.compile(
    rb"""<(?:\w+:)?f[\s/>]|\st=["']e["']|<(?:\w+:)?mergeCell\s|<(?:\w+:)?row\s[^>]*\shidden=["'](?:1|true)"""
)
_BEGUN = re.compile(rb"<(?:\w+:)?worksheet[\s/>]")
_ENDED = re.compile(rb"</(?:\w+:)?worksheet\s*>|<(?:\w+:)?worksheet\b[^>]*/>")
_WORKBOOK = "xl/workbook.xml"
_SHOWN = ("", "visible")


@dataclass(frozen=True)
class _Found:
    """What unpacking every part once has told.

    Attributes:
        odd: The parts with formulas, errors, merged cells or hidden rows.
        struck: The numbers of the styles whose text is struck out.
        of_sheet: The part of each sheet.
    """

    path: Path
    odd: Collection[str]
    struck: Collection[str]
    of_sheet: Mapping[str, str]


def examine(path: Path) -> Parts:
    """Unpack every part once, without keeping it, to know its true size and what it holds."""
    with opened(path) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names and _WORKBOOK not in names:
            raise FileRefused("unusual_workbook")
        odd = _odd_parts(archive)
        sheets = elements(archive, _WORKBOOK, "sheet")
        hidden = {str(sheet.get("name")): sheet.get("state", "") not in _SHOWN for sheet in sheets}
        if len(hidden) < len(sheets):
            raise FileRefused("not_a_workbook")
        found = _Found(path, odd, _struck_styles(archive, names), parts_of_sheets(archive))
        outside = any(name.startswith("xl/externalLinks/") for name in names)
        beside = beside_in_xlsx(archive, found.of_sheet)
    return Parts(hidden, partial(_oddities, found), outside, beside)


def _odd_parts(archive: zipfile.ZipFile) -> set[str]:
    odd, sought = (
        set(),
        {"odd": _ODD, "wide": _BEYOND_AZ, "tall": _FAR_DOWN, "begun": _BEGUN, "ended": _ENDED},
    )
    for info, scan in part_scan(archive, sought):
        # The reader of cells takes a sheet that breaks off for one that ends there.
        if "begun" in scan and "ended" not in scan:
            raise FileRefused("not_a_workbook")
        if "odd" in scan:
            odd.add(info.filename)
        if not scan.isdisjoint({"wide", "tall"}):
            cells = Cells()
            cells.read(archive, info)
            check_extent(PurePosixPath(info.filename).stem, cells.height, cells.width)
    return odd


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet; a sheet without one is not the same to every reader of the file.

    Raises:
        FileRefused: There is such a sheet.
    """
    names = set(archive.namelist())
    relations = elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    targets = {element.get("Id"): str(element.get("Target")) for element in relations}
    found = {}
    for sheet in elements(archive, _WORKBOOK, "sheet"):
        ids = [value for name, value in sheet.items() if name.endswith("/relationships}id")]
        target = targets.get(ids[0] if ids else "", "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part not in names:
            raise FileRefused("read_in_two_ways")
        found[str(sheet.get("name"))] = part
    return found


def _struck_styles(archive: zipfile.ZipFile, names: Collection[str]) -> set[str]:
    """The numbers of the styles whose font is struck out."""
    if "xl/styles.xml" not in names:
        return set()
    fonts = elements(archive, "xl/styles.xml", "font")
    struck = {str(place) for place, font in enumerate(fonts) if _is_struck(font)}
    formats = elements(archive, "xl/styles.xml", "cellXfs")
    styles = list(formats[0]) if formats and struck else []
    return {str(place) for place, style in enumerate(styles) if style.get("fontId") in struck}


def _is_struck(font: ElementTree.Element) -> bool:
    return any(
        part.tag.rpartition("}")[2] == "strike" and part.get("val", "1") not in ("0", "false")
        for part in font
    )


def _oddities(found: _Found, sheet: str) -> Oddities:
    part = found.of_sheet[sheet]
    if part not in found.odd and not found.struck:
        return Oddities()
    with opened(found.path) as archive:
        cells = Cells(found.struck)
        cells.read(archive, archive.getinfo(part))
        return cells.oddities()
