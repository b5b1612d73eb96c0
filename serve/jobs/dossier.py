# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a day, written as pages that are served."""

from typing import Any

from ...engine.archive.chain import head
from ...engine.dossier.site import Site
from ...engine.runs.dossiers import AskedDossier, write_dossiers
from ...engine.verdicts.run import Options
from ..orders import Order
from .common import Told, day_in, day_of, facts_of, setting_of, without_option

PAGES = "pages"


def run(order: Order) -> Any:
    """Write the dossier of `asked["day"]` under the order's folder; what is to be noticed about replies."""
    return without_option(lambda: _written(order))


def _written(order: Order) -> list[str]:
    setting = setting_of(order)
    facts = facts_of(order, setting).facts
    asked = AskedDossier(
        options=Options(day_of(order, "day"), day_in(order, "known_at")),
        since=day_in(order, "since"),
        published=False,
        language=order.language,
        head=head(facts),
        site=Site(root=order.asked["root"], explain=order.asked["explain"], rooms=order.asked["rooms"]),
    )
    written = write_dossiers(setting, facts, asked, order.folder / PAGES, Told(order.folder))
    return list(written.notices)
