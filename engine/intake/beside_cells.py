# SPDX-License-Identifier: EUPL-1.2
"""What lies on a sheet beside its cells: pictures, boxes of text, notes. People write there what belongs in cells."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from .sheet_parts import Beside
from .zipped_parts import elements, related

OURS = "impegni"
"""Who writes the notes of a marked copy."""


def beside_in_xlsx(archive: zipfile.ZipFile, of_sheet: Mapping[str, str]) -> Mapping[str, Beside]:
    """What lies beside the cells of an .xlsx.

    Args:
        of_sheet: The part of each sheet.
    """
    return {sheet: _beside_sheet(archive, part) for sheet, part in of_sheet.items()}


def _beside_sheet(archive: zipfile.ZipFile, part: str) -> Beside:
    found = Beside()
    for kind, target in related(archive, part):
        if kind == "drawing":
            found.pictures += len(elements(archive, target, "pic"))
            texts = map(_said, elements(archive, target, "txBody"))
            found.boxes += [text for text in texts if text]
        elif kind == "comments":
            found.notes += _notes(archive, target)
    return found


def _said(body: ElementTree.Element) -> str:
    paragraphs = ("".join(part.itertext()) for part in body.iter() if part.tag.endswith("}p"))
    return " ".join(" ".join(paragraphs).split())


def _notes(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    authors = [author.text for author in elements(archive, part, "author")]
    for note in elements(archive, part, "comment"):
        by = note.get("authorId", "")
        said = " ".join("".join(note.itertext()).split())
        if said and not (by.isdecimal() and int(by) < len(authors) and authors[int(by)] == OURS):
            yield f"{note.get('ref')}: {said}"


ODS_BESIDE = re.compile(rb"<(?:draw:(?:image|text-box|custom-shape|rect|ellipse)|office:annotation)\b")
"""What the content of an .ods holds where anything lies beside the cells."""

_NOTE = "office:annotation"
_BOXES = ("draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", _NOTE)


def beside_in_ods(archive: zipfile.ZipFile, part: str) -> Mapping[str, Beside]:
    """What lies beside the cells of an .ods.

    Args:
        part: The one with the cells.
    """
    content = _OdsContent()
    content.read(archive, part)
    return content.sheets


class _OdsContent:
    """Collects what lies beside the cells of an .ods while its content is parsed."""

    def __init__(self) -> None:
        self.sheets: dict[str, Beside] = {}
        self._sheet = Beside()
        self._box, self._text = "", ""
        self._paragraph = False

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
            self._sheet = self.sheets.setdefault(given.get("table:name", ""), Beside())
        elif tag == "draw:image":
            self._sheet.pictures += 1
        elif tag in _BOXES and not self._box:
            self._box, self._text = tag, ""
        elif tag == "text:p":
            self._paragraph = True

    def _data(self, text: str) -> None:
        self._text += text if self._box and self._paragraph else ""

    def _end(self, tag: str) -> None:
        if tag == "text:p":
            self._paragraph = False
            self._text += " "
        elif tag == self._box:
            self._box = ""
            if said := " ".join(self._text.split()):
                (self._sheet.notes if tag == _NOTE else self._sheet.boxes).append(said)
