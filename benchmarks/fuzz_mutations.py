# SPDX-License-Identifier: EUPL-1.2
"""What is done to valid files: to their cells, headings and rows before they are written, to their bytes after."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from fuzz_files import Given, Rows, translated

NASTY = (
    "", " ", "\xa0", "\ufeff", "0", "-1", "1.250", "1,250", "12,0", "1e3", "99999999999", "NaN", "inf", "1_000", "٣",
    "2018-02-30", "31/04/2018", "2018-3-1", "0001-01-01", "9999-12-31", "43101", "oggi", "2018-03-20 10:00",
    "|", "PZ|", "a|b", "17|17", "x" * 121, "x" * 5000, "RSSMRA80A01H501U", "12345678901", "743110157",
    '="00123"', "=1+1", "@SUM(A1)", '"', '""', "'", "\\", "\n", "a\nb", "a\r\nb", "\t", ";", ",", "\x00", "\x1b[31m",
    "\u202e", "\u2028", "\u0130", "perché", "attivitÃ\xa0", "null", "None", "true", "annullato", "VALID", "submission",
    "{}", "[]", "<x/>", "&amp;", "' or 1=1 --", "$$", "{0}", "%s", "../../etc/passwd", "🙂", "e\u0301", "mario@x.it",
)  # fmt: skip
NASTY_BYTES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n", b"\r\n\r\n", b"\x81", b"\xc3", b"\xed\xa0\x80",
    b"<!DOCTYPE x>", b"<!ENTITY a 'b'>", b"]]>", b"PK\x03\x04", b"PK\x05\x06", b"PAR1", b"\x1a", b"{", b"}", b"[" * 600,
)  # fmt: skip

Change = Callable[[Rows, random.Random], None]


def _cell(rows: Rows, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 5))):
        row = chance.choice(rows[1:])
        place = chance.randrange(len(row))
        row[place] = chance.choice(NASTY) if chance.random() < 0.7 else _typo(row[place], chance)


def _typo(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice("x0 -|/Zé\x07") + text[place + chance.randrange(2) :]


def _same_id(rows: Rows, chance: random.Random) -> None:
    first, second = chance.choice(rows[1:]), chance.choice(rows[1:])
    second[0] = first[0]


def _repeat(rows: Rows, chance: random.Random) -> None:
    rows.append(list(chance.choice(rows[1:])))


def _blank(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(1, len(rows) + 1), [""] * len(rows[0]))


KEEPING: tuple[Change, ...] = (_cell, _cell, _cell, _cell, _same_id, _repeat, _blank)
"""Changes after which it is known how many rows there are."""


def _italian(rows: Rows, chance: random.Random) -> None:
    rows[0][:] = translated(rows[0])


def _heading(rows: Rows, chance: random.Random) -> None:
    place = chance.randrange(len(rows[0]))
    rows[0][place] = chance.choice(
        [*NASTY, rows[0][0], _typo(rows[0][place], chance), rows[0][place].upper()]
    )


def _swap(rows: Rows, chance: random.Random) -> None:
    one, other = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    for row in rows[chance.randrange(2) :]:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _drop(rows: Rows, chance: random.Random) -> None:
    place = chance.randrange(len(rows[0]))
    for row in rows:
        del row[place : place + 1]


def _ragged(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows[1:])
    row.append("x") if chance.random() < 0.5 else row.pop()


def _title(rows: Rows, chance: random.Random) -> None:
    rows.insert(0, ["Attività del mese"] + [""] * (len(rows[0]) - 1))


def _headings_again(rows: Rows, chance: random.Random) -> None:
    rows.append(list(rows[0]))


SHAPING: tuple[Change, ...] = (_italian, _heading, _swap, _drop, _ragged, _title, _headings_again)


def change_tables(given: Given, chance: random.Random, kind: str) -> None:
    """Change the cells of the tables, or their shape."""
    tables = [rows for rows in (given.events, given.populations) if len(rows) > 1]
    if kind == "manifest":
        given.submissions[1:2] and _cell(given.submissions, chance)
        return
    changes = KEEPING if kind == "cells" else SHAPING
    for _ in range(chance.choice((1, 1, 2, 3))):
        if tables:
            chance.choice(changes)(chance.choice(tables), chance)


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 3, 20))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _insert(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    data[place:place] = chance.choice(NASTY_BYTES)


def _put_before(data: bytearray, chance: random.Random) -> None:
    data[:0] = chance.choice(NASTY_BYTES)


def _cut_out(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    del data[place : place + chance.randrange(1, 80)]


def _double(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) + 1)
    data[place:place] = data[place : place + chance.randrange(1, 200)]


BYTES = (_flip, _flip, _truncate, _insert, _put_before, _cut_out, _double)


def change_bytes(path: Path, chance: random.Random) -> None:
    """Change a written file, whatever it is."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 1, 2))):
        chance.choice(BYTES)(data, chance)
    path.write_bytes(bytes(data))


XML_TRICKS = (
    (b"<sheetData>", b"<sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    (b"<sheetData>", b"<sheetData><row r='-1'><c r='A0'><v>1</v></c></row>"),
    (b"<row r=", b"<row r='x' q="),
    (b'<c r="', b'<c r="A99999999999" q="'),
    (b't="s"', b't="e"'),
    (b't="n"', b't="s"'),
    (b"<v>", b"<f>1+1</f><v>"),
    (b"<v>", b"<v>9999999"),
    (b"<?xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><?xml"),
    (b"</worksheet>", b""),
    (b"<sheet ", b"<sheet name='Eventi' sheetId='9'/><sheet "),
    (b"worksheets/sheet1.xml", b"worksheets/none.xml"),
    (b"<si>", b"<si><r>"),
    (b"<dimension ref=", b"<dimension ref='A1:XFD1048576' q="),
)


def change_zip(path: Path, chance: random.Random) -> None:
    """Change the members of a zip or workbook, or what its headers tell about them."""
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(list(members))
    trick = chance.random()
    if trick < 0.45:
        fitting = [(old, new) for old, new in XML_TRICKS for data in members.values() if old in data]
        old, new = chance.choice(fitting or [(b"e", b"\x00")])
        some = chance.choice((1, 1, -1))
        members = {each: data.replace(old, new, some) for each, data in members.items()}
    elif trick < 0.65:
        data = bytearray(members[name])
        chance.choice(BYTES)(data, chance)
        members[name] = bytes(data)
    elif trick < 0.75:
        del members[name]
    elif trick < 0.9:
        members[chance.choice(("../x.csv", "/x", "a\\b.csv", name.upper(), "x.zip", "con\n.csv"))] = b"x"
    path.write_bytes(_zipped(members))
    if trick >= 0.9:
        _change_headers(path, chance)


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _change_headers(path: Path, chance: random.Random) -> None:
    """Flag bits, method, checksum, sizes or name length of one entry."""
    data = bytearray(path.read_bytes())
    mark, span = chance.choice(((b"PK\x03\x04", (6, 30)), (b"PK\x01\x02", (8, 46)), (b"PK\x05\x06", (4, 22))))
    places = [place for place in range(len(data) - 4) if data[place : place + 4] == mark]
    place = chance.choice(places) + chance.randrange(*span)
    if place < len(data):
        data[place] = chance.randrange(256)
    path.write_bytes(bytes(data))
