# SPDX-License-Identifier: EUPL-1.2
"""Pages from their templates, in the style of the dossier."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
STATIC: Mapping[str, Path] = {
    "serve.css": HERE / "static" / "serve.css",
    "icon.svg": HERE / "static" / "icon.svg",
    "serve.js": HERE / "static" / "serve.js",
    "dossier.css": HERE.parent / "engine" / "dossier" / "templates" / "style.css",
    "dossier.js": HERE.parent / "engine" / "dossier" / "templates" / "filters.js",
    "rulebook.css": HERE.parent / "engine" / "rulebook_pages" / "templates" / "style.css",
}
"""The files that pages are styled and helped by."""


@cache
def environment() -> Environment:
    """The templates."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(template: str, content: Mapping[str, Any]) -> str:
    """A page as text."""
    return environment().get_template(template).render(content)
