# SPDX-License-Identifier: EUPL-1.2
"""The pages of the rulebook."""

from typing import Any

from ...engine.cases.case_files import load_cases
from ...engine.cases.expansion import load_defaults
from ...engine.rulebook_pages.site import Sources, site
from ...engine.runs.setting import programme_of
from ..orders import Order
from .common import setting_of

PAGES = "pages"


def run(order: Order) -> Any:
    """Write the pages under the order's folder."""
    setting = setting_of(order)
    book = setting.rulebook
    defaults = load_defaults(book)
    sources = Sources(
        book, setting.agreements[0][0], programme_of(book), load_cases(book, defaults), defaults
    )
    for name, text in site(sources, stylesheet=order.asked["stylesheet"]):
        path = order.folder / PAGES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
