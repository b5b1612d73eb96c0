# SPDX-License-Identifier: EUPL-1.2
"""The page that compares conventions, above the folders of their dossiers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...schema.dossier import Dossier
from ..reports.page import Page
from .comparison import compared, comparisons
from .pages import rendered
from .site import Site


def write_comparison(made: Sequence[tuple[str, Dossier, Page]], out: Path, site: Site | None = None) -> None:
    """Write `index.html` to the folder that the folders of the dossiers are in.

    Args:
        made: Each dossier with its folder's name; at least one.
        site: The site that the page is served on, if it is.

    Raises:
        OSError: It cannot be written.
    """
    (out / "index.html").write_text(comparison_page(made, site), "utf-8", newline="\n")


def comparison_page(made: Sequence[tuple[str, Dossier, Page]], site: Site | None = None) -> str:
    """The page as text."""
    sides = compared(made)
    words = sides[0].view.page.words
    heading = words.text("Conventions side by side")
    return rendered(
        replace(sides[0].view, site=site),
        "comparison.html.j2",
        heading,
        [],
        sides=sides,
        comparisons=list(comparisons(sides)),
        day=words.text("Seen on {day}.", day=sides[0].view.day(sides[0].view.dossier.meeting)),
        note=words.text(
            "Conventions stand in the order of their names, which says nothing of merit; they differ in size,"
            " term and targets, so nothing is averaged or added up."
        ),
        dossiers=words.text("The dossier of each"),
        convention=words.text("Convention"),
        worst=words.text("Worst state"),
        volumes=words.text(
            "Under the title of a yearly or whole-term duty: what was done of what is required, and its window."
        ),
    )
