# SPDX-License-Identifier: EUPL-1.2
"""Manifests: what a submission says about itself, checked value by value."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from ..intake.blanks import cleaned
from ..intake.columns import MANIFEST, SUBMISSIONS, Column
from ..intake.fact_tables import SUBMISSION_ROW
from ..intake.gathering import Gathering
from ..intake.headings import Matched, accepted_names, match_headings
from ..intake.personal_data import personal_data_in
from ..intake.problems import Fault, Place
from ..intake.reading import TableReading
from ..intake.requirement_checks import example_of
from ..intake.spreadsheet_errors import error_in
from ..intake.values import ValueReader
from ..plain_text import control_in

_LONGEST_KEY = 120


@dataclass(frozen=True)
class ManifestField:
    """One field of a manifest: the row or line it stands in, its name and its value as written."""

    row: int
    name: str
    value: str | None


@dataclass(frozen=True)
class Manifest:
    """A manifest as read; what is missing or wrong is left out and among the problems.

    Attributes:
        values: What the fields mean, by column name, dates in ISO form.
        entries: Where the fields stand, by column name.
    """

    gathering: Gathering
    place: Place
    values: Mapping[str, str]
    entries: Mapping[str, ManifestField]

    def report(self, fault: Fault, column: str, *, notice: bool = False) -> None:
        """Record a fault of a field."""
        entry = self.entries.get(column)
        row, name = (entry.row, entry.name) if entry else (None, _shown(self.gathering, column))
        self.gathering.problems.add(self.place, fault, row, name, notice)

    def date(self, column: str) -> dt.date | None:
        """The date of a field, if it has a good one."""
        return dt.date.fromisoformat(self.values[column]) if column in self.values else None

    @property
    def corrects(self) -> bool:
        """It declares that it corrects earlier months."""
        return self.values.get("corrections") == "yes"


def _shown(gathering: Gathering, column: str) -> str:
    return MANIFEST.column(column).heading(gathering.rules.language)


def read_manifest(
    gathering: Gathering,
    place: Place,
    entries: Sequence[ManifestField],
    received: dt.date | None,
    unsent: bool = False,
) -> Manifest:
    """The manifest made of some fields, and its row among the submissions.

    Args:
        received: When the submission was received; else what it says itself, else when it was sent.
        unsent: It is still to be sent, so that nobody can know when it will be received.
    """
    matched = match_headings([entry.name for entry in entries], MANIFEST)
    _check_names(gathering, place, entries, matched)
    found = {name: entries[position] for name, position in matched.positions.items()}
    values = {}
    for column in MANIFEST.columns:
        if (
            column.name in found
            and (value := _read(gathering, place, column, found[column.name])) is not None
        ):
            values[column.name] = value
    manifest = Manifest(gathering, place, values, found)
    when = received or manifest.date("received") or manifest.date("sent")
    if when is not None:
        values["received"] = when.isoformat()
    elif unsent:
        manifest.report(Fault("not_sent_yet"), "sent", notice=True)
    else:
        manifest.report(Fault("no_received"), "received")
    _check_sender(manifest)
    _add_row(manifest)
    return manifest


def _check_names(
    gathering: Gathering, place: Place, entries: Sequence[ManifestField], matched: Matched
) -> None:
    problems, language = gathering.problems, gathering.rules.language
    rows = {entry.name: entry.row for entry in entries}
    for name, column in matched.misspelt:
        fault = Fault("misspelt_column", fields={"meant": column.heading(language)})
        problems.add(place, fault, rows[name], name, notice=True)
    for name, near in matched.unknown:
        names = ", ".join(column.heading(language) for column in MANIFEST.columns)
        problems.add(place, Fault("unknown_field", accepted=names, near=near), rows[name], name)
    for column_name, given in matched.repeated:
        fault = Fault("repeated_field", fields={"names": ", ".join(given)})
        problems.add(place, fault, rows[given[-1]], column_name)
    for column in matched.missing:
        fields = {"names": ", ".join(accepted_names(column))}
        fault = Fault("missing_field", example=example_of(column, gathering.rules), fields=fields)
        problems.add(place, fault, column=column.heading(language))


def _read(gathering: Gathering, place: Place, column: Column, entry: ManifestField) -> str | None:
    """The value of a field; none if it is blank or wrong."""
    written = cleaned(entry.value or "")
    if not written:
        if column.required:
            fault = Fault("missing_value", example=example_of(column, gathering.rules))
            gathering.problems.add(place, fault, entry.row, entry.name)
        return None
    if (control := control_in(written)) is not None:
        gathering.problems.add(place, Fault("control_character", control), entry.row, entry.name)
        return None
    if (shown := error_in(written)) is not None:
        gathering.problems.add(place, shown, entry.row, entry.name)
        return None
    if column.form == "text":
        return written
    if column.form == "key":
        if len(written) > _LONGEST_KEY:
            gathering.problems.add(place, Fault("bad_key", written), entry.row, entry.name)
            return None
        return written
    reader = ValueReader(column, gathering.rules.codes[column.codes], gathering.rules.language)
    value = reader.read(written)
    if isinstance(value, str):
        return value
    gathering.problems.add(place, value, entry.row, entry.name, notice=value.meant is not None)
    return value.meant


def _check_sender(manifest: Manifest) -> None:
    for column in ("id", "sender"):
        if masked := personal_data_in(manifest.values.get(column, "")):
            manifest.report(Fault("personal_data", fields={"masked": masked}), column)


def _add_row(manifest: Manifest) -> None:
    """The submission as one more table of submissions, that of this one row."""
    gathering = manifest.gathering
    row = min((entry.row for entry in manifest.entries.values()), default=1)
    headings = {name: entry.name for name, entry in manifest.entries.items()}
    reading = TableReading(
        gathering.con, gathering.problems, gathering.rules, manifest.place, SUBMISSIONS, len(gathering.readings),
        headings, manifest.values.get("id"),
    )  # fmt: skip
    columns = [
        pa.array([manifest.values.get(field.name)], pa.string()).cast(field.type) for field in SUBMISSION_ROW
    ]
    gathering.con.register("manifest_row", pa.Table.from_arrays(columns, schema=SUBMISSION_ROW))
    gathering.con.execute(
        f"create table {reading.typed} as select {reading.number} as reading, {row}::bigint as row, * "
        "from manifest_row"
    )
    gathering.con.unregister("manifest_row")
    gathering.readings.append(reading)
