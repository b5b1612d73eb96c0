# SPDX-License-Identifier: EUPL-1.2
"""One request, as rooms see it: who asks, in which language, what the form says; and what may be answered."""

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ..engine.language.typed import day_parts
from ..engine.language.words import Words
from ..schema.base import Language
from ..schema.errors import Refused
from .desk import Desk
from .inbox import FILES
from .labels import labels, rooms
from .languages import language_asked
from .orders import OrderFailedError, OrderRefusedError
from .people import Person
from .rendering import rendered
from .tokens import FIELD, new_browser

BROWSER, LANGUAGE = "impegni-browser", "impegni-lang"
"""The cookies: a name for the browser, so that no other site can send its forms, and the language chosen."""

API_HEADER = "impegni-request"
"""A header that no page of another site can send: programs that store something have to."""

FIELDS, FIELD_SIZE = 40, 64 * 1024
YEAR = 365 * 86_400


@dataclass(frozen=True)
class Asking:
    """A request, understood.

    Attributes:
        browser: The name of the browser, which the token of each form is bound to.
        form: What a form or a program sent.
    """

    desk: Desk
    request: Request
    person: Person
    words: Words
    browser: str
    form: FormData

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.words.language

    @property
    def t(self) -> dict[str, str]:
        """The fixed words of pages."""
        return labels(self.words)

    def query(self, name: str) -> str:
        """What the address asks; empty where it does not."""
        return self.request.query_params.get(name, "").strip()

    def field(self, name: str) -> str:
        """What a field of the form says; empty where it says nothing."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def day(self, name: str, default: dt.date | None = None) -> dt.date | None:
        """A day in the address, as people write days.

        Raises:
            OrderRefusedError: It is none.
        """
        text = self.query(name)
        if not text:
            return default
        try:
            return dt.date(*(day_parts(text) or (0, 0, 0)))
        except ValueError:
            said = self.words.text(
                "got '{got}', which is no date; write dd/mm/yyyy, for example 20/02/2020", got=text[:40]
            )
            raise OrderRefusedError([said]) from None

    def page(self, template: str, status: int = 200, **content: Any) -> HTMLResponse:
        """A page."""
        shown = {
            "t": self.t,
            "words": self.words,
            "lang": self.language,
            "person": self.person,
            "signed_on": self.desk.access.header is not None,
            "token": self.desk.tokens.token(self.person.login, self.browser),
            "field": FIELD,
            "path": self.request.url.path,
            "rooms": rooms(self.words),
            "other_language": self._in_the_other(),
        }
        return HTMLResponse(rendered(template, shown | content), status)

    def refused(self, problems: list[str], status: int = 422) -> HTMLResponse:
        """The page that says what cannot be had, and why."""
        return self.page("refused.html.j2", status, problems=problems)

    def waiting(self, said: str, progress: Mapping[str, Any] | None = None) -> HTMLResponse:
        """The page of whoever waits for something that is being made; it asks again by itself.

        Args:
            said: What is being made.
            progress: How far it is, as its job tells.
        """
        told = progress or {}
        return self.page(
            "waiting.html.j2",
            202,
            what=told.get("what") or said,
            done=told.get("done", 0),
            total=told.get("total", 0),
        )

    def see(self, path: str) -> RedirectResponse:
        """Lead to another page, after a form."""
        return RedirectResponse(path, 303)

    def _in_the_other(self) -> str:
        """The address of this page in the other language."""
        other = "en" if self.language == "it" else "it"
        return f"?{self.request.url.include_query_params(lang=other).query}"


Handler = Callable[[Asking], Awaitable[Response]]


def room(desk: Desk, handler: Handler, *, api: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that lets in whom the file of people names, and says in plain words what cannot be had.

    Args:
        api: Programs ask: they are answered as data.
    """

    async def endpoint(request: Request) -> Response:
        words = Words(language_asked(request, desk.place.language, LANGUAGE))
        browser = request.cookies.get(BROWSER) or new_browser()
        try:
            person = desk.person(request.headers.get(desk.access.header) if desk.access.header else None)
        except Refused:
            said = words.text("the file of people cannot be read; whoever keeps this server has to mend it")
            return _stranger(said, words, 503, api=api)
        if person is None:
            said = words.text("you are not in the file of people of this server; ask whoever keeps it")
            return _stranger(said, words, 403, api=api)
        form = await _form(request)
        asking = Asking(desk, request, person, words, browser, form)
        try:
            if request.method == "POST" and not _meant(asking, api=api):
                answer: Response = _forged(asking, api=api)
            else:
                answer = await handler(asking)
        except OrderRefusedError as refused:
            answer = _data(refused.problems, 422) if api else asking.refused(refused.problems)
        except OrderFailedError as failed:
            said = why_failed(failed, words)
            answer = _data([said], 503) if api else asking.refused([said], 503)
        finally:
            await form.close()
        _remember(answer, request, asking)
        return answer

    return endpoint


async def _form(request: Request) -> FormData:
    kind = request.headers.get("content-type", "")
    if request.method != "POST" or not kind.startswith(
        ("multipart/form-data", "application/x-www-form-urlencoded")
    ):
        return FormData()
    return await request.form(max_files=FILES, max_fields=FIELDS, max_part_size=FIELD_SIZE)


def _meant(asking: Asking, *, api: bool) -> bool:
    """Whether whoever asks meant to: a page of another site can send neither the token nor the header."""
    if api:
        return API_HEADER in asking.request.headers
    return asking.desk.tokens.holds(asking.field(FIELD), asking.person.login, asking.browser)


def _forged(asking: Asking, *, api: bool) -> Response:
    words = asking.words
    if api:
        return _data([words.text("send the header {name}, whatever it says", name=API_HEADER)], 403)
    said = words.text("the page was open too long, or is not of this server: open it again and repeat")
    return asking.refused([said], 403)


def _stranger(said: str, words: Words, status: int, *, api: bool) -> Response:
    if api:
        return _data([said], status)
    content = {"t": labels(words), "words": words, "lang": words.language, "said": said}
    return HTMLResponse(rendered("stranger.html.j2", content), status)


def _data(problems: list[str], status: int) -> JSONResponse:
    return JSONResponse({"problems": problems}, status)


def why_failed(failed: OrderFailedError, words: Words) -> str:
    """Why a process broke off, for whoever waited for it."""
    if failed.why == "time":
        return words.text("it took too long and was ended; nothing was stored")
    if failed.why == "memory":
        return words.text("it needs more memory than one request may have; nothing was stored")
    return words.text("it failed on the server, which keeps a note of it; nothing was stored")


def _remember(answer: Response, request: Request, asking: Asking) -> None:
    """Set the cookies that are not yet set."""
    secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
    if request.cookies.get(BROWSER) != asking.browser:
        answer.set_cookie(BROWSER, asking.browser, httponly=True, samesite="strict", secure=secure)
    if request.query_params.get("lang") in ("it", "en"):
        answer.set_cookie(
            LANGUAGE, cast(str, asking.language), YEAR, httponly=True, samesite="lax", secure=secure
        )


def nonce() -> str:
    """A name for a folder that nobody can guess."""
    return secrets.token_urlsafe(16)
