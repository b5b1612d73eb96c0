# SPDX-License-Identifier: EUPL-1.2
"""The application of `impegni serve` without a network: browsers that ask it, and what people send."""

import asyncio
import datetime as dt
import io
import re
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from impegni.serve.application import application
from impegni.serve.desk import Access, Desk
from impegni.serve.place import Place

SMALL = Path(__file__).parent / "small_rulebook"
HEAD = "id_evento,tipo_evento,data,sede,tema,note\n"
WAITING = 202
PAUSE = 0.05
NAMES = ("serve.test",)
HEADER = "x-remote-user"
PEOPLE = """
people:
  anna: {name: Anna Rossi, send_for: PZ}
  bruno: {send_for: MT, reply_for: region}
  carla: {}
"""


def place(folder: Path, **more: Any) -> Place:
    """A small convention whose archive is still to be made, seen on a day of its term."""
    given = {"rulebook": SMALL, "language": "en", "today": dt.date(2018, 4, 5)} | more
    return Place(archive=folder / "a.impegni", folder=folder / "pages", **given)


def signed_on(folder: Path) -> tuple[Place, Access]:
    """The same behind a sign-on, with three people."""
    people = folder / "people.yaml"
    people.write_text(PEOPLE, encoding="utf-8")
    return place(folder, people=people), Access(header=HEADER, names=NAMES)


class Browser:
    """Asks for pages, follows links and sends forms, as browsers do."""

    def __init__(self, client: httpx.AsyncClient, login: str | None = None) -> None:
        self.client = client
        if login is not None:
            client.headers[HEADER] = login

    async def get(self, path: str) -> httpx.Response:
        """A page, once there is no more to wait for."""
        while True:
            answer = await self.client.get(path, follow_redirects=True)
            if answer.status_code != WAITING:
                return answer
            await asyncio.sleep(PAUSE)

    async def post(self, form: str, path: str, files: Any = None, **fields: str) -> httpx.Response:
        """Send a form as it stands on a page, and see where it leads."""
        page = await self.get(form)
        token = re.search(r'name="token" value="([^"]+)"', page.text)
        data = fields | ({} if token is None else {"token": token[1]})
        answer = await self.client.post(path, data=data, files=files, timeout=120)
        return await self.get(answer.headers["location"]) if answer.status_code == 303 else answer

    async def send(self, *files: tuple[str, bytes], form: str = "/send", **fields: str) -> httpx.Response:
        """Send files, and what was found in them."""
        return await self.post(form, "/send", [("files", file) for file in files], **fields)

    async def store(self, checked: httpx.Response, **fields: str) -> httpx.Response:
        """Store what a page says is right."""
        path = checked.url.path
        return await self.post(path, f"{path}/store", **fields)


Story = Callable[[Callable[[str | None], Browser], Desk], Awaitable[None]]


def told(story: Story, where: Place, access: Access | None = None) -> None:
    """Run a story, in which any number of browsers ask one application."""

    async def run() -> None:
        desk = Desk(where, access or Access(names=NAMES))
        app = application(desk)
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 4321))
        clients: list[httpx.AsyncClient] = []

        def browser(login: str | None = None) -> Browser:
            clients.append(httpx.AsyncClient(transport=transport, base_url="http://serve.test", timeout=120))
            return Browser(clients[-1], login)

        try:
            async with app.router.lifespan_context(app):
                await story(browser, desk)
        finally:
            for client in clients:
                await client.aclose()

    asyncio.run(run())


def submission(
    name: str, month: str = "2018-02", units: str = "PZ", rows: str = "", **more: str
) -> tuple[str, bytes]:
    """A zip with a manifest and events; a good session of that month unless `rows` say otherwise."""
    fields = {"id": name, "month": month, "units": f"[{units}]", "sent": "2018-03-05"} | more
    manifest = "".join(f"{field}: {value}\n" for field, value in fields.items())
    events = HEAD + (rows or f"1,info_session,{month}-20,{units.split(',')[0]},adr,\n")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("submission.yaml", manifest)
        archive.writestr("events.csv", events)
    return f"{name}.zip", packed.getvalue()


@contextmanager
def api(browser: Browser) -> Iterator[httpx.AsyncClient]:
    """The client as a program would use it."""
    browser.client.headers["impegni-request"] = "yes"
    yield browser.client
    del browser.client.headers["impegni-request"]
