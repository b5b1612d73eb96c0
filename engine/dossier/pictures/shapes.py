# SPDX-License-Identifier: EUPL-1.2
"""Shapes: the marks of the reports as outlines, so that hundreds of one state are one element of a drawing.

Each outline lies in a square from -1 to 1, y downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from .drawing import Drawing, Line, Point

Outline = Sequence[Line]

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
    drawing: Drawing, shape: str, centres: Sequence[Point], size: Point, colour: str, width: float = 1.6
) -> None:
    """One element with the shape at every centre.

    Args:
        size: Half its width and half its height.
        width: Of its strokes; of a disc the diameter, of a bar the height.
    """
    lines = repeated(OUTLINES[shape], centres, size)
    if shape in FILLED:
        drawing.fill(lines, colour)
    else:
        drawing.stroke(lines, colour, width, cap="butt" if shape == "bar" else "round")


def repeated(outline: Outline, centres: Sequence[Point], size: Point) -> list[Line]:
    """The lines of the outline around every centre."""
    wide, high = size
    return [
        [(across + x * wide, down + y * high) for x, y in line]
        for across, down in centres
        for line in outline
    ]
