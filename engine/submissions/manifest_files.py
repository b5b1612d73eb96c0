# SPDX-License-Identifier: EUPL-1.2
"""The fields of a manifest as they stand in a YAML file or on a sheet."""

import codecs
from collections.abc import Mapping, Sequence
from typing import Any

from ...schema.errors import DefinitionError
from ..definitions.yaml_source import Source, parse_yaml
from ..intake.columns import MANIFEST
from ..intake.gathering import Gathering, GivenFile
from ..intake.headings import match_headings
from ..intake.problems import Fault, Place
from ..intake.sheet_parts import column_letters
from ..system_errors import why
from .manifest import ManifestField

_SIZE_LIMIT = 1_000_000
_MARKS_OF_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def yaml_entries(gathering: Gathering, part: GivenFile) -> list[ManifestField] | None:
    """The fields of a YAML manifest; none if it cannot be read."""
    place = gathering.place(part)
    try:
        with part.path.open("rb") as file:
            source = parse_yaml(_in_utf8(file.read(_SIZE_LIMIT)), part.shown)
    except DefinitionError as error:
        for problem in error.problems:
            line = _line_of(problem.removeprefix(part.shown).lstrip(":"))
            gathering.problems.add(place, Fault("broken_manifest"), line)
        return None
    except OSError as error:
        gathering.problems.add(place, Fault("not_readable", fields={"reason": why(error)}))
        return None
    if not isinstance(source.data, dict):
        gathering.problems.add(place, _not_fields(gathering))
        return None
    return [_yaml_entry(gathering, place, source, key, value) for key, value in source.data.items()]


def _in_utf8(content: bytes) -> bytes:
    """A text in UTF-8, whichever of the encodings of Windows it was saved in."""
    for encoding in ("utf-8", "utf-16" if content[:2] in _MARKS_OF_UTF16 else "cp1252"):
        try:
            return content.decode(encoding).encode()
        except UnicodeError:
            continue
    return content


def _line_of(problem: str) -> int | None:
    """The line a problem names, if any."""
    line = problem.partition(":")[0]
    return int(line) if line.isdecimal() else None


def _yaml_entry(gathering: Gathering, place: Place, source: Source, key: Any, value: Any) -> ManifestField:
    line = source.line((key,))
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value)
    ):
        gathering.problems.add(place, Fault("several_values"), line, str(key))
        return ManifestField(line, str(key), None)
    if isinstance(value, list):
        written = [_written(source.written, (key, number), one) for number, one in enumerate(value)]
        return ManifestField(line, str(key), "|".join(one or "" for one in written))
    return ManifestField(line, str(key), _written(source.written, (key,), value))


def _written(written: Mapping[tuple[Any, ...], str], steps: tuple[Any, ...], value: Any) -> str | None:
    """A value as it stands in the file, so that 017 stays 017."""
    return None if value is None else written.get(steps, str(value))


def sheet_entries(
    gathering: Gathering, place: Place, cells: Sequence[Sequence[str]]
) -> list[ManifestField] | None:
    """The fields of a sheet, written as two columns or as headings with one row under them."""
    rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(cells, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    across = max(rows, key=lambda row: _fields_among(row[1]), default=(0, []))
    down = [row[0] for _, row in rows]
    if not max(_fields_among(across[1]), _fields_among(down)):
        gathering.problems.add(place, _not_fields(gathering))
        return None
    if _fields_among(down) >= _fields_among(across[1]):
        return _entries_down(gathering, place, rows)
    return _entries_across(gathering, place, across, [row for row in rows if row[0] > across[0]])


def _fields_among(names: Sequence[str]) -> int:
    return len(match_headings(names, MANIFEST).positions)


def _not_fields(gathering: Gathering) -> Fault:
    language = gathering.rules.language
    needed = ", ".join(column.heading(language) for column in MANIFEST.columns if column.required)
    return Fault("manifest_not_fields", fields={"needed": needed})


def _entries_down(
    gathering: Gathering, place: Place, rows: Sequence[tuple[int, list[str]]]
) -> list[ManifestField]:
    """Fields of a sheet of two columns, from the first known one on: what stands above are titles.

    A further column may hold remarks if a blank one keeps it apart.
    """
    known = next(start for start, (_, row) in enumerate(rows) if _fields_among(row[:1]))
    entries = []
    for number, row in rows[known:]:
        name, value, beside = (*row, "", "")[:3]
        if beside or (value and not name):
            stray = ("C", beside) if beside else ("B", value)
            fault = Fault("stray_cell", stray[1], fields={"cell": f"{stray[0]}{number}"})
            gathering.problems.add(place, fault, number)
        if name and (value or _fields_among([name])):
            entries.append(ManifestField(number, name, value))
    return entries


def _entries_across(
    gathering: Gathering,
    place: Place,
    headings: tuple[int, list[str]],
    below: Sequence[tuple[int, list[str]]],
) -> list[ManifestField]:
    if len(below) > 1:
        gathering.problems.add(place, Fault("several_values"), below[1][0])
    number, values = below[0] if below else (headings[0], [])
    for column, value in enumerate(values):
        if value and (column >= len(headings[1]) or not headings[1][column]):
            fault = Fault("stray_cell", value, fields={"cell": f"{column_letters(column + 1)}{number}"})
            gathering.problems.add(place, fault, number)
    return [
        ManifestField(number, heading, values[position] if position < len(values) else "")
        for position, heading in enumerate(headings[1])
        if heading
    ]
