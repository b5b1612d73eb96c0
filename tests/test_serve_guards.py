# SPDX-License-Identifier: EUPL-1.2
"""The guards of `impegni serve`: by which name, from where, by whom, with which proof, how large."""

import asyncio
import re
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.serve import desk as desks
from impegni.serve.archive_lock import ArchiveLock
from impegni.serve.guards import HEADERS, Answers, Callers, Sizes
from impegni.serve.labels import LABELS, ROOMS
from impegni.serve.rendering import HERE
from impegni.serve.rooms.home import SHAPES
from serve_support import HEADER, place, signed_on, submission, told

TEMPLATES = HERE / "templates"


async def page(scope: Any, receive: Any, send: Any) -> None:
    """Reads what is sent, and says how much that was."""
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


def asked(
    app: Any, url: str = "http://serve.test/", client: str = "127.0.0.1", **more: Any
) -> httpx.Response:
    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=(client, 1))
        async with httpx.AsyncClient(transport=transport) as browser:
            return await browser.request(more.pop("method", "GET"), url, **more)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://localhost:8765/", 200),
        ("http://LOCALHOST/", 200),
        ("http://[::1]:8765/", 200),
        ("http://evil.example/", 403),
        ("http://localhost.evil.example/", 403),
        ("http://127.0.0.2/", 403),
    ],
)
def test_only_its_own_names_are_answered(url: str, status: int) -> None:
    app = Callers(page, names=("localhost", "127.0.0.1", "[::1]"), addresses=None)
    assert asked(app, url).status_code == status


@pytest.mark.parametrize(("client", "status"), [("10.0.0.2", 200), ("10.0.0.3", 403), ("testclient", 403)])
def test_only_the_proxy_may_ask(client: str, status: int) -> None:
    app = Callers(page, names=None, addresses=("10.0.0.2",))
    assert asked(app, client=client).status_code == status


async def pieces(count: int, pause: float = 0) -> Any:
    for _ in range(count):
        await asyncio.sleep(pause)
        yield b"x" * 100


def test_requests_beyond_their_size_or_time_are_ended() -> None:
    app = Sizes(page, most=1000, seconds=0.2)
    assert asked(app, method="POST", content=b"x" * 1000).text == "1000"
    assert asked(app, method="POST", content=b"x" * 1001).status_code == 413
    assert asked(app, method="POST", content=pieces(10)).text == "1000"
    assert asked(app, method="POST", content=pieces(11)).status_code == 413
    assert asked(app, method="POST", content=pieces(5, 0.1)).status_code == 413
    assert asked(app, headers={"content-length": "-5"}).status_code == 413


def test_every_answer_bears_the_headers() -> None:
    found = asked(Answers(Callers(page, names=("x",), addresses=None))).headers
    assert {name: found[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_a_form_needs_the_token_of_the_person_and_of_the_browser(tmp_path: Path) -> None:
    async def story(browser: Any, desk: Any) -> None:
        anna, bruno = browser("anna"), browser("bruno")
        tokens = [
            re.search(r'name="token" value="([^"]+)"', (await one.get("/send")).text)[1]
            for one in (anna, bruno)
        ]
        file = {"files": submission("PZ-2018-02")}
        for data in ({}, {"token": "x"}, {"token": tokens[1]}):
            assert (await anna.client.post("/send", data=data, files=file)).status_code == 403
        anna.client.cookies.clear()
        assert (await anna.client.post("/send", data={"token": tokens[0]}, files=file)).status_code == 403
        assert not list((desk.place.folder / "inbox").iterdir())
        assert (await anna.client.post("/api/check", files=file)).status_code == 403

    told(story, *signed_on(tmp_path))


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "dario"}])
def test_strangers_do_not_come_in(tmp_path: Path, headers: dict[str, str]) -> None:
    async def story(browser: Any, desk: Any) -> None:
        for path in ("/", "/send", "/submissions", "/dossier/2018-04-05/-/-/en/index.html", "/api/state"):
            answer = await browser().client.get(path, headers=headers)
            assert (answer.status_code, "file of people" in answer.text) == (403, True)

    told(story, *signed_on(tmp_path))


