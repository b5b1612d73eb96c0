# SPDX-License-Identifier: EUPL-1.2
"""Who may use the archive now: many who read, or one who writes, in the order they came."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class ArchiveLock:
    """Readers share the archive; a writer has it alone, and those who come after it wait."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[bool, asyncio.Event]] = deque()
        self._readers = 0
        self._writing = False

    @property
    def writers(self) -> int:
        """How many write or wait to write."""
        return self._writing + sum(writes for writes, _ in self._waiting)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """The archive, with others who read."""
        await self._come(writes=False)
        try:
            yield
        finally:
            self._readers -= 1
            self._admit()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """The archive, alone."""
        await self._come(writes=True)
        try:
            yield
        finally:
            self._writing = False
            self._admit()

    async def _come(self, *, writes: bool) -> None:
        place = (writes, asyncio.Event())
        self._waiting.append(place)
        self._admit()
        try:
            await place[1].wait()
        except asyncio.CancelledError:
            if place[1].is_set():
                self._leave(writes=writes)
            else:
                self._waiting.remove(place)
            self._admit()
            raise

    def _leave(self, *, writes: bool) -> None:
        if writes:
            self._writing = False
        else:
            self._readers -= 1

    def _admit(self) -> None:
        """Let in whoever is next, and those behind who may come in too."""
        while self._waiting and not self._writing:
            writes, admitted = self._waiting[0]
            if writes and self._readers:
                return
            self._waiting.popleft()
            self._writing = writes
            self._readers += not writes
            admitted.set()
