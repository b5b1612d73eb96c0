# SPDX-License-Identifier: EUPL-1.2
"""What lies on a sheet beside its cells: pictures and boxes of text, in which people send what belongs in cells."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree import ElementTree
from xml.parsers import expat

from .sheet_parts import Drawn
from .zipped_parts import elements


def drawn_in_xlsx(archive: zipfile.ZipFile, of_sheet: Mapping[str, str]) -> Mapping[str, Drawn]:
    """What is drawn on the sheets of an .xlsx.

    Args:
        of_sheet: The part of each sheet.
    """
    names = set(archive.namelist())
    if not any(name.startswith("xl/drawings/") for name in names):
        return {}
    return {sheet: _drawn_beside(archive, part, names) for sheet, part in of_sheet.items()}


def _drawn_beside(archive: zipfile.ZipFile, part: str, names: set[str]) -> Drawn:
    found, place = Drawn(), PurePosixPath(part)
    relations = str(place.parent / "_rels" / f"{place.name}.rels")
    for relation in elements(archive, relations, "Relationship") if relations in names else ():
        target = posixpath.normpath(posixpath.join("/", place.parent, str(relation.get("Target"))))[1:]
        if str(relation.get("Type")).endswith("/drawing") and target in names:
            found.pictures += len(elements(archive, target, "pic"))
            texts = map(_said, elements(archive, target, "txBody"))
            found.texts += [text for text in texts if text]
    return found


def _said(body: ElementTree.Element) -> str:
    paragraphs = ("".join(part.itertext()) for part in body.iter() if part.tag.endswith("}p"))
    return " ".join(" ".join(paragraphs).split())


ODS_DRAWN = re.compile(rb"<draw:(?:image|text-box|custom-shape|rect|ellipse)\b")
"""What the content of an .ods holds where anything is drawn."""

_BOXES = ("draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse")


def drawn_in_ods(archive: zipfile.ZipFile, part: str) -> Mapping[str, Drawn]:
    """What is drawn on the sheets of an .ods.

    Args:
        part: The one with the cells.
    """
    content = _OdsDrawings()
    content.read(archive, part)
    return {name: found for name, found in content.sheets.items() if found.pictures or found.texts}


class _OdsDrawings:
    """Collects what is drawn on the sheets of an .ods while its content is parsed."""

    def __init__(self) -> None:
        self.sheets: dict[str, Drawn] = {}
        self._sheet = Drawn()
        self._box, self._text = "", ""

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        """Parse the part."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        with archive.open(part) as member:
            parser.ParseFile(member)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet = self.sheets.setdefault(given.get("table:name", ""), Drawn())
        elif tag == "draw:image":
            self._sheet.pictures += 1
        elif tag in _BOXES and not self._box:
            self._box, self._text = tag, ""

    def _data(self, text: str) -> None:
        self._text += text if self._box else ""

    def _end(self, tag: str) -> None:
        self._text += " " if tag == "text:p" else ""
        if tag == self._box:
            self._box = ""
            if said := " ".join(self._text.split()):
                self._sheet.texts.append(said)
