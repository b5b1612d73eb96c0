# SPDX-License-Identifier: EUPL-1.2
"""SVG that stands inside a page: the same bytes every time, text as text, no id that meets another.

Nothing that draws on a screen is loaded: a figure is made and written as SVG, without pyplot.
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure

DPI = 72
"""One unit of the drawing is one CSS pixel."""

INK = "#17324d"
MUTED = "#455b71"
FAINT = "#c5c7c9"

LETTER = 7.2
"""Pixels a letter of a name takes at most, on average."""

NAME = 44
"""The most letters of a name; tables have the whole."""

_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@contextmanager
def defaults() -> Iterator[None]:
    """Draw with the library's own settings, whatever a file of the reader's machine says.

    Text is not read as mathematics, and letters that the library's font lacks are left to the reader's.
    """
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rc("svg", fonttype="none", hashsalt="impegni")
        mpl.rc("path", simplify=False)
        mpl.rc("text", parse_math=False)
        mpl.rc("font", size=12)
        yield


def blank(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure in pixels, y downwards, with nothing on it."""
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return figure, axes


def inline(figure: Figure, name: str, title: str, description: str) -> Markup:
    """The figure as an `svg` element with a title and a description.

    Args:
        name: Begins every id in it.
    """
    figure.patch.set_visible(False)
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata=_METADATA)
    width, height = (round(size * DPI) for size in figure.get_size_inches())
    return Markup(  # noqa: S704 (what people wrote in it is escaped, here and by the library)
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        f' aria-labelledby="{name}-title {name}-desc" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{_inside(written.getvalue(), name)}</svg>'
    )


def _inside(text: str, name: str) -> str:
    """What is drawn, without what a page does not need: a frame, metadata, fonts, ids nobody refers to."""
    body = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    body = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</defs>", "", body, flags=re.DOTALL)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r"font-family: [^;\"]*;? ?", "", body)
    body = re.sub(r' transform="rotate\(-0 [^"]*\)"', "", body)
    body = re.sub(r' (d|x|y)="([^"]*)"', _shortened, body)
    used = set(re.findall(r'#([\w-]+)["\)]', body))
    body = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", body)
    body = re.sub(r'( id="|href="#|url\(#)', rf"\1{name}-", body)
    return re.sub(r">\s+<", "><", body).strip()


def _shortened(found: re.Match[str]) -> str:
    """Coordinates to a tenth of a pixel."""
    numbers = re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), found[2])
    written = " ".join(numbers.split())
    return f' {found[1]}="{written}"'
