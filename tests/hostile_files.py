# SPDX-License-Identifier: EUPL-1.2
"""Files made to do harm, any number of them: each a name and its bytes, the same for the same number."""

import io
import random
import stat
import zipfile
from collections.abc import Callable, Mapping

from serve_support import HEAD, submission

Made = tuple[str, bytes]

WORKBOOK_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
}
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]><workbook>&c;&f;</workbook>'
)


def zipped(**members: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def nonsense(chance: random.Random) -> Made:
    suffix = chance.choice(["xlsx", "zip", "csv", "ndjson", "parquet", "yaml", "ods", "pdf", "exe", ""])
    return f"file.{suffix}", chance.randbytes(chance.randrange(0, 5000))


def spoilt(chance: random.Random) -> Made:
    """A good submission with some bytes changed, or cut off."""
    name, content = submission(f"S{chance.randrange(10**6)}")
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return name, bytes(changed[: chance.randrange(1, len(changed) + 1)])


def bomb(chance: random.Random) -> Made:
    return "bomb.zip", zipped(**{"events.csv": b"0" * chance.randrange(10**6, 10**7)})


def nested(chance: random.Random) -> Made:
    content = submission("S1")[1]
    for _ in range(chance.randrange(1, 40)):
        content = zipped(**{"inside.zip": content})
    return "nested.zip", content


def leading_out(chance: random.Random) -> Made:
    name = chance.choice(
        ["../../evil.csv", "/etc/evil.csv", "C:\\evil.csv", "a/../../evil.csv", "\\\\host\\evil.csv"]
    )
    return "out.zip", zipped(**{name: HEAD, "submission.yaml": "id: x\n"})


def linked(chance: random.Random) -> Made:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("events.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, chance.choice(["/etc/passwd", "../../../a.impegni"]))
    return "link.zip", packed.getvalue()


def entities(chance: random.Random) -> Made:
    return "entities.xlsx", zipped(**WORKBOOK_PARTS, **{"xl/workbook.xml": ENTITIES})


def aliases(chance: random.Random) -> Made:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, chance.randrange(2, 12))]
    return "aliases.zip", zipped(**{"submission.yaml": "\n".join(lines), "events.csv": HEAD})


def deep(chance: random.Random) -> Made:
    depth = chance.randrange(10, 100_000)
    kind = chance.choice(["ndjson", "yaml"])
    if kind == "ndjson":
        return "events.ndjson", b"[" * depth
    return "deep.zip", zipped(**{"submission.yaml": "a: " + "[" * depth, "events.csv": HEAD})


def long(chance: random.Random) -> Made:
    return "events.csv", HEAD.encode() + chance.choice([b"x", b"x,", b'"', b"\0"]) * chance.randrange(
        10**5, 10**6
    )


def many(chance: random.Random) -> Made:
    return "many.zip", zipped(**{f"{n}/events.csv": HEAD for n in range(chance.randrange(201, 2000))})


TEXTS = (
    "'; drop table archive.log; --", "=cmd|' /C calc'!A1", "<script>alert(1)</script>", "{{ 7 * 7 }}", "\u202egpj.exe",
    "../../../etc/passwd", "%00", "RSSMRA80A01H501U", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)  # fmt: skip


def spoken(chance: random.Random) -> Made:
    """Rows whose values are made to be run by whatever shows or stores them."""
    value = chance.choice(TEXTS).replace('"', '""')
    rows = f'1,"{value}",2018-02-20,"{value}",adr,"{value}"\n'
    name = f"{value[:20]}.zip" if chance.random() < 0.5 else "spoken.zip"
    return name, submission(chance.choice(["S1", f'"{value}"']), rows=rows)[1]


KINDS: Mapping[str, Callable[[random.Random], Made]] = {
    one.__name__: one
    for one in (
        nonsense,
        spoilt,
        bomb,
        nested,
        leading_out,
        linked,
        entities,
        aliases,
        deep,
        long,
        many,
        spoken,
    )
}


def hostile(number: int) -> tuple[str, Made]:
    """The kind of a file, and the file."""
    kind = list(KINDS)[number % len(KINDS)]
    return kind, KINDS[kind](random.Random(number))
