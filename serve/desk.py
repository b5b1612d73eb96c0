# SPDX-License-Identifier: EUPL-1.2
"""The desk: what all rooms share, from the state of the archive to those who may come in."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .. import __version__
from ..schema.base import Language
from ..schema.serving import ArchiveState
from .archive_lock import ArchiveLock
from .inbox import Inbox
from .kept import Built, Kept, Wanted
from .orders import Limits, Order, OrderBusyError
from .people import People, Person, local_person, person_in, read_people
from .place import Place
from .tokens import Tokens
from .workshop import Workshop

TRIES, PAUSE = 15, 1.0
"""How often the archive is asked for while another program has it, and the seconds between."""


@dataclass(frozen=True)
class Access:
    """Who may come in.

    Attributes:
        header: The header in which the sign-on gives a person's name; without it nobody signs on.
        names: The names this server goes by, any where there are none.
        addresses: The addresses that may ask it, any where there are none.
    """

    header: str | None = None
    names: tuple[str, ...] | None = None
    addresses: tuple[str, ...] | None = None


class Desk:
    """What all rooms share."""

    def __init__(self, place: Place, access: Access, at_once: int = 2) -> None:
        self.place, self.access = place, access
        self.workshop, self.lock, self.tokens = Workshop(at_once), ArchiveLock(), Tokens()
        self.inbox = Inbox(place.folder / "inbox")
        self.kept = Kept(place, self.workshop, self.lock)
        self._known: tuple[str, ArchiveState] | None = None
        self._asking = asyncio.Lock()
        self._people: tuple[int, People] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def person(self, login: str | None) -> Person | None:
        """Who asks: whoever sits here where nobody signs on, else the person of that name in the file."""
        path = self.place.people
        if self.access.header is None or path is None:
            return local_person()
        if not login:
            return None
        changed = path.stat().st_mtime_ns
        if self._people is None or self._people[0] != changed:
            self._people = changed, read_people(path)[0]
        return person_in(self._people[1], login)

    async def state(self, language: Language) -> ArchiveState:
        """The archive as it stands now.

        Raises:
            OrderRefusedError: The archive or a definition cannot be used.
        """
        async with self._asking:
            stamp = self.place.stamp()
            if self._known is None or self._known[0] != stamp:
                said = await self.read("state", self.place.folder / "state", language)
                # Looking at an archive may bring it up to date, which changes the file.
                self._known = self.place.stamp(), ArchiveState.model_validate_json(said)
            return self._known[1]

    async def read(self, job: str, folder: Path, language: Language, **asked: Any) -> Any:
        """What a job says that reads the archive."""
        async with self.lock.reading():
            return await self._patient(Order(job, self.place, folder, language, asked))

    async def write(self, job: str, folder: Path, language: Language, **asked: Any) -> Any:
        """What a job says that writes into the archive, alone."""
        async with self.lock.writing():
            return await self._patient(Order(job, self.place, folder, language, asked))

    async def _patient(self, order: Order) -> Any:
        """Carry out an order, again while another program has the archive."""
        for _ in range(TRIES):
            try:
                return await self.workshop.run(order)
            except OrderBusyError:
                await asyncio.sleep(PAUSE)
        return await self.workshop.run(order)

    async def wanted(
        self, job: str, language: Language, limits: Limits | None = None, **asked: Any
    ) -> Wanted:
        """Something to be built from the archive as it stands now."""
        state = await self.state(language)
        said = "\n".join([__version__, state.head or "", state.definitions])
        key = hashlib.sha256(said.encode()).hexdigest()[:24]
        wanted = Wanted(job, key, language, asked)
        return wanted if limits is None else replace(wanted, limits=limits)

    async def built(
        self, job: str, language: Language, patience: float | None = None, **asked: Any
    ) -> Built | None:
        """The same, built; none where that takes longer than one waits here."""
        return await self.kept.built(await self.wanted(job, language, **asked), patience)

    def later(self, work: Any) -> None:
        """Do something while whoever asked for it goes on."""
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Leave; what writes into the archive is finished first."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=TRIES)
        await self.kept.close()
        self.workshop.close()
