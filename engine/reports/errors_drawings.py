# SPDX-License-Identifier: EUPL-1.2
"""The pictures, boxes of text and charts of a workbook, put back on its marked copy: they are no cells."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile

from ..intake.xlsx_parts import parts_of_sheets
from ..intake.zipped_parts import related, relations_part

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID = "beside"
_AFTER = re.compile(rb"<(?:legacyDrawing|legacyDrawingHF|tableParts|extLst)\b|</worksheet>")
"""What comes after the drawing of a sheet."""


def copy_with_drawings(received: ZipFile, marked: ZipFile, out: ZipFile) -> None:
    """Write a marked copy, with the drawings that are on the worksheets of the workbook received."""
    parts = {name: marked.read(name) for name in marked.namelist()}
    theirs, sheets = parts_of_sheets(received), parts_of_sheets(marked)
    drawings = {
        sheet: drawing
        for name, sheet in sheets.items()
        if name in theirs and "/worksheets/" in sheet
        for kind, drawing in related(received, theirs[name])
        if kind == "drawing"
    }
    added = sorted({name for drawing in drawings.values() for name in _whole(received, drawing)})
    # A sheet that is a chart keeps its own drawing, by a name that may be one of theirs.
    apart = not parts.keys().isdisjoint(added)
    for sheet, drawing in drawings.items():
        _hang(parts, sheet, _placed(drawing, apart))
    _declare(parts, received, added, apart)
    for name in added:
        content = received.read(name)
        told = apart and name.endswith(".rels")
        parts[_placed(name, apart)] = content.replace(b'"/xl/', b'"/xl/theirs/') if told else content
    for name, content in parts.items():
        out.writestr(name, content)


def _placed(name: str, apart: bool) -> str:
    """Where a part of the workbook received goes; what parts tell of each other from where they lie stays true."""
    return name.replace("xl/", "xl/theirs/", 1) if apart else name


def _whole(received: ZipFile, part: str) -> Iterator[str]:
    """A part, all that it names, and what tells it."""
    left, seen = [part], set[str]()
    while left:
        if (one := left.pop()) not in seen:
            seen.add(one)
            left += [target for _, target in related(received, one)]
            yield one
            if (told := relations_part(one)) in received.namelist():
                yield told


def _hang(parts: dict[str, bytes], sheet: str, drawing: str) -> None:
    """Name a drawing in the part of a sheet and in its relations."""
    told = relations_part(sheet)
    root = _read(parts.get(told, f'<Relationships xmlns="{_PACKAGE}relationships"/>'.encode()))
    given = {"Id": _ID, "Type": f"{_DRAWING}/drawing", "Target": f"/{drawing}"}
    ElementTree.SubElement(root, f"{{{_PACKAGE}relationships}}Relationship", given)
    parts[told] = _written(root, "relationships")
    place = re.search(_AFTER, parts[sheet])
    assert place is not None
    element = f'<drawing xmlns:r="{_DRAWING}" r:id="{_ID}"/>'.encode()
    parts[sheet] = parts[sheet][: place.start()] + element + parts[sheet][place.start() :]


def _declare(parts: dict[str, bytes], received: ZipFile, added: list[str], apart: bool) -> None:
    """Tell the types of the parts that were added, as the workbook received tells them."""
    ours, theirs = _read(parts[_TYPES]), _read(received.read(_TYPES))
    known = {str(one.get("Extension")) for one in ours}
    endings = {name.rpartition(".")[2] for name in added}
    for one in theirs:
        part, ending = str(one.get("PartName"))[1:], one.get("Extension")
        if part in added:
            one.set("PartName", f"/{_placed(part, apart)}")
            ours.append(one)
        elif ending in endings - known:
            ours.append(one)
    parts[_TYPES] = _written(ours, "content-types")


def _read(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314 - a workbook with a part that declares entities is not read


def _written(root: ElementTree.Element, kind: str) -> bytes:
    ElementTree.register_namespace("", f"{_PACKAGE}{kind}")
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written