@pytest.mark.parametrize(
    "path",
    [
        "/send/../../../a.impegni", "/send/%2e%2e", "/send/AAAAAAAAAAAAAAAAAAAAAA",
        "/send/AAAAAAAAAAAAAAAAAAAAAA/marked",
        "/static/..%2f..%2fdesk.py", "/static/desk.py", "/dossier/x/-/-/en/index.html", "/dossier/2018-04-05/-/-/de/x",
        "/dossier/2018-13-45/-/-/en/x",
    ],
)  # fmt: skip
def test_no_address_leads_out(tmp_path: Path, path: str) -> None:
    async def story(browser: Any, desk: Any) -> None:
        assert (await browser().client.get(path)).status_code in (404, 422)

    told(story, place(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("file", ["..%2f..%2f..%2fplace.py", "....//brief.json", "%2fetc%2fpasswd", "units"])
def test_no_address_leads_out_of_a_dossier(tmp_path: Path, file: str) -> None:
    async def story(browser: Any, desk: Any) -> None:
        clerk = browser()
        await clerk.store(await clerk.send(submission("PZ-2018-02")))
        assert (await clerk.get("/dossier/2018-04-05/-/-/en/")).status_code == 200
        assert (await clerk.get(f"/dossier/2018-04-05/-/-/en/{file}")).status_code == 422

    told(story, place(tmp_path))


@pytest.mark.slow
def test_another_program_that_writes_is_told_of_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "TRIES", 1)
    monkeypatch.setattr(desks, "PAUSE", 0)

    async def story(browser: Any, desk: Any) -> None:
        clerk = browser()
        await clerk.store(await clerk.send(submission("PZ-2018-02")))
        checked = await clerk.send(submission("PZ-2018-03", "2018-03"))
        with duckdb.connect(str(desk.place.archive)):
            refused = await clerk.store(checked)
        assert "another program is writing into the archive" in refused.text
        assert "Stored. Keep this page" in (await clerk.store(refused)).text

    told(story, place(tmp_path))


def test_readers_share_the_archive_and_a_writer_has_it_alone_in_turn() -> None:
    done: list[str] = []

    async def reader(lock: ArchiveLock, name: str, hold: float) -> None:
        async with lock.reading():
            await asyncio.sleep(hold)
            done.append(name)

    async def writer(lock: ArchiveLock, name: str) -> None:
        async with lock.writing():
            done.append(f"{name} begins")
            await asyncio.sleep(0.01)
            done.append(name)

    async def run() -> None:
        lock = ArchiveLock()
        waits = asyncio.create_task(asyncio.sleep(0))
        tasks = [
            reader(lock, "r1", 0.03),
            reader(lock, "r2", 0.01),
            writer(lock, "w1"),
            reader(lock, "r3", 0),
        ]
        started = [asyncio.create_task(one) for one in [*tasks, writer(lock, "w2")]]
        await waits
        assert lock.writers == 2
        started[2].cancel()
        await asyncio.gather(*started, return_exceptions=True)
        assert lock.writers == 0

    asyncio.run(run())
    assert done == ["r3", "r2", "r1", "w2 begins", "w2"]


def serve(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["serve", "--archive", "a.impegni", "--lang", "en", *words])
    return result.exit_code, result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "listens only behind a sign-on proxy"),
        (["--host", "example.test", "--user-header", "X-User"], "listens only behind a sign-on proxy"),
        (["--user-header", "X-User"], "--user-header: needs --people FILE too"),
        (["--people", "nowhere.yaml"], "--people: needs --user-header NAME too"),
        (["--people", "nowhere.yaml", "--user-header", "X-User"], "there is no file nowhere.yaml"),
        (["--proxy", "nobody"], "--proxy: got 'nobody'; write an address or a network"),
    ],
)
def test_it_does_not_begin_where_others_could_come_in(words: list[str], said: str) -> None:
    code, stderr = serve(*words)
    assert (code, said in stderr) == (2, True), stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("people: {anna: {send_for: PX}}", "people.yaml:1: people.anna.send_for"),
        ("people: {anna: {reply_for: regione}}", "got 'regione'"),
        ("people: {}", "people"),
        ("people: {anna: {sends: PZ}}", "send_for"),
    ],
)
def test_the_file_of_people_is_refused_at_its_line(tmp_path: Path, people: str, said: str) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(people, encoding="utf-8")
    small = str(Path(__file__).parent / "small_rulebook")
    code, stderr = serve("--people", str(file), "--user-header", "X-User", "--rulebook", small, "--port", "0",
                         "--folder", str(tmp_path / "pages"))  # fmt: skip
    assert (code, said in stderr) == (2, True), stderr


def test_every_label_is_shown_somewhere() -> None:
    templates = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.glob("*.j2")))
    shown = {*re.findall(r"\bt\.(\w+)", templates), *SHAPES, *ROOMS}
    assert set(LABELS) == shown
