# SPDX-License-Identifier: EUPL-1.2
"""Text files: which encoding they are in, and their lines, none of them longer than can be handled."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .problems import FileRefused

LINE_LIMIT = 1_000_000
_CHUNK = 1 << 20
_NOT_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@dataclass(frozen=True)
class TextScan:
    """What reading a file once as bytes tells.

    Attributes:
        encoding: A codec that decodes all of it.
        newlines: How many newline bytes it has, one added if the last line lacks its own.
        quotes: Whether it has any double quotes.
    """

    encoding: str
    newlines: int
    quotes: bool


def scan_text(path: Path, *, only_utf8: bool = False) -> TextScan:
    """Tell the encoding of a file; UTF-8 is tried first, Windows-1252 is what Excel saves otherwise."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    newlines, last, odd, quotes = 0, b"\n", False, False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk:
                raise FileRefused("not_text", row=newlines + chunk[: chunk.index(b"\0")].count(b"\n") + 1)
            decoder = decoder if _decodes(decoder, chunk) else None
            quotes = quotes or b'"' in chunk
            odd = odd or any(byte in chunk for byte in _NOT_IN_1252)
            newlines, last = newlines + chunk.count(b"\n"), chunk[-1:]
    if decoder is not None and _decodes(decoder, b"", final=True):
        encoding = "utf-8-sig"
    elif only_utf8:
        raise FileRefused("not_utf8")
    elif odd:
        raise FileRefused("bad_encoding")
    else:
        encoding = "cp1252"
    return TextScan(encoding, newlines + (last != b"\n"), quotes)


def _decodes(decoder: codecs.IncrementalDecoder | None, chunk: bytes, final: bool = False) -> bool:
    if decoder is None:
        return False
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a file with their ends; a line over the limit is refused before it is read whole."""
    with path.open(encoding=encoding, newline="") as file:
        number = 0
        while line := file.readline(LINE_LIMIT + 1):
            number += 1
            if len(line) > LINE_LIMIT:
                raise FileRefused("line_too_long", row=number, limit=LINE_LIMIT)
            yield line
