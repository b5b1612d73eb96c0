# SPDX-License-Identifier: EUPL-1.2
"""Shapes: the marks of the reports as outlines, so that hundreds of one state are one element of a drawing.

Each outline lies in a square from -1 to 1, y downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

Point = tuple[float, float]
Outline = Sequence[Sequence[Point]]

_ROUND = [(0.62 * cos(step * pi / 8), 0.62 * sin(step * pi / 8)) for step in range(17)]

OUTLINES: dict[str, Outline] = {
    "disc": [[(0, 0), (0.01, 0)]],
    "ring": [_ROUND],
    "cross": [[(-0.6, -0.6), (0.6, 0.6)], [(-0.6, 0.6), (0.6, -0.6)]],
    "dash": [[(-0.6, 0), (0.6, 0)]],
    "bang": [[(0, -0.8), (0, 0.25)], [(0, 0.7), (0, 0.75)]],
    "ask": [
        [(-0.45, -0.4), (-0.35, -0.7), (0, -0.85), (0.35, -0.7), (0.45, -0.4), (0.3, -0.1), (0, 0.1), (0, 0.35)],
        [(0, 0.75), (0, 0.8)],
    ],
    "letter": [
        [
            (0.45, -0.6), (0.2, -0.8), (-0.2, -0.8), (-0.45, -0.6), (-0.45, -0.25), (-0.2, -0.05),
            (0.2, 0.05), (0.45, 0.25), (0.45, 0.6), (0.2, 0.8), (-0.2, 0.8), (-0.45, 0.6),
        ]
    ],
    "diamond": [[(0, -0.8), (0.8, 0), (0, 0.8), (-0.8, 0), (0, -0.8)]],
    "bar": [[(-1, 0), (1, 0)]],
    "frame": [[(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]],
}  # fmt: skip

FILLED = frozenset({"diamond"})


@dataclass(frozen=True)
class Look:
    """How a state looks: its shape, the shape's colour, the ground and its edge."""

    shape: str
    ink: str
    ground: str = ""
    edge: str = ""


LOOKS = {
    "attainment": Look("disc", "#00673d", "#e6f3ec"),
    "violation": Look("cross", "#ffffff", "#b3123a"),
    "missed_goal": Look("cross", "#7a4d00", "#fdf0e0", "#a66300"),
    "not_evaluable": Look("ask", "#7a4d00", "#fff3d6", "#a66300"),
    "at_risk": Look("bang", "#7a4d00", "#ffe2a8", "#a66300"),
    "pending": Look("ring", "#455b71"),
    "suspended": Look("letter", "#19191a", "#dcdee1"),
    "not_applicable": Look("dash", "#6b7d8e", "#f5f5f5"),
}
"""By the state a verdict is shown with; dark grounds stay dark without colour."""


def draw(
    axes: Axes, shape: str, centres: Sequence[Point], size: Point, colour: str, width: float = 1.6
) -> None:
    """One element with the shape at every centre.

    Args:
        size: Half its width and half its height, in the units of the axes.
        width: Of its strokes, in pixels; of a disc the diameter, of a bar the height.
    """
    if not centres:
        return
    filled = shape in FILLED
    axes.add_artist(
        PathPatch(
            repeated(OUTLINES[shape], centres, size),
            facecolor=colour if filled else "none",
            edgecolor="none" if filled else colour,
            linewidth=0 if filled else width,
            capstyle="butt" if shape == "bar" else "round",
            joinstyle="round",
            clip_on=False,
            zorder=3,
        )
    )


def repeated(outline: Outline, centres: Sequence[Point], size: Point) -> Path:
    """One path with the outline at every centre."""
    corners = np.array([point for line in outline for point in line], float) * np.array(size)
    codes: NDArray[np.uint8] = np.concatenate(
        [[Path.MOVETO] + [Path.LINETO] * (len(line) - 1) for line in outline]
    ).astype(np.uint8)
    places = np.array(centres, float)
    vertices = (places[:, None, :] + corners[None, :, :]).reshape(-1, 2)
    return Path(vertices, np.tile(codes, len(places)))


def lines(
    axes: Axes, ends: Sequence[tuple[Point, Point]], colour: str, width: float = 1.0, above: bool = False
) -> None:
    """One element with all the straight lines, below the shapes or above them."""
    if not ends:
        return
    path = Path(np.array(ends, float).reshape(-1, 2), [Path.MOVETO, Path.LINETO] * len(ends))
    axes.add_artist(
        PathPatch(
            path,
            facecolor="none",
            edgecolor=colour,
            linewidth=width,
            clip_on=False,
            zorder=4 if above else 2,
        )
    )
