# SPDX-License-Identifier: EUPL-1.2
"""What was sent and not yet stored: named by us, kept for a week, taken up again by the next server."""

import asyncio
import doctest
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from impegni.serve import inbox as inboxes
from impegni.serve import languages
from impegni.serve.inbox import Delivery, Inbox, InboxFullError
from serve_support import place, submission, told


class Sent:
    """A file as it is sent."""

    def __init__(self, filename: str, content: bytes = b"x") -> None:
        self.filename = filename
        self._rest = content

    async def read(self, size: int = -1) -> bytes:
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def taken(inbox: Inbox, *names: str) -> Delivery:
    return asyncio.run(inbox.take([Sent(name) for name in names], "anna", "it", None))


@pytest.mark.parametrize("module", [inboxes, languages])
def test_doctests(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


HARMFUL = [
    "../../etc/passwd",
    "..",
    ".",
    "",
    "/",
    "a\0b.csv",
    "con\n.csv",
    ".hidden",
    "x" * 400 + ".csv",
    "C:\\x\\y.zip",
]


def test_names_lead_nowhere_and_no_two_are_the_same(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox")
    delivery = taken(inbox, *HARMFUL)
    found = sorted(path.name for path in inbox.files(delivery.token).iterdir())
    assert found == sorted(delivery.files)
    assert len({name.casefold() for name in found}) == len(HARMFUL)
    assert all(not name.startswith(".") and len(name) <= 110 for name in found)
    assert [path for path in tmp_path.iterdir() if path.name != "inbox"] == []


@pytest.mark.parametrize("token", ["", "..", "../..", "A" * 22, "A" * 23, "a/b" + "A" * 19])
def test_no_other_word_is_a_token(tmp_path: Path, token: str) -> None:
    inbox = Inbox(tmp_path / "inbox")
    taken(inbox, "a.csv")
    assert inbox.find(token) is None


def test_what_lay_there_for_a_week_goes(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox")
    old = taken(inbox, "a.csv")
    os.utime(inbox.folder(old.token), (0, time.time() - 8 * 86_400))
    new = taken(inbox, "b.csv")
    assert (inbox.find(old.token), inbox.find(new.token)) == (None, new)


def test_there_is_an_end_to_the_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(tmp_path / "inbox")
    monkeypatch.setattr(inboxes, "MOST", 1000)
    asyncio.run(inbox.take([Sent("a.csv", b"x" * 2000)], "anna", "it", None))
    with pytest.raises(InboxFullError):
        taken(inbox, "b.csv")


@pytest.mark.slow
def test_the_next_server_takes_up_what_one_that_was_ended_left(tmp_path: Path) -> None:
    async def first(browser: Any, desk: Any) -> None:
        await browser().send(submission("PZ-2018-02"))

    async def second(browser: Any, desk: Any) -> None:
        (state,) = (tmp_path / "pages" / "inbox").glob("*/state.json")
        assert json.loads(state.read_text())["state"] == "checking"
        clerk = browser()
        checked = await clerk.get(f"/send/{state.parent.name}")
        assert "Everything is right" in checked.text
        state.write_text('{"state": "storing", "problems": []}')

    async def third(browser: Any, desk: Any) -> None:
        (state,) = (tmp_path / "pages" / "inbox").glob("*/state.json")
        clerk = browser()
        told_of = await clerk.get(f"/send/{state.parent.name}")
        assert "the server was ended meanwhile" in told_of.text
        assert "Stored. Keep this page" in (await clerk.store(told_of)).text

    told(first, place(tmp_path))
    (state,) = (tmp_path / "pages" / "inbox").glob("*/state.json")
    (state.parent / "report.json").unlink()
    state.write_text('{"state": "checking", "problems": []}')
    told(second, place(tmp_path))
    told(third, place(tmp_path))
