# SPDX-License-Identifier: EUPL-1.2
"""What every request passes before any page sees it: by which name and from where it comes, how large it is.

And what every answer bears: nothing that stands inside a page is run or styles it, nothing leads elsewhere.
"""

import asyncio
import ipaddress
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
MEGABYTE = 1024 * 1024
BODY = 25 * MEGABYTE
"""Bytes of the largest request that is read."""

SECONDS = 120
"""How long a request may take to arrive."""


class Answers:
    """Adds to each answer what browsers keep to."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with these headers."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)


class Callers:
    """Refuses requests that bear another name than this server's, or come from elsewhere than they may.

    A page of another site can make a browser ask for any address, but not by a name of this machine: without the
    check, a name that is made to lead here would open the archive to that page.
    """

    def __init__(
        self, app: ASGIApp, *, names: Collection[str] | None, addresses: Collection[str] | None
    ) -> None:
        self._app = app
        self._names = names
        self._addresses = None if addresses is None else [ipaddress.ip_network(one) for one in addresses]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in who may ask, refuse the others."""
        if scope["type"] == "http" and (why := self._wrong(scope)):
            await PlainTextResponse(f"{why}\n", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _wrong(self, scope: Scope) -> str:
        host = Headers(scope=scope).get("host", "")
        if self._names is not None and _name(host) not in self._names:
            return f"this server does not go by the name {host!r}"
        if self._addresses is not None and not self._from_known(scope):
            return "only the sign-on proxy may ask this server; see --proxy"
        return ""

    def _from_known(self, scope: Scope) -> bool:
        if scope.get("client") is None:
            return False
        try:
            address = ipaddress.ip_address(scope["client"][0])
        except ValueError:
            return False
        return any(address in network for network in self._addresses or ())


def _name(host: str) -> str:
    """The name of a host, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


class TooLargeError(Exception):
    """A request has more bytes than are read."""


class Sizes:
    """Ends requests that are larger or slower than any that people make."""

    def __init__(self, app: ASGIApp, *, most: int = BODY, seconds: float = SECONDS) -> None:
        self._app, self._most, self._seconds = app, most, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what is small and quick enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most:
            await self._refuse(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, self._bounded(receive), noted)
        except (TooLargeError, TimeoutError):
            if started:
                raise
            await self._refuse(scope, receive, send)

    def _bounded(self, receive: Receive) -> Receive:
        read, until = 0, asyncio.get_running_loop().time() + self._seconds

        async def bounded() -> Message:
            nonlocal read
            if read < 0:
                return await receive()
            async with asyncio.timeout_at(until):
                message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > self._most:
                    raise TooLargeError
                if not message.get("more_body", False):
                    read = -1
            return message

        return bounded

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        said = f"too large or too slow: at most {self._most // MEGABYTE} MB within {self._seconds:.0f} s\n"
        await PlainTextResponse(said, 413, {"connection": "close"})(scope, receive, send)
