# SPDX-License-Identifier: EUPL-1.2
"""NDJSON files: one flat object a line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .columns import FileKind
from .problems import Fault, FileRefused
from .sheets import Chunk, Report, Sheet
from .text_files import lines_of, scan_text

_Line = tuple[int, Mapping[str, Any]]
_Broken = tuple[int, Fault, str | None]


class _RepeatedKey(ValueError):
    """An object names a key twice."""


def open_ndjson(path: Path, kinds: Sequence[FileKind] = ()) -> list[Sheet]:
    """The one table of an NDJSON file; its headings are all keys used, in the order of appearance."""
    scan = scan_text(path, only_utf8=True)
    lines: list[_Line] = []
    broken: list[_Broken] = []
    for number, line in enumerate(lines_of(path, scan.encoding), start=1):
        if line.strip():
            read_line(number, line, lines, broken)
    if broken and not lines:
        number, fault, _ = broken[0]
        raise FileRefused(fault.code, row=number, **(fault.fields or {}))
    headings = tuple(dict.fromkeys(key for _, values in lines for key in values))

    def rows(report: Report) -> Iterator[Chunk]:
        for number, fault, key in broken:
            report(fault, number, key)
        columns = [[text_of(values.get(key)) for _, values in lines] for key in headings]
        yield [number for number, _ in lines], columns

    filled = [sum(values.get(key) not in (None, "") for _, values in lines) for key in headings]
    return [Sheet("", headings, rows, filled=filled)]


def read_line(number: int, line: str, lines: list[_Line], broken: list[_Broken]) -> None:
    """Add a line to those that are a flat object, or what is wrong with it to the broken ones."""
    try:
        values = json.loads(line, object_pairs_hook=_object, parse_constant=_refuse)
    except _RepeatedKey as error:
        broken.append((number, Fault("repeated_key", fields={"key": str(error)}, raw=line.strip()), None))
        return
    except (ValueError, RecursionError):
        broken.append((number, Fault("broken_json", raw=line.strip()), None))
        return
    if not isinstance(values, dict):
        broken.append((number, Fault("not_an_object", raw=line.strip()), None))
        return
    nested = [key for key, value in values.items() if isinstance(value, (dict, list))]
    broken.extend((number, Fault("nested_value", raw=line.strip()), key) for key in nested)
    if not nested:
        lines.append((number, values))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _RepeatedKey(key[:60])
        seen[key] = value
    return seen


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def text_of(value: Any) -> str | None:
    """A value as the text a cell would hold."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).encode("utf-8", "replace").decode()
