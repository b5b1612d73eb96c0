# SPDX-License-Identifier: EUPL-1.2
"""The sample once more, as it would arrive: 24 monthly deliveries, each written as its office writes files.

A delivery is a folder with the submissions of a month, their events and their populations. January 2018, of
which the term has half, comes with February; what was received later comes with two of the deliveries.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from rows import Event, Population, Submission

ROWS: Mapping[str, type] = {"events": Event, "populations": Population, "submissions": Submission}

CORRECTIONS = {"2018-10": "2018-11", "2019-03": "2019-05", "2019-04": "2019-05", "2019-05": "2019-05"}
"""The delivery that brings each correction, by the month corrected."""

FIRST_WITH = "2018-02"

ITALIAN = {
    "event_id": "ID evento", "event": "Tipo evento", "date": "Data", "unit": "Sede", "deliverable": "Prodotto",
    "topic": "Tema", "target": "Destinatari", "phase": "Fase", "participants": "Partecipanti", "firm": "Impresa",
    "person": "Persona", "case": "Pratica", "status": "Stato", "evidence": "Protocollo", "submission": "Invio",
    "population": "Platea", "size": "Numero", "member_from": "Membro dal", "member_to": "Membro al",
    "id": "ID invio", "convention": "Convenzione", "month": "Mese", "units": "Sedi", "sender": "Mittente",
    "sent": "Inviato", "received": "Ricevuto", "replaces": "Sostituisce",
}  # fmt: skip


def delivery_of(submission: Submission) -> str:
    """The month whose delivery holds a submission."""
    if submission.id.endswith("-r1"):
        return CORRECTIONS[submission.month]
    return max(submission.month, FIRST_WITH)


@dataclass(frozen=True)
class Style:
    """How an office writes its files.

    Attributes:
        note: Written beside every event, where there is something to note.
        blank: Blank lines left below the last row.
    """

    suffix: str = "csv"
    encoding: str = "utf-8"
    separator: str = ","
    italian: bool = False
    note: str = ""
    blank: int = 0


STYLES = (
    Style(),
    Style(encoding="cp1252", separator=";", italian=True, note="attività già protocollata", blank=3),
    Style(encoding="utf-8-sig", separator=";", italian=True),
    Style(suffix="ndjson"),
    Style(encoding="utf-8-sig", blank=1),
    Style(separator="\t", italian=True),
    Style(encoding="cp1252", separator=";", italian=True),
    Style(),
    Style(separator=";", blank=2),
    Style(encoding="utf-8-sig", italian=True),
    Style(separator="\t"),
    Style(),
)


def write_monthly(
    folder: Path,
    events: Sequence[Event],
    populations: Sequence[Population],
    submissions: Sequence[Submission],
) -> None:
    """Write the deliveries, each into a folder named after its month."""
    held = {one.id: delivery_of(one) for one in submissions}
    for number, month in enumerate(sorted(set(held.values()))):
        style = STYLES[number % len(STYLES)]
        place = folder / month
        place.mkdir(parents=True, exist_ok=True)
        tables: Mapping[str, Sequence[Event | Population | Submission]] = {
            "events": [row for row in events if held[row.submission] == month],
            "populations": [row for row in populations if held[row.submission] == month],
            "submissions": [row for row in submissions if held[row.id] == month],
        }
        for name, rows in tables.items():
            if rows:
                write = _ndjson if style.suffix == "ndjson" else _csv
                (place / f"{name}.{style.suffix}").write_bytes(write(style, name, rows))


def _csv(style: Style, name: str, rows: Sequence[Event | Population | Submission]) -> bytes:
    columns = [field.name for field in fields(ROWS[name])]
    headings = [ITALIAN[column] if style.italian else column for column in columns]
    noted = [style.note] if style.note and name == "events" else []
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=style.separator, lineterminator="\r\n" if style.italian else "\n")
    writer.writerow([*headings, *(["Note"] if noted else [])])
    for row in rows:
        writer.writerow([*(_cell(style, asdict(row)[column]) for column in columns), *noted])
    for _ in range(style.blank):
        writer.writerow([""] * (len(columns) + len(noted)))
    return text.getvalue().encode(style.encoding)


def _ndjson(_: Style, __: str, rows: Sequence[Event | Population | Submission]) -> bytes:
    lines = [
        {name: _plain(value) for name, value in asdict(row).items() if value not in ("", None)}
        for row in rows
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _plain(value: object) -> object:
    return str(value) if isinstance(value, dt.date) else value


def _cell(style: Style, value: object) -> str:
    if value is None:
        return ""
    if style.italian and isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return (
        {"valid": "VALIDO", "annulled": "Annullato"}.get(str(value), str(value))
        if style.italian
        else str(value)
    )
