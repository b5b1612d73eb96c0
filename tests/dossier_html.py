# SPDX-License-Identifier: EUPL-1.2
"""The numbers that pages of a dossier show, each with where it stands and its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

EMPTY = {"meta", "input", "br", "link", "img", "hr"}
SILENT = {"style", "script", "title", "svg"}


@dataclass
class Shown:
    """One number or day: its attributes, those of the elements around it, its text."""

    own: dict[str, str]
    around: dict[str, str]
    text: str = ""

    @property
    def value(self) -> str:
        """What programs read."""
        return self.own.get("value") or self.own["datetime"]

    @property
    def field(self) -> str:
        """What it says of its place."""
        return self.own["data-field"]

    @property
    def place(self) -> tuple[str, str, str]:
        """Rule, unit and window."""
        return self.around["data-rule"], self.around["data-unit"], self.around["data-window"]


class Numbers(HTMLParser):
    """Reads a page: `found` are its numbers and days, `loose` the texts with a digit outside of pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.found: list[Shown] = []
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag not in EMPTY:
            self.open.append((tag, own))
        if tag in ("data", "time"):
            around = {name: value for _, one in self.open for name, value in one.items()}
            self.found.append(Shown(own, around))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if tags & {"data", "time"}:
            self.found[-1].text += data
        elif not tags & SILENT and not self._in_picture() and any(letter.isdigit() for letter in data):
            self.loose.append(data.strip())

    def _in_picture(self) -> bool:
        return any(own.get("class") == "picture" for _, own in self.open)


def read(page: str) -> Numbers:
    """A page, read."""
    parser = Numbers()
    parser.feed(page)
    return parser


def numbers(page: str) -> Iterator[Shown]:
    """Its numbers and days."""
    yield from read(page).found
