# SPDX-License-Identifier: EUPL-1.2
"""The server while it runs: it listens once everything it needs has been found right."""

import socket
from collections.abc import Callable

import uvicorn

from ..schema.errors import UsageError
from .application import application
from .desk import Access, Desk
from .orders import OrderFailedError, OrderRefusedError
from .place import Place

KEEP_ALIVE = 5
CONNECTIONS = 200
HEADERS = 64 * 1024


async def run(
    place: Place, access: Access, listening: socket.socket, at_once: int, begun: Callable[[], None]
) -> None:
    """Serve until somebody ends it.

    Args:
        listening: Where requests come in.
        at_once: How many processes work at once.
        begun: Called when the first request can come.

    Raises:
        UsageError: The archive, a definition or the file of people cannot be used.
    """
    desk = Desk(place, access, at_once)
    try:
        await desk.state(place.language)
    except OrderRefusedError as refused:
        raise UsageError(refused.problems) from refused
    except OrderFailedError as failed:
        raise UsageError([f"{place.archive}: {failed}"]) from failed
    config = uvicorn.Config(
        application(desk), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE, limit_concurrency=CONNECTIONS, h11_max_incomplete_event_size=HEADERS,
        timeout_graceful_shutdown=KEEP_ALIVE, lifespan="on",
    )  # fmt: skip
    begun()
    await uvicorn.Server(config).serve(sockets=[listening])
