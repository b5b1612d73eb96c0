# SPDX-License-Identifier: EUPL-1.2
"""A drawing being made, and the SVG it becomes: inside a page, text as text, the same bytes every time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

Point = tuple[float, float]
Line = Sequence[Point]
Anchor = Literal["start", "middle", "end"]

INK = "#17324d"
MUTED = "#455b71"
FAINT = "#c5c7c9"

LETTER = 7.2
"""Pixels a letter of a name takes at most, on average."""

NAME = 44
"""The most letters of a name; tables have the whole."""


@dataclass(frozen=True)
class Label:
    """Words at a place, the middle of their height on it."""

    x: str
    y: str
    text: str
    anchor: Anchor
    colour: str
    size: int
    bold: bool


@dataclass(frozen=True)
class Stroke:
    """Lines drawn in one go, or the area inside them.

    Attributes:
        path: What `d` of an SVG path says.
        width: Of the line; 0 where the area is filled.
    """

    path: str
    colour: str
    width: str
    cap: Literal["butt", "round"]
    dashes: str


class Drawing:
    """Elements in the order they lie on each other, in CSS pixels, y downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = round(width), round(height)
        self.elements: list[Label | Stroke] = []

    def text(
        self,
        at: Point,
        text: str,
        *,
        anchor: Anchor = "start",
        colour: str = INK,
        size: int = 12,
        bold: bool = False,
    ) -> None:
        """Write words."""
        self.elements.append(Label(_short(at[0]), _short(at[1]), text, anchor, colour, size, bold))

    def stroke(
        self,
        lines: Iterable[Line],
        colour: str,
        width: float = 1.0,
        *,
        cap: Literal["butt", "round"] = "butt",
        dashes: str = "",
    ) -> None:
        """Draw lines as one element; nothing where there are none."""
        if path := _path(lines):
            self.elements.append(Stroke(path, colour, _short(width), cap, dashes))

    def fill(self, lines: Iterable[Line], colour: str) -> None:
        """Fill the areas inside lines, as one element."""
        self.stroke(lines, colour, 0)

    def svg(self, name: str, title: str, description: str) -> Markup:
        """The `svg` element, with a title and a description.

        Args:
            name: Begins every id in it.
        """
        written = _template().render(drawing=self, name=name, title=title, description=description)
        return Markup(written)  # noqa: S704 (the template escapes what people wrote)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("drawing.svg.j2")


def _path(lines: Iterable[Line]) -> str:
    return "".join(
        "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in line) + ("z" if line[0] == line[-1] else "")
        for line in lines
    )


def _short(number: float) -> str:
    """To a tenth of a pixel.

    >>> _short(12.04), _short(-0.01), _short(3.25)
    ('12', '0', '3.2')
    """
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
