# SPDX-License-Identifier: EUPL-1.2
"""Valid submissions in every form that is accepted, drawn from the sample, as tables and then as files."""

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils.exceptions import IllegalCharacterError

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "basilicata"
FORMS = ("csv", "xlsx", "ndjson", "parquet", "folder", "zip", "workbook")
COUNTS = ("participants", "invited", "size")
DATES = ("date", "member_from", "member_to", "sent", "received")
ROWS = 12
ITALIAN = {
    "event_id": "id_evento", "event": "tipo_evento", "date": "data", "unit": "sede", "topic": "tema",
    "participants": "partecipanti", "firm": "impresa", "person": "persona", "status": "stato",
    "population": "platea", "size": "numero", "id": "id_invio", "month": "mese", "received": "ricevuto",
}  # fmt: skip

Rows = list[list[str]]


@dataclass
class Given:
    """One submission: its tables, headings first, and what its manifest says.

    Attributes:
        bare: It comes as separate files, with a table of submissions.
    """

    form: str
    events: Rows
    populations: Rows
    submissions: Rows
    bare: bool
    folder: Path
    written: list[Path] = field(default_factory=list)


def _table(name: str) -> tuple[list[str], Rows]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    return headings, rows


class Source:
    """The sample, by submission."""

    def __init__(self) -> None:
        self.headings: dict[str, list[str]] = {}
        self.rows: dict[str, dict[str, Rows]] = {}
        for name in ("events", "populations", "submissions"):
            headings, rows = _table(name)
            place = headings.index("id" if name == "submissions" else "submission")
            self.headings[name], self.rows[name] = headings, {}
            for row in rows:
                self.rows[name].setdefault(row[place], []).append(row)
        self.ids = [each for each in self.rows["submissions"] if each in self.rows["events"]]

    def draw(self, chance: random.Random, form: str, folder: Path) -> Given:
        """A submission of the sample in one form; corrections of earlier months are left out of it."""
        own = chance.choice(self.ids)
        (submission,) = self.rows["submissions"][own]
        month = submission[self.headings["submissions"].index("month")]
        date = self.headings["events"].index("date")
        events = [row for row in self.rows["events"][own] if row[date].startswith(month)][:ROWS]
        populations = self.rows["populations"].get(own, [])[:4]
        tables = {"events": events, "populations": populations, "submissions": [submission]}
        return Given(
            form=form, bare=form in ("csv", "xlsx", "ndjson", "parquet"), folder=folder,
            **{
                name: [list(self.headings[name]), *(list(row) for row in rows)]
                for name, rows in tables.items()
            },
        )  # fmt: skip


def translated(headings: list[str]) -> list[str]:
    """The same headings in Italian."""
    return [ITALIAN.get(heading, heading) for heading in headings]


def csv_bytes(rows: Rows, chance: random.Random) -> bytes:
    """A CSV file with some separator, encoding and line end."""
    text = io.StringIO()
    end = chance.choice(["\n", "\r\n"])
    writer = csv.writer(text, delimiter=chance.choice(",;\t"), lineterminator=end)
    writer.writerows(rows)
    encoding = chance.choice(["utf-8", "utf-8-sig", "cp1252"])
    return text.getvalue().encode(encoding, "replace")


def ndjson_bytes(rows: Rows, chance: random.Random) -> bytes:
    """Lines of objects; blank cells are null or left out."""
    lines = []
    for row in rows[1:]:
        given = dict(zip(rows[0], row, strict=False))
        if chance.random() < 0.5:
            lines.append({name: value for name, value in given.items() if value})
        else:
            lines.append({name: value or None for name, value in given.items()})
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def parquet_bytes(rows: Rows, chance: random.Random) -> bytes:
    """Columns of text, or of proper types where all values have them."""
    typed = chance.random() < 0.6
    columns = {}
    for place, name in enumerate(rows[0]):
        texts = pa.array([row[place] or None if place < len(row) else None for row in rows[1:]], pa.string())
        columns[name] = _typed(name, texts) if typed else texts
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _typed(name: str, texts: pa.Array) -> pa.Array:
    wanted = pa.int64() if name in COUNTS else pa.date32() if name in DATES else pa.string()
    try:
        return texts.cast(wanted)
    except pa.ArrowInvalid:
        return texts


def workbook_bytes(sheets: dict[str, Rows], chance: random.Random) -> bytes:
    """A workbook; numbers are numbers in some."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    as_numbers = chance.random() < 0.5
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row, 1):
                value = (
                    int(cell) if as_numbers and cell.isascii() and cell.isdigit() and cell[0] != "0" else cell
                )
                try:
                    sheet.cell(number, place).value = value or None
                except IllegalCharacterError:
                    sheet.cell(number, place).value = "?"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Rows, random.Random], bytes]] = {
    "csv": csv_bytes,
    "ndjson": ndjson_bytes,
    "parquet": parquet_bytes,
    "xlsx": lambda rows, chance: workbook_bytes({"Foglio1": rows}, chance),
}


def manifest_fields(given: Given) -> dict[str, str]:
    """What a manifest says, blank fields left out."""
    return {name: value for name, value in zip(*given.submissions[:2], strict=False) if value}


def without_submission(rows: Rows) -> Rows:
    if "submission" not in rows[0]:
        return rows
    place = rows[0].index("submission")
    return [row[:place] + row[place + 1 :] for row in rows]


def write(given: Given, chance: random.Random) -> list[Path]:
    """Write a submission into its folder; the paths to read."""
    given.folder.mkdir(parents=True, exist_ok=True)
    tables = {"events": given.events, "populations": given.populations}
    if given.bare:
        form = given.form
        paths = [
            _put(given, f"{name}.{form}", WRITERS[form](rows, chance))
            for name, rows in tables.items()
            if len(rows) > 1
        ]
        invii = csv_bytes(given.submissions, random.Random(0))
        (given.folder / "submissions.csv").write_bytes(invii)
        return [*paths, given.folder / "submissions.csv"]
    tables = {name: without_submission(rows) for name, rows in tables.items()}
    if given.form == "workbook":
        fields = manifest_fields(given)
        sheets = {"Invio": [list(pair) for pair in fields.items()], "Eventi": tables["events"]}
        sheets |= {"Platee": tables["populations"]} if len(tables["populations"]) > 1 else {}
        return [_put(given, "invio_mese.xlsx", workbook_bytes(sheets, chance))]
    return _folder_or_zip(given, tables, chance)


def _folder_or_zip(given: Given, tables: dict[str, Rows], chance: random.Random) -> list[Path]:
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in manifest_fields(given).items()]
    files = {"submission.yaml": "".join(lines).encode()}
    for name, rows in tables.items():
        if len(rows) > 1:
            form = chance.choice(list(WRITERS))
            files[f"{name}.{form}"] = WRITERS[form](rows, chance)
    if given.form == "folder":
        for name, data in files.items():
            _put(given, name, data)
        return [given.folder]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"invio/{name}", data)
    return [_put(given, "invio.zip", out.getvalue())]


def _put(given: Given, name: str, data: bytes) -> Path:
    path = given.folder / name
    path.write_bytes(data)
    given.written.append(path)
    return path
