# SPDX-License-Identifier: EUPL-1.2
"""Pages and files that were built for one state of the archive, kept until there is another."""

import asyncio
import contextlib
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..schema.base import Language
from .archive_lock import ArchiveLock
from .orders import DEFAULT, Limits, Order, OrderRefusedError
from .place import Place
from .workshop import Workshop

MOST = 60
"""How many things are kept of one state; the oldest go."""

DONE, PROGRESS = "done.json", "progress.json"


@dataclass(frozen=True)
class Wanted:
    """Something that a job builds from the archive.

    Attributes:
        state: What stands for the archive, the definitions and the program: with another state it is built anew.
    """

    job: str
    state: str
    language: Language
    asked: Mapping[str, Any]
    limits: Limits = DEFAULT

    @property
    def name(self) -> str:
        """The name of its folder."""
        said = json.dumps([self.job, self.language, self.asked], sort_keys=True)
        return f"{self.job}-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


@dataclass(frozen=True)
class Built:
    """Something that was built: where its files lie, and what the job said of it."""

    folder: Path
    said: Any


class Kept:
    """Builds what is wanted, once for each state."""

    def __init__(self, place: Place, workshop: Workshop, lock: ArchiveLock) -> None:
        self._place, self._workshop, self._lock = place, workshop, lock
        self._root = place.folder / "kept"
        self._building: dict[tuple[str, str], asyncio.Task[Built]] = {}

    def found(self, wanted: Wanted) -> Built | None:
        """What is built already."""
        folder = self.folder(wanted)
        try:
            return Built(folder, json.loads((folder / DONE).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None

    async def built(self, wanted: Wanted, patience: float | None = None) -> Built | None:
        """What is wanted, built now if need be; none where that takes longer than one waits here.

        Args:
            patience: Seconds to wait; without it as long as it takes.

        Raises:
            OrderRefusedError: It cannot be had.
            OrderFailedError: Its process broke off.
        """
        if (found := self.found(wanted)) is not None:
            return found
        key = wanted.state, wanted.name
        task = self._building.get(key)
        if task is None:
            task = self._building[key] = asyncio.create_task(self._build(wanted))
        done, _ = await asyncio.wait({task}, timeout=patience)
        if not done:
            return None
        self._building.pop(key, None)
        return task.result()

    def folder(self, wanted: Wanted) -> Path:
        """Where the files of something lie, or will."""
        return self._root / wanted.state / wanted.name

    def progress(self, wanted: Wanted) -> Mapping[str, Any]:
        """How far the building of something is, as its job tells."""
        try:
            said = json.loads((self.folder(wanted) / PROGRESS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    async def _build(self, wanted: Wanted) -> Built:
        self._forget_others(wanted.state)
        folder = self.folder(wanted)
        shutil.rmtree(folder, ignore_errors=True)
        order = Order(wanted.job, self._place, folder, wanted.language, wanted.asked, wanted.limits)
        async with self._lock.reading():
            said = await self._workshop.run(order)
        part = folder / f"{DONE}.part"
        part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        part.replace(folder / DONE)
        return Built(folder, said)

    def _forget_others(self, state: str) -> None:
        """Remove what was built for other states, and the oldest of this one where there is much."""
        here = self._root / state
        here.mkdir(parents=True, exist_ok=True, mode=0o700)
        for other in self._root.iterdir():
            if other != here:
                shutil.rmtree(other, ignore_errors=True)
        mine = sorted(here.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in mine[:-MOST] if len(mine) > MOST else ():
            shutil.rmtree(old, ignore_errors=True)

    async def close(self) -> None:
        """Leave undone what is being built."""
        for task in self._building.values():
            task.cancel()
        for task in list(self._building.values()):
            with contextlib.suppress(asyncio.CancelledError, OrderRefusedError, Exception):
                await task
