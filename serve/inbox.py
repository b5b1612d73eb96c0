# SPDX-License-Identifier: EUPL-1.2
"""What people have sent and not yet stored: each delivery a folder of its own, under a name that we give it."""

import contextlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from .place import now

KEPT_DAYS = 7
"""How long what was sent lies there."""

MOST = 2 * 1024 * 1024 * 1024
"""Bytes of all that lies there."""

FILES = 12
"""Files of one delivery."""

NAME = 100
_CHUNK = 1 << 20
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_ABOUT, _FOLDER = "about.json", "files"


class Upload(Protocol):
    """A file as it is sent."""

    @property
    def filename(self) -> str | None:
        """What its sender calls it."""

    async def read(self, size: int = -1) -> bytes:
        """The next bytes of it."""


class InboxFullError(Exception):
    """There is no more room."""


@dataclass(frozen=True)
class Delivery:
    """Some files, sent by somebody at some time.

    Attributes:
        token: Stands for it in addresses.
        owner: The login of who sent it, who alone may see it.
        files: The names of its files, as we call them.
        before: The delivery that it corrects.
    """

    token: str
    owner: str
    sent_at: str
    files: tuple[str, ...]
    language: str
    before: str | None = None


class Inbox:
    """A folder of deliveries."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def take(
        self, uploads: Sequence[Upload], owner: str, language: str, before: str | None
    ) -> Delivery:
        """Keep what is sent.

        Raises:
            InboxFullError: There is no room for it.
        """
        self.clear()
        if sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file()) > MOST:
            raise InboxFullError
        token = secrets.token_urlsafe(16)
        files = self.folder(token) / _FOLDER
        files.mkdir(parents=True, mode=0o700)
        names: list[str] = []
        for upload in uploads[:FILES]:
            names.append(_file_name(upload.filename or "", names))
            with (files / names[-1]).open("xb") as file:
                while chunk := await upload.read(_CHUNK):
                    file.write(chunk)
        delivery = Delivery(token, owner, now().isoformat(), tuple(names), language, before)
        self.write(token, "about", asdict(delivery))
        return delivery

    def find(self, token: str) -> Delivery | None:
        """The delivery of a token, if there is one."""
        about = self.read(token, "about") if _TOKEN.fullmatch(token) else None
        return None if about is None else Delivery(**about | {"files": tuple(about["files"])})

    def folder(self, token: str) -> Path:
        """Where a delivery lies."""
        return self._folder / token

    def files(self, token: str) -> Path:
        """Where its files lie."""
        return self.folder(token) / _FOLDER

    def write(self, token: str, name: str, said: Any) -> None:
        """Note something about a delivery."""
        path = self.folder(token) / f"{name}.json"
        part = path.with_suffix(".part")
        part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        part.replace(path)

    def read(self, token: str, name: str) -> Any:
        """What was noted; none where nothing was."""
        try:
            return json.loads((self.folder(token) / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def unfinished(self) -> Iterator[Delivery]:
        """Deliveries that a server that was ended left half done."""
        for folder in sorted(self._folder.iterdir()):
            delivery = self.find(folder.name)
            if delivery is not None:
                yield delivery

    def clear(self) -> None:
        """Remove what has lain there too long."""
        oldest = time.time() - KEPT_DAYS * 86_400
        for folder in self._folder.iterdir():
            with contextlib.suppress(OSError):
                if folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)


def _file_name(given: str, taken: Sequence[str]) -> str:
    r"""A name for a file that its sender may recognise, and that leads nowhere.

    >>> _file_name("../../etc/passwd", []), _file_name("C:\\a\\Invio 3.xlsx", ["Invio 3.xlsx"])
    ('passwd', '2-Invio 3.xlsx')
    """
    last = re.split(r"[/\\]", given)[-1]
    clean = re.sub(r"[^\w .()+-]", "_", last).strip(" .")[-NAME:].strip(" .") or "file"
    name, number = clean, 1
    while name.casefold() in {one.casefold() for one in taken}:
        number += 1
        name = f"{number}-{clean}"
    return name
