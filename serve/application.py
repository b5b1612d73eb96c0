# SPDX-License-Identifier: EUPL-1.2
"""The application: its rooms by their addresses, behind their guards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from .asking import Handler, room
from .deliveries import Deliveries
from .desk import Desk
from .guards import Answers, Callers, Sizes
from .rendering import STATIC
from .rooms import agendas, dossiers, explaining, home, replies, rulebook, workbooks
from .rooms.interface import Interface
from .rooms.sending import Sending
from .rooms.submissions import Submissions

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
CACHED = {"cache-control": "max-age=3600"}


def application(desk: Desk) -> Starlette:
    """The application that serves a desk."""
    deliveries = Deliveries(desk)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        deliveries.resume()
        yield
        await desk.close()

    return Starlette(
        routes=[
            *_pages(desk, deliveries),
            *_interface(desk, deliveries),
            Route("/static/{name}", _static),
            Route("/favicon.ico", _icon),
        ],
        middleware=[
            Middleware(Answers),
            Middleware(Callers, names=desk.access.names, addresses=desk.access.addresses),
            Middleware(Sizes),
        ],
        exception_handlers={HTTPException: _wrong},
        lifespan=lifespan,
    )


def _pages(desk: Desk, deliveries: Deliveries) -> list[Route]:
    sending, submissions = Sending(deliveries), Submissions(deliveries)
    read: dict[str, Handler] = {
        "/": home.home,
        "/workbooks": workbooks.workbooks,
        "/workbook": workbooks.workbook,
        "/send": sending.begin,
        "/send/{token}": sending.delivery,
        "/send/{token}/marked": sending.marked,
        "/submissions": submissions.listed,
        "/submissions/{name:path}": submissions.one,
        "/dossier": dossiers.dossiers,
        "/dossier/{day}/{known_at}/{since}/{language}/{file:path}": dossiers.dossier,
        "/explain": explaining.explaining,
        "/agenda": agendas.agenda,
        "/rules": rulebook.rules,
        "/rules/{file:path}": rulebook.rule_page,
        "/replies": replies.replies,
    }
    written: dict[str, Handler] = {
        "/send": sending.send,
        "/send/{token}/store": sending.store,
        "/replies": replies.reply,
    }
    return [
        *(Route(path, room(desk, one)) for path, one in read.items()),
        *(Route(path, room(desk, one), methods=["POST"]) for path, one in written.items()),
    ]


def _interface(desk: Desk, deliveries: Deliveries) -> list[Route]:
    interface = Interface(deliveries, Sending(deliveries))
    read: dict[str, Handler] = {
        "/api": interface.begin,
        "/api/schemas/{name}": interface.schema,
        "/api/state": interface.state,
        "/api/submissions": interface.submissions,
        "/api/replies": interface.replies,
        "/api/dossier": interface.dossier,
        "/api/explain": explaining.explained_data,
    }
    written: dict[str, Handler] = {
        "/api/check": interface.check,
        "/api/check/{token}/store": interface.store,
        "/api/replies": interface.reply,
    }
    return [
        *(Route(path, room(desk, one, api=True)) for path, one in read.items()),
        *(Route(path, room(desk, one, api=True), methods=["POST"]) for path, one in written.items()),
    ]


async def _static(request: Request) -> Response:
    path = STATIC.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, media_type=TYPES[path.suffix], headers=CACHED)


async def _icon(request: Request) -> Response:
    return FileResponse(STATIC["icon.svg"], media_type="image/svg+xml", headers=CACHED)


async def _wrong(request: Request, error: Exception) -> Response:
    """An address that there is not, or a request that no browser sends."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    return PlainTextResponse(f"{status}\n", status)
