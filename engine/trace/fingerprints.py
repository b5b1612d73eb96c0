# SPDX-License-Identifier: EUPL-1.2
"""Fingerprints of clauses: they tell whether a text has changed without holding a sentence of it."""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ...schema.errors import DefinitionError
from .clause_text import Clause, plain

COLUMNS = ("id", "kind", "sha256", "numbers")

# "n.", "n" and "N°" may touch their figure; any other letter makes it part of a name, such as OT11.
_FIGURE = re.compile(
    r"(?:(?<![\w.,/])|(?<=\bn)|(?<=\bn\.)|(?<=\bn°)|(?<=\bno))"
    r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d/]|[.,]\d)",
    re.I,
)
_WORDS = {
    word: number
    for number, word in enumerate(
        ("due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"), start=2
    )
}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.I)
# "una" is mostly an article; it is the figure 1 where a rate follows, as in "una riunione al mese".
_RATE = r"al mese|mensile|al trimestre|trimestrale|(?:al)?l['’]anno|annuale"
_ONE = re.compile(rf"\b(?:un|uno|una)\b['’]?\s*(?:[\w'’]+\s+){{1,4}}?(?:{_RATE})\b", re.I)


class Print(NamedTuple):
    """What is recorded of a clause."""

    id: str
    kind: str
    sha256: str
    numbers: tuple[int, ...]


def print_of(clause: Clause) -> Print:
    """The fingerprint of a clause and the figures that stand in it."""
    return Print(clause.id, clause.kind, fingerprint(clause.text), numbers_in(clause.text))


def fingerprint(text: str) -> str:
    """SHA-256 of the text in Unicode's compatible form, without tags, spaces collapsed."""
    return hashlib.sha256(unicodedata.normalize("NFKC", plain(text)).encode()).hexdigest()


def numbers_in(text: str) -> tuple[int, ...]:
    """The whole numbers that stand in a sentence, each once, in ascending order.

    >>> numbers_in("1.250 scuole, n.1250 sedi, N°1 piano, il 2% dei casi, linea 4² dal 24/09/2015")
    (1, 2, 4, 1250)
    >>> numbers_in("una riunione al mese, con una o più scuole e due CPI")
    (1, 2)
    """
    text = plain(text)
    found = {int(figure.replace(".", "")) for figure in _FIGURE.findall(text)}
    found |= {_WORDS[word.lower()] for word in _WORD.findall(text)}
    return tuple(sorted(found | ({1} if _ONE.search(text) else set())))


def list_text(prints: Iterable[Print]) -> str:
    """The clause list as a CSV file; no sentence is in it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*one[:3], " ".join(map(str, one.numbers))) for one in prints)
    return text.getvalue()


def read_list(path: Path) -> list[Print]:
    """The clause list of a file.

    Raises:
        DefinitionError: Lists every line that is none of such a list.
    """
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DefinitionError([f"{path}: {error}; write it anew with impegni rules trace --write"]) from None
    if not rows or tuple(rows[0]) != COLUMNS:
        raise DefinitionError([f"{path}:1: got other columns; the columns are {','.join(COLUMNS)}"])
    problems = [
        f"{path}:{line}: got '{','.join(row)}'; write id, kind, 64 hexadecimal digits, numbers between spaces"
        for line, row in enumerate(rows[1:], 2)
        if not _readable(row)
    ]
    if problems:
        raise DefinitionError(problems)
    return [Print(row[0], row[1], row[2], tuple(map(int, row[3].split()))) for row in rows[1:]]


def _readable(row: list[str]) -> bool:
    return (
        len(row) == len(COLUMNS)
        and all(row[:2])
        and re.fullmatch("[0-9a-f]{64}", row[2]) is not None
        and re.fullmatch("[0-9 ]*", row[3]) is not None
    )
