# SPDX-License-Identifier: EUPL-1.2
"""The folder of a dossier: its pages, its workbook, its data."""

from collections.abc import Callable
from pathlib import Path

from ...schema.dossier import Dossier
from ..reports.json import json_text
from ..reports.page import Page
from ..reports.xlsx import write_xlsx
from .front_sheet import front_sheet
from .pages import pages
from .site import Site
from .view import View
from .workbook import sheets


def _silent(done: int, total: int) -> None:
    """Nobody is told."""


def write_folder(
    dossier: Dossier,
    page: Page,
    out: Path,
    say: Callable[[int, int], None] = _silent,
    one_page: bool = False,
    site: Site | None = None,
) -> None:
    """Write all of it under `out`, made if need be; other files there stay.

    Args:
        say: Told which page of how many is written.
        one_page: Write the first sheet of the front page, and the data, alone.
        site: The site that the pages are served on, if they are.

    Raises:
        OSError: Something cannot be written.
    """
    view = View(dossier, page, one_page=one_page, site=site)
    total = 1 if one_page else 1 + len(dossier.objectives) + len(dossier.units)
    for number, (name, text) in enumerate(pages(view), 1):
        say(number, total)
        place = out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: a server shows the first pages while the others are still written.
        part = place.with_name(f".{place.name}.part")
        part.write_text(text, "utf-8", newline="\n")
        part.replace(place)
    if not one_page:
        write_xlsx([page], out / "brief.xlsx", sheets(view), [front_sheet(view)])
    (out / "brief.json").write_text(json_text(dossier.model_dump(mode="json")), "utf-8", newline="\n")
