# SPDX-License-Identifier: EUPL-1.2
"""The same as data, for programs, under `/api`: what is published as a schema is what stands there."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import FileResponse, JSONResponse, Response

from ...schema.serving import ArchiveState
from ..asking import Asking
from ..deliveries import REPORT, Deliveries
from ..labels import rooms
from ..orders import OrderRefusedError
from .dossiers import LIMITS, ROOT
from .replies import COLUMNS, kept
from .sending import Sending

PAUSE = 0.1
ADDRESSES = {
    "/api/state": "archive_state",
    "/api/submissions": "held_submission",
    "/api/replies": "reply",
    "/api/dossier?day=": "dossier",
    "/api/explain?day=&rule=&unit=&window=": "explanation",
    "/agenda?format=json": "agenda",
    "/api/check": "check_report",
    "/api/check/{delivery}/store": "receipt",
    "/api/schemas/{name}": "",
}
"""What may be asked, and the schema of the answer."""


class Interface:
    """The addresses that programs ask."""

    def __init__(self, deliveries: Deliveries, sending: Sending) -> None:
        self._deliveries, self._sending = deliveries, sending

    async def begin(self, asking: Asking) -> Response:
        """What may be asked."""
        return JSONResponse({"addresses": ADDRESSES})

    async def schema(self, asking: Asking) -> Response:
        """A published schema."""
        from ...engine.definitions.json_schemas import MODELS, json_schema

        name = asking.request.path_params["name"]
        if name not in MODELS:
            raise OrderRefusedError([asking.words.text("write one of {names}", names=", ".join(MODELS))])
        return JSONResponse(json_schema(name))

    async def state(self, asking: Asking) -> Response:
        """The archive as it stands."""
        return JSONResponse((await self._state(asking)).model_dump(mode="json"))

    async def submissions(self, asking: Asking) -> Response:
        """Those held."""
        return JSONResponse((await self._state(asking)).model_dump(mode="json")["submissions"])

    async def replies(self, asking: Asking) -> Response:
        """Those kept."""
        return JSONResponse((await self._state(asking)).model_dump(mode="json")["replies"])

    async def dossier(self, asking: Asking) -> Response:
        """The dossier of a day as data."""
        day, since = asking.day("day"), asking.day("since")
        if day is None:
            raise OrderRefusedError([asking.words.text("say of which day: day=2020-02-20")])
        known_at = asking.day("known_at")
        days = {"day": day, "known_at": known_at, "since": since}
        wanted = await asking.desk.wanted(
            "dossier", asking.language, LIMITS, root=ROOT, explain="explain?",
            rooms=rooms(asking.words),
            **{name: None if one is None else one.isoformat() for name, one in days.items()},
        )  # fmt: skip
        built = await asking.desk.kept.built(wanted)
        assert built is not None
        folder = built.folder / "pages"
        paths = [folder / "brief.json", *sorted(folder.glob("*/brief.json"))]
        return FileResponse(next(path for path in paths if path.exists()), media_type="application/json")

    async def check(self, asking: Asking) -> Response:
        """Check the files sent; nothing is stored. The answer tells the address they can be stored from."""
        delivery = await self._sending.taken(asking)
        self._deliveries.check(delivery)
        state = await self._until(asking, delivery.token)
        report = asking.desk.inbox.read(delivery.token, REPORT)
        if report is None:
            return JSONResponse({"problems": state["problems"]}, 422)
        return JSONResponse(report | {"delivery": delivery.token})

    async def store(self, asking: Asking) -> Response:
        """Store a delivery that was checked; its receipt."""
        delivery = self._sending.own(asking)
        valid_rows = asking.query("valid_rows") == "yes"
        self._deliveries.store(delivery, asking.person, valid_rows=valid_rows)
        state = await self._until(asking, delivery.token)
        receipt = self._deliveries.receipt(delivery)
        if receipt is None:
            return JSONResponse({"problems": state["problems"]}, 422)
        return JSONResponse(receipt.model_dump(mode="json"))

    async def reply(self, asking: Asking) -> Response:
        """Keep a reply, whose columns are the fields of the form or of the JSON sent."""
        said: Mapping[str, Any] = dict(asking.form)
        if asking.request.headers.get("content-type", "").startswith("application/json"):
            said = await _object(asking)
        problems = await kept(asking, {name: str(said.get(name) or "") for name in COLUMNS})
        return JSONResponse({"problems": problems}, 422) if problems else JSONResponse({"kept": True})

    async def _state(self, asking: Asking) -> ArchiveState:
        return await asking.desk.state(asking.language)

    async def _until(self, asking: Asking, token: str) -> dict[str, Any]:
        """How a delivery stands once nothing is done with it any more."""
        while True:
            delivery = asking.desk.inbox.find(token)
            assert delivery is not None
            state = self._deliveries.state(delivery)
            if state["state"] not in ("checking", "storing"):
                return state
            await asyncio.sleep(PAUSE)


async def _object(asking: Asking) -> Mapping[str, Any]:
    try:
        said = await asking.request.json()
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise OrderRefusedError([asking.words.text("got no JSON object; send the columns of a reply")])
    return said
