# SPDX-License-Identifier: EUPL-1.2
"""Characters that are not shown but obeyed: what is kept as it was written must not forge what is printed."""

from .problems import Fault
from .reading import TableReading
from .sheets import met_by_any

_AS_WRITTEN = ("key", "text", "evidence", "firm", "case")
"""The forms of columns that keep what stands in them; other values are known, or refused for what they are."""

_OF_LINES = ("note", "text", "source")
"""Columns in which people write several lines."""

_ANY = r"regexp_matches({0}, '\p{{Cc}}')"
_BUT_LINES = r"regexp_matches({0}, '[^\P{{Cc}}\t\n\r]')"
_FIRST = r"printf('U+%04X', unicode(regexp_extract({0}, '{1}')))"


def check_controls(reading: TableReading) -> None:
    """Refuse rows with such a character, which is told by its number."""
    names = [
        column.name
        for column in reading.kind.columns
        if column.form in _AS_WRITTEN and column.name in reading.headings
    ]
    conditions = {name: _condition(name) for name in names}
    met = met_by_any(reading.con, reading.typed, conditions.values())
    for name in (name for name in names if conditions[name] in met):
        character = _FIRST.format(f'"{name}"', "[^\\P{Cc}\\t\\n\\r]" if name in _OF_LINES else "\\p{Cc}")
        found = f"select row, {character} as got from {reading.typed} where {conditions[name]}"
        reading.report_found(found, Fault("control_character"), name)


def _condition(name: str) -> str:
    return (_BUT_LINES if name in _OF_LINES else _ANY).format(f'"{name}"')
