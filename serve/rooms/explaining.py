# SPDX-License-Identifier: EUPL-1.2
"""One verdict explained, and what its parties said of it."""

from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from ..asking import Asking
from ..kept import Built
from ..orders import OrderRefusedError

PATIENCE = 4.0
ASKED = 120
"""Letters of what may be asked for."""


async def explaining(asking: Asking) -> Response:
    """The page."""
    built = await _built(asking, PATIENCE)
    if built is None:
        return asking.waiting(asking.words.text("The verdict is being explained"))
    said = built.said
    asked = {"rule": said["rule"], "unit": said["unit"], "window": said["window"]}
    return asking.page(
        "explain.html.j2",
        said=said,
        data=f"/api/explain?{asking.request.url.query}",
        reply=f"/replies?{urlencode(asked)}#reply",
        rule=f"/rules/{asking.language}/{said['objective']}.html#{said['rule']}",
        may_reply=asking.person.replies,
    )


async def explained_data(asking: Asking) -> Response:
    """The same as data."""
    built = await _built(asking, None)
    assert built is not None
    return JSONResponse(built.said["data"])


async def _built(asking: Asking, patience: float | None) -> Built | None:
    words, asked = asking.words, {name: asking.query(name)[:ASKED] for name in ("rule", "unit", "window")}
    missing = [name for name, value in asked.items() if not value]
    day, known_at = asking.day("day"), asking.day("known_at")
    if missing or day is None:
        said = words.text("say which verdict: day, rule, unit and window; the cells of a dossier lead here")
        raise OrderRefusedError([said])
    return await asking.desk.built(
        "explaining", asking.language, patience,
        day=day.isoformat(), known_at=None if known_at is None else known_at.isoformat(), **asked,
    )  # fmt: skip
